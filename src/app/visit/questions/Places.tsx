import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { placeLabels } from '#app/messages/questionLabels.ts'
import { ownerWords } from '#app/messages/labels.ts'
import { Button } from '#app/ui/Button.tsx'
import { CountField } from '#app/ui/CountField.tsx'
import { entryOfNumber } from '#app/ui/numberEntry.ts'
import { Segmented } from '#app/ui/Segmented.tsx'
import { answered } from '#domain/answers.ts'
import { everybodyIn } from '#domain/applyAnswer.ts'
import type { FieldKey } from '#domain/fields.ts'
import { partyOrgExists, placeKeys, type PlaceKey } from '#domain/fields/hanging.ts'
import { knownMembers } from '#domain/questionnaire/conditions.ts'
import { useEntries, useVisitForm } from '#app/visit/formInHand.ts'
import { stateOf, useWords, type QuestionProps } from '#app/visit/useWords.tsx'
import { codeOf } from './Choice.tsx'
import { numberOf } from './Count.tsx'

const countKeys: readonly FieldKey[] = [
  'membersOfficial',
  'membersProbationary',
  'hasMembers',
  'partyOrgStatus',
]

/** Where the members belong: one tap for all of them, or divided. */
export function Places(props: QuestionProps) {
  const entries = useEntries(placeKeys)
  const [, , , status] = useEntries(countKeys)
  const { read, answer, answerAll, confirm } = useVisitForm()
  const [divides, setDivides] = useState(false)
  const counts = entries.map(numberOf)
  const filled = placeKeys.filter((_key, index) => (counts[index] ?? 0) > 0)
  const isDivided = divides || filled.length > 1
  const members = knownMembers(read().answers)
  const hasOwnCell = partyOrgExists(codeOf(status))
  const offered = placeKeys.filter((key) => key !== 'membersOwnCell' || hasOwnCell || filled.includes(key))
  const { notKnown: _, ...words } = useWords(props, 'membersResidence', entries[1])
  const choose = (place: string) => {
    if (place === filled[0] && words.state === 'unconfirmed') confirm(...placeKeys)
    else answerAll(everybodyIn(place as PlaceKey, members))
  }
  // with an organisation of the firm everyone is taken to be there
  const preset = hasOwnCell && entries.every((entry) => entry === undefined) ? 'membersOwnCell' : undefined
  const left = members - counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  return (
    <>
      <Segmented
        {...words}
        onConfirm={isDivided ? () => confirm(...placeKeys) : undefined}
        layout="grid"
        options={offered.map((key) => ({ value: key, label: placeLabel(key) }))}
        value={isDivided ? undefined : (filled[0] ?? preset)}
        onChange={(place) => {
          setDivides(false)
          choose(place)
        }}
      />
      <div>
        <Button aria-expanded={isDivided} onClick={() => setDivides(!isDivided)}>
          {m.hint_splitPlaces()}
        </Button>
      </div>
      {isDivided && (
        <div className="stack refine">
          {offered.map((key) => (
            <CountField
              key={key}
              label={placeLabel(key)}
              state={stateOf(key, entries[placeKeys.indexOf(key)]).state}
              value={entryOfNumber(counts[placeKeys.indexOf(key)])}
              onChange={(entry) => answer(key, answered(entry.kind === 'number' ? entry.number : 0))}
            />
          ))}
          <p role="status" className="small">
            {left > 0 ? m.hint_placesLeft({ n: left }) : ''}
          </p>
        </div>
      )}
    </>
  )
}

function placeLabel(key: PlaceKey): string {
  return placeLabels[key]?.(ownerWords(undefined)) ?? key
}
