import '#app/ui/Button.css'
import { Phone } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'

/** «Gọi»: hands the number to the phone; it is not shown where somebody across the table could read it. */
export function CallLink({ phone }: { readonly phone: string | undefined }) {
  const number = phone?.replace(/[^\d+]/g, '') ?? ''
  if (number === '') return null
  return (
    <a className="button" data-tone="secondary" href={`tel:${number}`}>
      <Phone className="button-icon" aria-hidden />
      <span className="button-text">{m.action_call()}</span>
    </a>
  )
}
