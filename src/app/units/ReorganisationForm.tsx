import { useLiveQuery } from 'dexie-react-hooks'
import { FolderOpen } from 'lucide-react'
import { useRef, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { focusFirstError } from '#app/ui/focusSoon.ts'
import { formatDate } from '#app/ui/format.ts'
import { FileButton } from '#app/ui/FileButton.tsx'
import { Section } from '#app/ui/Section.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { DayField } from '#app/visit/questions/DayField.tsx'
import type { Reference } from '#device/people.ts'
import { readFirmPlaces, recordReorganisation } from '#device/reorganisations.ts'
import { isDay } from '#domain/day.ts'
import { makeId } from '#domain/ids.ts'
import { readLines } from '#domain/reorganisationText.ts'
import type { Problem } from '#domain/result.ts'
import { withChanges } from '#domain/units.ts'
import { ChangeBuilder } from './ChangeBuilder.tsx'
import { FileRefused, type Refused } from './FileRefused.tsx'
import { LineList } from './LineList.tsx'
import { openChangesFile } from './openChangesFile.ts'
import { ReorganisationSums } from './ReorganisationSums.tsx'

interface ReorganisationFormProps {
  readonly reference: Reference
  readonly onClose: () => void
}

/** A list of changes, built, pasted or opened from a file; what it means and does to the sums is seen before it is recorded. */
export function ReorganisationForm({ reference, onClose }: ReorganisationFormProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const form = useRef<HTMLDivElement>(null)
  const [on, setOn] = useState(reference.today)
  const [instrument, setInstrument] = useState('')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [refused, setRefused] = useState<Refused>()
  const ids = useRef<string[]>([])
  const firms = useLiveQuery(() => readFirmPlaces(device), [device])
  const day = isDay(on) ? on : reference.today
  let used = 0
  const lines = readLines(text, {
    unitsWith: (above) => withChanges(reference.units, day, above),
    on: day,
    // the same each time, so that what is looked at is what is recorded
    makeId: () => (ids.current[(used += 1)] ??= makeId(device.now(), device.randomBytes)),
  })
  const changes = lines.flatMap((line) => ('change' in line ? [line.change] : []))
  const after = withChanges(reference.units, day, changes)
  const isAllRead = changes.length === lines.length
  const open = async (file: File) => {
    const opened = await openChangesFile(file)
    setRefused('mistakes' in opened ? { fileName: file.name, mistakes: opened.mistakes } : undefined)
    if ('mistakes' in opened) return
    setText(opened.text)
    setProblem(undefined)
    if (opened.on !== undefined) setOn(opened.on)
    if (opened.instrument !== undefined) setInstrument(opened.instrument)
  }
  const save = async () => {
    if (!isAllRead) return setProblem({ code: 'notApplicable', at: 'changes' })
    const saved = await recordReorganisation(device, { on, instrument, changes })
    setProblem(saved.ok ? undefined : saved.problem)
    if (!saved.ok) return focusFirstError(form.current)
    syncSoon()
    showToast(m.units_recorded({ date: formatDate(on, getLocale()) }))
    onClose()
  }
  const error = (at: string, words: string) => (problem?.at === at ? words : undefined)
  return (
    <Section title={m.units_add()} actions={<Button onClick={onClose}>{m.action_back()}</Button>}>
      <div ref={form} className="stack">
        <div className="row">
          <FileButton
            icon={FolderOpen}
            label={m.units_openFile()}
            accept=".json,.csv,.txt,application/json,text/plain,text/csv"
            onFile={(file) => void open(file)}
          />
        </div>
        {refused !== undefined && <FileRefused {...refused} />}
        <DayField
          label={m.units_on()}
          required
          value={on}
          onChange={setOn}
          error={error('on', m.plan_dueBad())}
        />
        <TextField
          label={m.units_instrument()}
          hint={m.units_instrumentHint()}
          required
          autoComplete="off"
          value={instrument}
          onChange={setInstrument}
          error={error('instrument', m.firstRun_needed())}
        />
        <ChangeBuilder
          units={after}
          on={day}
          onAdd={(line) =>
            setText((before) => (before.trim() === '' ? line : `${before.trimEnd()}\n${line}`))
          }
        />
        <TextArea
          label={m.units_lines()}
          hint={m.units_linesHint()}
          rows={5}
          value={text}
          onChange={setText}
          error={error('changes', isAllRead ? m.units_noLines() : m.units_wrongLines())}
        />
        <LineList lines={lines} units={after} on={day} />
        {changes.length > 0 && firms !== undefined && (
          <ReorganisationSums
            firms={firms}
            before={reference.units}
            after={after}
            on={day}
            changes={changes}
          />
        )}
        {problem !== undefined && problem.at === undefined && (
          <Banner tone="bad" what={m.admin_parkNotSaved()} urgent />
        )}
        <div className="row">
          <Button tone="primary" onClick={() => void save()}>
            {m.units_record()}
          </Button>
        </div>
      </div>
    </Section>
  )
}
