import { Fragment } from 'react'
import { DialogueButton } from '#app/firms/DialogueButton.tsx'
import { m } from '#app/messages/compiled/messages.js'
import { optionLabel } from '#app/messages/labels.ts'
import { Chips } from '#app/ui/Chips.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { answered } from '#domain/answers.ts'
import { ownerConcerns, type OwnerConcern } from '#domain/fields/codes.ts'
import { useEntries, useVisitForm } from '#app/visit/formInHand.ts'
import { useWords, type QuestionProps } from '#app/visit/useWords.tsx'
import { codesOf } from './Choice.tsx'

/** What holds the owner back: earlier concerns first, each still felt or settled; then new ones. */
export function Concerns(props: QuestionProps) {
  const [felt, settled] = useEntries(props.question.keys)
  const { open, answerAll } = useVisitForm()
  const { unitKind } = props
  const { notKnown: _, stateText: __, ...words } = useWords(props, 'ownerConcerns', felt)
  const known = open.context.facts['ownerConcerns']?.value
  const earlier = Array.isArray(known) ? (known as readonly string[]) : []
  const isSaid = felt?.confirmed === true
  const now = isSaid ? codesOf(felt) : []
  const gone = codesOf(settled)
  const say = (concerns: readonly string[], done: readonly string[]) =>
    answerAll({
      ownerConcerns: answered(concerns),
      ...((done.length > 0 || settled !== undefined) && { ownerConcernsSettled: answered(done) }),
    })
  const judge = (concern: string, how: string) => {
    const others = now.filter((code) => code !== concern)
    const otherGone = gone.filter((code) => code !== concern)
    if (how === 'open') say([...others, concern], otherGone)
    else say(others, [...otherGone, concern])
  }
  const fresh = ownerConcerns.filter((code) => !earlier.includes(code))
  return (
    <>
      {earlier.map((concern) => (
        <Fragment key={concern}>
          <Segmented
            label={optionLabel('ownerConcerns', concern, unitKind)}
            hint={m.question_ownerConcernsSettled()}
            layout="row"
            options={[
              { value: 'open', label: m.concern_open() },
              { value: 'settled', label: m.concern_settled() },
            ]}
            value={now.includes(concern) ? 'open' : gone.includes(concern) ? 'settled' : undefined}
            onChange={(how) => judge(concern, how)}
          />
          <div>
            <DialogueButton concern={concern as OwnerConcern} unitKind={unitKind} brief />
          </div>
        </Fragment>
      ))}
      <Chips
        {...words}
        state={isSaid ? 'confirmed' : undefined}
        options={fresh.map((code) => ({ value: code, label: optionLabel('ownerConcerns', code, unitKind) }))}
        value={now.filter((code) => !earlier.includes(code)) as typeof fresh}
        onChange={(codes) => say([...now.filter((code) => earlier.includes(code)), ...codes], gone)}
      />
      {fresh
        .filter((code) => now.includes(code))
        .map((code) => (
          <DialogueButton key={code} concern={code} unitKind={unitKind} />
        ))}
    </>
  )
}
