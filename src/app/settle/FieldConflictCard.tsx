import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { fieldLabel } from '#app/messages/fieldLabels.ts'
import { refusalWords } from '#app/review/decide.ts'
import { useDevice } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { formatDateTime } from '#app/ui/format.ts'
import { settleConflict, type FieldConflict } from '#device/conflicts.ts'
import { personName, type Reference } from '#device/people.ts'
import { profileWords } from './heldWords.ts'

interface FieldConflictCardProps {
  readonly conflict: FieldConflict
  readonly reference: Reference
  /** Hears what to say about it. */
  readonly onSettled: (words: string) => void
}

/** Both values with who wrote them and when; one press says which stands. */
export function FieldConflictCard({ conflict, reference, onSettled }: FieldConflictCardProps) {
  const device = useDevice()
  const [refused, setRefused] = useState<string>()
  const { firmName = '—', field, kept, lost, present } = conflict
  const words = (value: unknown) => profileWords(field, value, { reference, unitKind: undefined })
  const label = fieldLabel(field)
  const settle = async (choice: 'kept' | 'lost') => {
    const settled = await settleConflict(device, conflict.id, choice)
    if (!settled.ok) return setRefused(refusalWords(settled.problem))
    onSettled(m.settle_chosen({ field: label, value: words(conflict[choice].value) }))
  }
  const isOther = ![kept, lost].some(({ value }) => words(value) === words(present?.value))
  return (
    <Card tone="warn">
      <h3>{m.settle_conflictOf({ field: label, firm: firmName })}</h3>
      {refused !== undefined && <Banner tone="bad" what={refused} urgent />}
      <ul className="settle-values">
        {(['kept', 'lost'] as const).map((choice) => {
          const { value, personId, clientTime } = conflict[choice]
          const person = personName(reference, personId)
          return (
            <li key={choice} className="settle-value">
              <div className="settle-value-words">
                <div className="settle-value-said">{words(value)}</div>
                <div className="muted small">
                  {m.settle_setBy({ person, time: formatDateTime(clientTime, getLocale()) })}
                  {words(value) === words(present?.value) && ` ${m.settle_stands()}`}
                </div>
              </div>
              <Button
                aria-label={m.settle_chooseOf({ value: words(value), person })}
                onClick={() => void settle(choice)}
              >
                {m.settle_choose()}
              </Button>
            </li>
          )
        })}
      </ul>
      {isOther && <p className="small">{m.settle_otherNow({ value: words(present?.value) })}</p>}
    </Card>
  )
}
