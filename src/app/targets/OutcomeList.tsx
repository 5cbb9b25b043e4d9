import { useLiveQuery } from 'dexie-react-hooks'
import { Pencil, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { useDevice, usePorts } from '#app/ports.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate, formatNumber } from '#app/ui/format.ts'
import { IconButton } from '#app/ui/IconButton.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { readFirmList } from '#device/firmList.ts'
import { withdrawOutcome } from '#device/targets.ts'
import type { Outcome } from '#domain/targets.ts'
import { indicatorWords } from './indicatorWords.ts'

interface OutcomeListProps {
  readonly title: string
  readonly outcomes: readonly Outcome[]
  readonly mayChange: boolean
  readonly onCorrect: (outcome: Outcome) => void
  readonly onClose: () => void
}

/** The decisions that a figure is made of, each with its firms. */
export function OutcomeList({ title, outcomes, mayChange, onCorrect, onClose }: OutcomeListProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const firms = useLiveQuery(() => readFirmList(device), [device])
  const [leaving, setLeaving] = useState<Outcome>()
  const withdraw = async (outcome: Outcome) => {
    setLeaving(undefined)
    const withdrawn = await withdrawOutcome(device, outcome)
    if (withdrawn.ok) syncSoon()
    showToast(withdrawn.ok ? m.targets_withdrawn() : m.targets_notSaved())
  }
  return (
    <>
      <Sheet open title={title} onClose={onClose}>
        <List label={title}>
          {outcomes.map((outcome) => (
            <ListRow
              key={outcome.id}
              title={decisionWords(outcome)}
              text={outcome.firmIds.map((id, index) => (
                <span key={id}>
                  {index > 0 && ' · '}
                  <Link href={paths.firm(id)} className="targets-firm">
                    {firms?.find((firm) => firm.id === id)?.name ?? '—'}
                  </Link>
                </span>
              ))}
              end={
                mayChange && (
                  <div className="row">
                    <IconButton
                      icon={Pencil}
                      label={m.targets_correctOf({ decision: decisionWords(outcome) })}
                      onClick={() => onCorrect(outcome)}
                    />
                    <IconButton
                      icon={Undo2}
                      label={m.targets_withdrawOf({ decision: decisionWords(outcome) })}
                      onClick={() => setLeaving(outcome)}
                    />
                  </div>
                )
              }
            />
          ))}
        </List>
      </Sheet>
      <ConfirmDialog
        open={leaving !== undefined}
        title={m.targets_withdraw()}
        confirmLabel={m.targets_withdrawDo()}
        danger
        onConfirm={() => leaving !== undefined && void withdraw(leaving)}
        onClose={() => setLeaving(undefined)}
      >
        <p>{leaving !== undefined && `${indicatorWords(leaving.indicator)}: ${decisionWords(leaving)}`}</p>
        <p>{m.targets_withdrawWhat()}</p>
      </ConfirmDialog>
    </>
  )
}

/** «26-QĐ/ĐU · 20/05/2026 · 3» */
function decisionWords({ decisionNo, decidedOn, count }: Outcome): string {
  return dotted([
    decisionNo,
    formatDate(decidedOn, getLocale()),
    m.targets_counts({ n: formatNumber(count, getLocale()) }),
  ])
}
