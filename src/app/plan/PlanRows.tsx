import { useState, type ReactNode } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Button } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatNumber } from '#app/ui/format.ts'
import { MoreButton } from '#app/ui/MoreButton.tsx'
import { useRowsDrawn } from '#app/ui/useRowsDrawn.ts'
import type { Reference } from '#device/people.ts'
import type { PlacedFirm, PlanListName } from './planFilter.ts'
import { PlanRow } from './PlanRow.tsx'

interface PlanRowsProps {
  readonly list: PlanListName
  readonly placed: readonly PlacedFirm[]
  readonly reference: Reference
  /** Undefined for whoever may only look. */
  readonly selected: ReadonlySet<string> | undefined
  readonly onSelect: (selected: ReadonlySet<string>) => void
  /** The same for the same firms asked for. */
  readonly name: string
  /** Less than the whole list is asked for. */
  readonly isFiltered: boolean
  readonly onShowAll: () => void
  /** What is said of the list before its firms. */
  readonly head: ReactNode
}

const windowSize = 50

/** The firms of a list, some dozens at a time. */
export function PlanRows({
  list,
  placed,
  reference,
  selected,
  onSelect,
  name,
  isFiltered,
  onShowAll,
  head,
}: PlanRowsProps) {
  const [most, setMost] = useState(windowSize)
  const shown = placed.slice(0, most)
  const drawn = useRowsDrawn(shown.length, name)
  if (placed.length === 0) {
    return (
      <EmptyState
        text={isFiltered ? m.plan_noneSuits() : m.plan_noneInList()}
        action={isFiltered && <Button onClick={onShowAll}>{m.queue_filterClear()}</Button>}
      />
    )
  }
  const toggle = (firmId: string, on: boolean) => {
    const next = new Set(selected)
    if (on) next.add(firmId)
    else next.delete(firmId)
    onSelect(next)
  }
  const allChosen = selected !== undefined && shown.every(({ firm }) => selected.has(firm.card.id))
  return (
    <div className="stack">
      {head}
      {selected !== undefined && (
        <label className="plan-all">
          <input
            type="checkbox"
            checked={allChosen}
            onChange={() => onSelect(new Set(allChosen ? [] : shown.map(({ firm }) => firm.card.id)))}
          />
          <span>{m.plan_selectAll({ n: formatNumber(shown.length, getLocale()) })}</span>
        </label>
      )}
      <ol className="list plan-firms">
        {shown.slice(0, drawn).map((one) => (
          <PlanRow
            key={one.firm.card.id}
            placed={one}
            reference={reference}
            list={list}
            selected={selected?.has(one.firm.card.id)}
            onSelect={(on) => toggle(one.firm.card.id, on)}
          />
        ))}
      </ol>
      {placed.length > shown.length && (
        <MoreButton
          label={m.plan_more({
            n: formatNumber(Math.min(windowSize, placed.length - shown.length), getLocale()),
          })}
          onMore={() => setMost(most + windowSize)}
        />
      )}
    </div>
  )
}
