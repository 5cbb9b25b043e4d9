import { m } from '#app/messages/compiled/messages.js'
import { Banner } from '#app/ui/Banner.tsx'

/** Without HTTPS a phone neither opens the app offline nor lets it record: said before any work is lost on it. */
export function InsecureNote() {
  if (window.isSecureContext !== false) return null
  return <Banner tone="bad" what={m.insecure_what()} safe={m.insecure_why()} todo={m.insecure_do()} />
}
