import './KeyHint.css'
import { m } from '#app/messages/compiled/messages.js'

/** A key that does the same as the button it stands in; only where there is a keyboard. */
export function KeyHint({ keyName }: { readonly keyName: string }) {
  return (
    <kbd className="key-hint" title={m.ui_key({ key: keyName })} aria-hidden>
      {keyName}
    </kbd>
  )
}
