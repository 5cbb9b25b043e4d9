import { m } from '#app/messages/compiled/messages.js'
import { useDevice } from '#app/ports.tsx'
import { PracticeSection } from '#app/practice/PracticeSection.tsx'
import { LanguageSwitch } from '#app/session/LanguageSwitch.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Section } from '#app/ui/Section.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { isPractice } from '#device/practice/isPractice.ts'
import { AccountSection } from './AccountSection.tsx'
import { DiscardedSection } from './DiscardedSection.tsx'
import { setPreferences, usePreferences } from './preferences.ts'
import { StorageSection } from './StorageSection.tsx'
import { VersionSection } from './VersionSection.tsx'

/** `/settings` */
export function SettingsPage() {
  const isReal = !isPractice(useDevice())
  return (
    <Page width="narrow">
      <PageHeader title={m.nav_settings()} />
      {isReal && <AccountSection />}
      <LookSection />
      {isReal && <PracticeSection />}
      {isReal && <StorageSection />}
      <DiscardedSection />
      <VersionSection />
    </Page>
  )
}

function LookSection() {
  const { theme, textSize } = usePreferences()
  return (
    <Section title={m.settings_look()}>
      <Segmented
        label={m.settings_theme()}
        options={[
          { value: 'light', label: m.theme_light() },
          { value: 'dark', label: m.theme_dark() },
          { value: 'sunlight', label: m.theme_sunlight(), hint: m.theme_sunlightHint() },
        ]}
        value={theme}
        state="confirmed"
        onChange={(chosen) => setPreferences({ theme: chosen })}
      />
      <Segmented
        label={m.settings_textSize()}
        layout="row"
        options={[
          { value: 'normal', label: m.textSize_normal() },
          { value: 'large', label: m.textSize_large() },
          { value: 'larger', label: m.textSize_larger() },
        ]}
        value={textSize}
        state="confirmed"
        onChange={(chosen) => setPreferences({ textSize: chosen })}
      />
      <LanguageSwitch />
    </Section>
  )
}
