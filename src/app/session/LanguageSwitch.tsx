import { m } from '#app/messages/compiled/messages.js'
import { setPreferences, usePreferences } from '#app/settings/preferences.ts'
import { Segmented } from '#app/ui/Segmented.tsx'

/** Each language by its own name. */
export function LanguageSwitch() {
  const locale = usePreferences((preferences) => preferences.locale)
  return (
    <Segmented
      label={m.settings_language()}
      layout="row"
      options={[
        { value: 'vi', label: 'Tiếng Việt' },
        { value: 'en', label: 'English' },
      ]}
      value={locale}
      state="confirmed"
      onChange={(chosen) => setPreferences({ locale: chosen })}
    />
  )
}
