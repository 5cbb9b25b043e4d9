import { GraduationCap } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { useBeginPractice, useHasPractice } from './beginning.ts'

/** Begins a practice, or goes on with the one that was not ended. */
export function PracticeButton() {
  const hasPractice = useHasPractice()
  const begin = useBeginPractice()
  if (hasPractice === undefined) return null
  return hasPractice ? (
    <ButtonLink icon={GraduationCap} href={paths.practice}>
      {m.practice_goOn()}
    </ButtonLink>
  ) : (
    <Button icon={GraduationCap} onClick={() => void begin()}>
      {m.practice_begin()}
    </Button>
  )
}
