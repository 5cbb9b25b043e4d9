import { m } from '#app/messages/compiled/messages.js'
import { Button } from '#app/ui/Button.tsx'
import { Section } from '#app/ui/Section.tsx'
import { useBeginPractice, useHasPractice } from './beginning.ts'
import { PracticeButton } from './PracticeButton.tsx'

/** «Tập làm»: the way in; a practice that was not ended waits to be gone on with. */
export function PracticeSection() {
  const hasPractice = useHasPractice()
  const begin = useBeginPractice()
  return (
    <Section title={m.practice_title()}>
      <p>{m.practice_about()}</p>
      <div className="row">
        <PracticeButton />
        {hasPractice === true && <Button onClick={() => void begin()}>{m.practice_again()}</Button>}
      </div>
    </Section>
  )
}
