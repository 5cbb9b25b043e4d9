import { useLiveQuery } from 'dexie-react-hooks'
import { IdCard } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatDate } from '#app/ui/format.ts'
import { SaveSheet } from '#app/ui/SaveSheet.tsx'
import { Section } from '#app/ui/Section.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { DayField } from '#app/visit/questions/DayField.tsx'
import { readLetter, setLetter, type Letter } from '#device/letters.ts'
import type { UnitRecord } from '#domain/records.ts'
import type { Problem } from '#domain/result.ts'

/** What surveyors hold up at the gate. */
export function LetterPart({ unit, may }: { readonly unit: UnitRecord | undefined; readonly may: boolean }) {
  const device = useDevice()
  const letter = useLiveQuery(async () => (await readLetter(device, unit)) ?? null, [device, unit])
  const [edits, setEdits] = useState(false)
  if (letter === undefined) return null
  return (
    <Section
      title={m.letter_title()}
      actions={
        may && (
          <Button icon={IdCard} onClick={() => setEdits(true)}>
            {m.admin_editOf({ name: m.letter_title().toLocaleLowerCase(getLocale()) })}
          </Button>
        )
      }
    >
      {letter === null ? (
        <EmptyState text={m.letter_missing()} />
      ) : (
        <Card>
          <p>{m.letter_number({ number: letter.number, date: formatDate(letter.date, getLocale()) })}</p>
          <p>{letter.purpose}</p>
          <p>
            {m.letter_check()} {letter.phone}
          </p>
        </Card>
      )}
      {edits && <LetterSheet letter={letter} onClose={() => setEdits(false)} />}
    </Section>
  )
}

const noLetter: Letter = { number: '', date: '', purpose: '', phone: '' }

function LetterSheet(props: { readonly letter: Letter | null; readonly onClose: () => void }) {
  const { letter, onClose } = props
  const device = useDevice()
  const ports = usePorts()
  const [text, setText] = useState<Letter>(letter ?? noLetter)
  const [problem, setProblem] = useState<Problem>()
  const save = async () => {
    const saved = await setLetter(device, text)
    if (!saved.ok) return setProblem(saved.problem)
    ports.syncSoon()
    showToast(m.admin_saved({ name: m.letter_title() }))
    onClose()
  }
  const field = (part: keyof Letter) => ({
    required: true,
    value: text[part],
    onChange: (value: string) => setText((now) => ({ ...now, [part]: value })),
    error: problem?.at === part ? m.firstRun_needed() : undefined,
  })
  return (
    <SaveSheet
      title={m.letter_title()}
      onSave={() => void save()}
      onClose={onClose}
      failed={problem !== undefined && problem.at === undefined ? m.admin_noticeNotSaved() : undefined}
    >
      <TextField label={m.admin_letterNumber()} autoComplete="off" {...field('number')} />
      <DayField label={m.admin_letterDate()} {...field('date')} />
      <TextArea label={m.admin_letterPurpose()} rows={4} maxLength={500} {...field('purpose')} />
      <TextField label={m.admin_letterPhone()} type="tel" autoComplete="off" {...field('phone')} />
    </SaveSheet>
  )
}
