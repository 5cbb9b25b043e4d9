import { useEffect, useRef } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { setPreferences, usePreferences } from '#app/settings/preferences.ts'
import { Segmented } from '#app/ui/Segmented.tsx'

/** Another language makes every screen anew, this switch too: the new one takes over the focus. */
let takesFocus = false

/** Each language by its own name. */
export function LanguageSwitch() {
  const locale = usePreferences((preferences) => preferences.locale)
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takesFocus) here.current?.querySelector<HTMLInputElement>('input:checked')?.focus()
    takesFocus = false
  }, [])
  const choose = (chosen: typeof locale) => {
    takesFocus = true
    setPreferences({ locale: chosen })
  }
  return (
    <div ref={here}>
      <Segmented
        label={m.settings_language()}
        layout="row"
        options={[
          { value: 'vi', label: 'Tiếng Việt' },
          { value: 'en', label: 'English' },
        ]}
        value={locale}
        state="confirmed"
        onChange={choose}
      />
    </div>
  )
}
