import { GraduationCap } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from '#app/ui/Button.tsx'

/** On every screen of a practice, on paper too: that it is one, and the way out. */
export function PracticeBand({ onEnd }: { readonly onEnd: () => void }) {
  const band = useRef<HTMLElement>(null)
  // whoever begins hears first where they are
  useEffect(() => band.current?.focus({ preventScroll: true }), [])
  return (
    <section ref={band} className="practice-band" aria-label={m.practice_band()} tabIndex={-1}>
      <GraduationCap className="practice-band-icon" aria-hidden />
      <p className="practice-band-words">{m.practice_band()}</p>
      <Button onClick={onEnd}>{m.practice_end()}</Button>
    </section>
  )
}
