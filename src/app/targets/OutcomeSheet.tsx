import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { entryOfNumber, noEntry, type NumberEntry } from '#app/ui/numberEntry.ts'
import { NumberField } from '#app/ui/NumberField.tsx'
import { SaveSheet } from '#app/ui/SaveSheet.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { DayField } from '#app/visit/questions/DayField.tsx'
import type { Reference } from '#device/people.ts'
import { recordOutcome } from '#device/targets.ts'
import type { Problem } from '#domain/result.ts'
import { indicators, organisationIndicators, type Indicator, type Outcome } from '#domain/targets.ts'
import { vietnamDay } from '#domain/time.ts'
import { FirmChoice } from './FirmChoice.tsx'
import { indicatorWords } from './indicatorWords.ts'

interface OutcomeSheetProps {
  /** Undefined for a new one. */
  readonly outcome: Outcome | undefined
  readonly indicator: Indicator
  readonly reference: Reference | undefined
  readonly onClose: () => void
}

interface Said extends Omit<Outcome, 'id' | 'count'> {
  readonly decisionNo: string
  readonly ceremonyOn: string
  readonly count: NumberEntry
}

/** «Ghi kết quả»: a decision with its number and day. What was decided counts, not what was celebrated. */
export function OutcomeSheet({ outcome, indicator, reference, onClose }: OutcomeSheetProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const today = vietnamDay(device.now())
  const [said, setSaid] = useState<Said>(() => startWith(outcome, indicator, today))
  const [problem, setProblem] = useState<Problem>()
  const change = (changes: Partial<Said>) => setSaid((before) => ({ ...before, ...changes }))
  const isFounding = organisationIndicators.includes(said.indicator)
  const save = async () => {
    const recorded = await recordOutcome(device, outcomeOf(said, isFounding), outcome?.id)
    setProblem(recorded.ok ? undefined : recorded.problem)
    if (!recorded.ok) return
    syncSoon()
    showToast(m.targets_recorded({ indicator: indicatorWords(said.indicator) }))
    onClose()
  }
  const errorAt = (at: string, words: () => string) => (problem?.at === at ? words() : undefined)
  return (
    <SaveSheet
      title={outcome === undefined ? m.targets_record() : m.targets_correct()}
      onSave={() => void save()}
      onClose={onClose}
      failed={problem !== undefined && problem.at === undefined ? m.targets_notSaved() : undefined}
    >
      <SelectField<Indicator>
        label={m.item_target()}
        options={indicators.map((value) => ({ value, label: indicatorWords(value) }))}
        value={said.indicator}
        onChange={(next) => change({ indicator: next })}
      />
      <FirmChoice
        label={m.nav_firms()}
        hint={isFounding ? m.targets_jointHint() : undefined}
        error={errorAt('firmIds', m.targets_firmNeeded)}
        firmIds={said.firmIds}
        onChange={(firmIds) => change({ firmIds })}
        reference={reference}
      />
      {!isFounding && (
        <NumberField
          label={m.held_count()}
          required
          value={said.count}
          onChange={(count) => change({ count })}
          error={errorAt('count', m.targets_countNeeded)}
        />
      )}
      <DayField
        label={m.held_decidedOn()}
        required
        max={today}
        value={said.decidedOn}
        onChange={(decidedOn) => change({ decidedOn })}
        error={errorAt('decidedOn', m.targets_dayNeeded)}
      />
      <TextField
        label={m.held_decisionNo()}
        required={isFounding}
        autoComplete="off"
        value={said.decisionNo}
        onChange={(decisionNo) => change({ decisionNo })}
        error={errorAt('decisionNo', m.targets_numberNeeded)}
      />
      {isFounding && (
        <DayField
          label={m.targets_ceremony()}
          hint={m.targets_ceremonyHint()}
          value={said.ceremonyOn}
          onChange={(ceremonyOn) => change({ ceremonyOn })}
          error={errorAt('ceremonyOn', m.targets_dayNeeded)}
        />
      )}
    </SaveSheet>
  )
}

function startWith(outcome: Outcome | undefined, indicator: Indicator, today: string): Said {
  const start = { indicator, firmIds: [], decidedOn: today, decisionNo: '', ceremonyOn: '', count: noEntry }
  if (outcome === undefined) return start
  const { id: _id, decisionNo = '', ceremonyOn = '', count, ...rest } = outcome
  return { ...rest, decisionNo, ceremonyOn, count: entryOfNumber(count) }
}

function outcomeOf({ count, ceremonyOn, ...said }: Said, isFounding: boolean): Omit<Outcome, 'id'> {
  return {
    ...said,
    // one decision founds one organisation
    count: isFounding ? 1 : count.kind === 'number' ? count.number : 0,
    ceremonyOn: isFounding && ceremonyOn !== '' ? ceremonyOn : undefined,
  }
}
