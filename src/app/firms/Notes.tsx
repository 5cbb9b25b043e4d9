import { m } from '#app/messages/compiled/messages.js'
import { Card } from '#app/ui/Card.tsx'
import { Section } from '#app/ui/Section.tsx'
import type { UnitKind } from '#domain/fields/codes.ts'
import type { AppliedOverlay } from '#domain/overlays.ts'
import { overlayWords } from './adviceWords.ts'

interface NotesProps {
  readonly overlays: readonly AppliedOverlay[]
  readonly unitKind: UnitKind | undefined
}

/** Advice that is added to the way forward. What tells of the owner's membership is not shown here. */
export function Notes({ overlays, unitKind }: NotesProps) {
  const open = overlays.filter(({ sensitive }) => !sensitive)
  if (open.length === 0) return null
  return (
    <Section title={m.firm_notes()}>
      <Card>
        <ul className="firm-bullets">
          {open.map(({ id, words }) => (
            <li key={id}>{overlayWords(id, words, unitKind)}</li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}
