import { communeOptions } from '#app/firms/communeOptions.ts'
import { m } from '#app/messages/compiled/messages.js'
import { SelectField } from '#app/ui/SelectField.tsx'
import { answered } from '#domain/answers.ts'
import { useEntry, useVisitForm } from '#app/visit/formInHand.ts'
import { useReference } from '#app/visit/useReference.ts'
import { useWords, type QuestionProps } from '#app/visit/useWords.tsx'

/** The park or the commune a firm has moved to. */
export function MovedTo(props: QuestionProps) {
  const entry = useEntry('movedTo')
  const words = useWords(props, 'movedTo', entry)
  const { answer, clear } = useVisitForm()
  const reference = useReference()
  const value =
    entry?.answer.kind === 'value' ? (entry.answer.value as { parkId?: string; communeId?: string }) : {}
  const parks = [...(reference?.parks.values() ?? [])].map((park) => ({
    value: `park:${park.id}`,
    label: park.name,
  }))
  const communes = communeOptions(reference).map(({ value: id, label }) => ({
    value: `commune:${id}`,
    label,
  }))
  const chosen =
    value.parkId !== undefined
      ? `park:${value.parkId}`
      : value.communeId !== undefined
        ? `commune:${value.communeId}`
        : ''
  const choose = (code: string) => {
    const [kind, id] = code.split(':')
    if (id === undefined) clear('movedTo')
    else answer('movedTo', answered(kind === 'park' ? { parkId: id } : { communeId: id }))
  }
  const options = [{ value: '', label: m.form_choose() }, ...parks, ...communes]
  return <SelectField {...words} options={options} value={chosen} onChange={choose} />
}
