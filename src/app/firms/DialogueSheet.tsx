import { useLiveQuery } from 'dexie-react-hooks'
import { m } from '#app/messages/compiled/messages.js'
import { dialogueWords } from '#app/messages/dialogueWords.ts'
import { ownerWords } from '#app/messages/labels.ts'
import { useDevice } from '#app/ports.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { ReadingText } from '#app/ui/ReadingText.tsx'
import { readRuleSetOfToday } from '#device/ruleSets.ts'
import { dialogue } from '#domain/dialogue.ts'
import type { OwnerConcern, UnitKind } from '#domain/fields/codes.ts'
import { builtInRuleSet, type RuleSet } from '#domain/ruleSet.ts'
import { basisWords } from './adviceWords.ts'

interface DialogueSheetProps {
  readonly concern: OwnerConcern
  readonly name: string
  readonly unitKind: UnitKind | undefined
  readonly onClose: () => void
}

/** What may be said to one concern, each with the document it rests on. */
export function DialogueSheet({ concern, name, unitKind, onClose }: DialogueSheetProps) {
  const device = useDevice()
  const ruleSet = useLiveQuery(() => readRuleSetOfToday(device), [device]) ?? builtInRuleSet
  const words = ownerWords(unitKind)
  return (
    <Sheet open title={m.form_named({ text: m.hint_dialogue(), name })} onClose={onClose}>
      <ReadingText label={m.hint_dialogue()}>
        <ul className="firm-bullets">
          {dialogue[concern].map(({ key, basis }) => (
            <li key={key}>
              <p>{dialogueWords[key]?.(words) ?? key}</p>
              {basis.length > 0 && (
                <p className="small muted">{basis.map((one) => basisWords(one, ruleSet)).join(' · ')}</p>
              )}
            </li>
          ))}
        </ul>
        <p>{m.dialogue_voluntary()}</p>
        {restsOnReports(concern, ruleSet) && <p className="small muted">{m.basis_reported()}</p>}
      </ReadingText>
    </Sheet>
  )
}

function restsOnReports(concern: OwnerConcern, { references }: RuleSet): boolean {
  return dialogue[concern].some(({ basis }) =>
    basis.some(({ reference }) => references[reference]?.certainty !== 'compared'),
  )
}
