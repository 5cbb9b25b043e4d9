import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Button } from '#app/ui/Button.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { formatDate } from '#app/ui/format.ts'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { DayField } from '#app/visit/questions/DayField.tsx'
import { isDay } from '#domain/day.ts'

interface PlanBasisSheetProps {
  /** «3 doanh nghiệp» */
  readonly firms: string
  /** Documents cited before. */
  readonly bases: readonly string[]
  readonly onAdd: (basis: string | undefined) => void
  readonly onClose: () => void
}

// no document is called so
const other = 'other'
const none = 'none'
const mostShown = 4

/** Firms go into the approach plan by a document: one cited before, another, or none yet. */
export function PlanBasisSheet({ firms, bases, onAdd, onClose }: PlanBasisSheetProps) {
  const [chosen, setChosen] = useState(bases[0] ?? other)
  const [number, setNumber] = useState('')
  const [date, setDate] = useState('')
  const [issuer, setIssuer] = useState('')
  const [tried, setTried] = useState(false)
  const isMissing = number.trim() === '' || !isDay(date) || issuer.trim() === ''
  const add = () => {
    setTried(true)
    if (chosen !== other) onAdd(chosen === none ? undefined : chosen)
    else if (!isMissing) onAdd(citation(number, date, issuer))
  }
  return (
    <Sheet
      open
      title={m.plan_addTitle({ firms })}
      onClose={onClose}
      actions={
        <Button tone="primary" onClick={add}>
          {m.plan_addToPlan()}
        </Button>
      }
    >
      <div className="stack">
        <Segmented
          label={m.plan_basis()}
          options={[
            ...bases.slice(0, mostShown).map((basis) => ({ value: basis, label: basis })),
            { value: other, label: m.plan_basisOther() },
            { value: none, label: m.plan_basisNone() },
          ]}
          value={chosen}
          onChange={setChosen}
        />
        {chosen === other && (
          <>
            <TextField
              label={m.plan_basisNumber()}
              hint={m.plan_basisNumberHint()}
              required
              autoComplete="off"
              value={number}
              onChange={setNumber}
              error={tried && isMissing ? m.plan_basisNeeded() : undefined}
            />
            <DayField label={m.plan_basisDate()} required value={date} onChange={setDate} />
            <TextField
              label={m.plan_basisIssuer()}
              required
              autoComplete="off"
              value={issuer}
              onChange={setIssuer}
            />
          </>
        )}
      </div>
    </Sheet>
  )
}

function citation(number: string, date: string, issuer: string): string {
  return m
    .plan_basisCited({
      number: number.trim(),
      date: formatDate(date, getLocale()),
      issuer: issuer.trim(),
    })
    .normalize('NFC')
}
