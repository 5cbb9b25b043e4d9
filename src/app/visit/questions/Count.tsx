import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Button } from '#app/ui/Button.tsx'
import { CountField } from '#app/ui/CountField.tsx'
import { formatNumber, formatPercent } from '#app/ui/format.ts'
import { NumberField } from '#app/ui/NumberField.tsx'
import { entryOfNumber, noEntry, type NumberEntry } from '#app/ui/numberEntry.ts'
import { answered, type Answer } from '#domain/answers.ts'
import type { DraftAnswer } from '#domain/draft.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { Control } from '#domain/questionnaire/question.ts'
import { isTooOld } from '#domain/unchanged.ts'
import { useEntry, useVisitForm } from '#app/visit/formInHand.ts'
import { useWords, type QuestionProps } from '#app/visit/useWords.tsx'
import { SourceLine } from './SourceLine.tsx'

type CountControl = Extract<Control, { kind: 'count' }>
type PercentControl = Extract<Control, { kind: 'percentOrCount' }>

/** A number of people: typed when it is large, stepped when it is small. */
export function CountQuestion(props: QuestionProps & { readonly control: CountControl }) {
  const { question, control } = props
  const key = question.keys[0]
  const { value, entry, onChange, set, words } = useCount(props, key)
  // where a reviewer asks again, the line stands beside every value
  const isMarked = useVisitForm().open.returned?.fields?.includes(key) === true
  const Box = control.input === 'keypad' ? NumberField : CountField
  return (
    <>
      <Box {...words} value={value} onChange={onChange} />
      <div className="row count-extras">
        {control.approximate === true && entry?.confirmed === true && <AboutToggle entry={entry} set={set} />}
        {control.all !== undefined && <AllButton name={key} of={control.all} entry={entry} set={set} />}
        {key === 'headcountTotal' && !isMarked && <SourceLine name={key} />}
      </div>
    </>
  )
}

/** A share of another number, or the number itself; kept as a number, about. */
export function PercentQuestion(props: QuestionProps & { readonly control: PercentControl }) {
  const { of, percents } = props.control
  const key = props.question.keys[0]
  const { value, entry, onChange, set, words } = useCount(props, key)
  const whole = numberOf(useEntry(of))
  const shares = whole === undefined ? [] : percents
  const countOf = (percent: number) => Math.round(((whole ?? 0) * percent) / 100)
  return (
    <>
      <NumberField {...words} value={value} onChange={onChange} />
      {shares.length > 0 && (
        <div className="row count-extras" role="group" aria-label={m.form_shareOf()}>
          {shares.map((percent) => (
            <Button
              key={percent}
              aria-pressed={numberOf(entry) === countOf(percent) && isAbout(entry)}
              onClick={() => set({ ...answered(countOf(percent)), precision: 'about' } as Answer)}
            >
              {formatPercent(percent / 100, getLocale())}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}

/** The number of one key as its box shows it; text that is no number stays in the box and is told. */
export function useCount(props: QuestionProps, key: FieldKey) {
  const entry = useEntry(key)
  const { answer, clear, confirm, context } = useVisitForm()
  const [typed, setTyped] = useState<NumberEntry>(noEntry)
  const shared = useWords(props, key, entry)
  const isText = typed.kind === 'text'
  const set = (next: Answer) => {
    setTyped(noEntry)
    answer(key, next)
  }
  const onChange = (next: NumberEntry) => {
    setTyped(next.kind === 'text' ? next : noEntry)
    if (next.kind !== 'number') clear(key)
    else
      answer(key, {
        ...answered(next.number),
        ...(isAbout(entry) && { precision: 'about' as const }),
      } as Answer)
  }
  const isOld = key === 'headcountTotal' && isTooOld(entry, context())
  const days = formatNumber(context().limits.confirmAllDays, getLocale())
  const words = {
    ...shared,
    hint: isOld ? m.hint_typeAnew({ n: days }) : shared.hint,
    error: isText ? m.form_digitsOnly() : shared.error,
    onConfirm: isOld ? undefined : () => confirm(key),
  }
  return { entry, value: isText ? typed : entryOfNumber(numberOf(entry)), onChange, set, words }
}

function AboutToggle({
  entry,
  set,
}: {
  readonly entry: DraftAnswer | undefined
  readonly set: (next: Answer) => void
}) {
  const answer = entry?.answer
  if (answer?.kind !== 'value') return null
  const { precision: _, unchanged: __, ...exact } = answer
  const toggle = () => set(isAbout(entry) ? exact : { ...exact, precision: 'about' })
  return (
    <Button aria-pressed={isAbout(entry)} onClick={toggle}>
      {m.hint_about()}
    </Button>
  )
}

/** One tap takes the whole of another number, «khoảng» included. */
function AllButton(props: {
  readonly name: FieldKey
  readonly of: FieldKey
  readonly entry: DraftAnswer | undefined
  readonly set: (next: Answer) => void
}) {
  const { name, of, entry, set } = props
  const whole = useEntry(of)
  const count = numberOf(whole)
  if (count === undefined || count === numberOf(entry)) return null
  const take = () => set({ ...answered(count), ...(isAbout(whole) && { precision: 'about' }) } as Answer)
  return <Button onClick={take}>{allWords(name, of, count)}</Button>
}

/** «Cả 4»; of the workers «Tất cả», beside the union's members «Tất cả lao động». */
function allWords(name: FieldKey, of: FieldKey, count: number): string {
  if (of !== 'headcountTotal') return m.hint_allOf({ n: formatNumber(count, getLocale()) })
  return name === 'unionMembers' ? m.hint_allWorkers() : m.hint_all()
}

export function numberOf(entry: DraftAnswer | undefined): number | undefined {
  const value = entry?.answer.kind === 'value' ? entry.answer.value : undefined
  return typeof value === 'number' ? value : undefined
}

function isAbout(entry: DraftAnswer | undefined): boolean {
  return entry?.answer.kind === 'value' && entry.answer.precision === 'about'
}
