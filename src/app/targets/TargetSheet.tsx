import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { entryOfNumber, type NumberEntry } from '#app/ui/numberEntry.ts'
import { NumberField } from '#app/ui/NumberField.tsx'
import { SaveSheet } from '#app/ui/SaveSheet.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { DayField } from '#app/visit/questions/DayField.tsx'
import { setTarget } from '#device/targets.ts'
import type { Problem } from '#domain/result.ts'
import { indicators, type Indicator, type Period, type Target } from '#domain/targets.ts'
import { indicatorWords } from './indicatorWords.ts'

interface TargetSheetProps {
  readonly period: Period
  readonly targets: readonly Target[]
  readonly onClose: () => void
  /** The period that was set for, to be shown. */
  readonly onSet: (period: Period) => void
}

/** «Giao chỉ tiêu»: what is to be reached from a day to a day, and who set it. */
export function TargetSheet({ period, targets, onClose, onSet }: TargetSheetProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const [indicator, setIndicator] = useState<Indicator>('cellsEstablished')
  const [{ from, to }, setDays] = useState(period)
  const known = targets.find((one) => one.indicator === indicator && one.from === from && one.to === to)
  const [typed, setTyped] = useState<NumberEntry>()
  const [by, setBy] = useState(() => targets.at(-1)?.assignedBy ?? '')
  const [problem, setProblem] = useState<Problem>()
  const entry = typed ?? entryOfNumber(known?.value)
  const save = async () => {
    const value = entry.kind === 'number' ? entry.number : -1
    const target = { indicator, from, to, value, assignedBy: by }
    const set = await setTarget(device, target, targets)
    setProblem(set.ok ? undefined : set.problem)
    if (!set.ok) return
    syncSoon()
    showToast(m.targets_set({ indicator: indicatorWords(indicator) }))
    onSet({ from, to })
  }
  return (
    <SaveSheet
      title={m.targets_setTitle()}
      onSave={() => void save()}
      onClose={onClose}
      failed={problem !== undefined && problem.at === undefined ? m.targets_notSaved() : undefined}
    >
      <SelectField<Indicator>
        label={m.item_target()}
        options={indicators.map((one) => ({ value: one, label: indicatorWords(one) }))}
        value={indicator}
        onChange={(next) => {
          setIndicator(next)
          setTyped(undefined)
        }}
      />
      <DayField label={m.held_from()} required value={from} onChange={(day) => setDays({ from: day, to })} />
      <DayField
        label={m.held_to()}
        required
        value={to}
        onChange={(day) => setDays({ from, to: day })}
        error={problem?.at === 'to' ? m.targets_periodBad() : undefined}
      />
      <NumberField
        label={m.targets_value()}
        required
        value={entry}
        onChange={setTyped}
        error={problem?.at === 'value' ? m.targets_valueNeeded() : undefined}
      />
      <TextField label={m.held_assignedBy()} autoComplete="off" value={by} onChange={setBy} />
    </SaveSheet>
  )
}
