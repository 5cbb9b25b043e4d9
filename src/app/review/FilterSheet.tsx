import { parkName } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Button } from '#app/ui/Button.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { personName, type Reference } from '#device/people.ts'
import type { ReviewItem } from '#device/reviewQueue.ts'
import { queueAges, wholeQueue, type QueueAge, type QueueFilter, type QueueOrder } from './queueFilter.ts'

interface FilterSheetProps {
  readonly open: boolean
  readonly queue: readonly ReviewItem[]
  readonly filter: QueueFilter
  readonly onFilter: (filter: QueueFilter) => void
  readonly reference: Reference | undefined
  readonly onClose: () => void
}

/** Parks and people of the queue only: nothing can be chosen that shows nothing. */
export function FilterSheet({ open, queue, filter, onFilter, reference, onClose }: FilterSheetProps) {
  const parks = distinct(queue.flatMap(({ parkId }) => parkId ?? [])).map((value) => ({
    value,
    label: parkName(reference, value) ?? '—',
  }))
  const people = distinct(queue.map(({ visit }) => visit.personId)).map((value) => ({
    value,
    label: reference === undefined ? '—' : personName(reference, value),
  }))
  return (
    <Sheet
      open={open}
      title={m.queue_filterTitle()}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => onFilter(wholeQueue)}>{m.queue_filterClear()}</Button>
          <Button tone="primary" onClick={onClose}>
            {m.queue_filterDone()}
          </Button>
        </>
      }
    >
      <div className="stack">
        <SelectField
          label={m.queue_park()}
          options={[{ value: '', label: m.queue_anyPark() }, ...byLabel(parks)]}
          value={filter.parkId}
          onChange={(parkId) => onFilter({ ...filter, parkId })}
        />
        <SelectField
          label={m.queue_surveyor()}
          options={[{ value: '', label: m.queue_anySurveyor() }, ...byLabel(people)]}
          value={filter.personId}
          onChange={(personId) => onFilter({ ...filter, personId })}
        />
        <Segmented<`${QueueAge}`>
          label={m.queue_age()}
          options={queueAges.map((age) => ({ value: `${age}`, label: ageWords[age]() }))}
          value={`${filter.age}`}
          onChange={(age) => onFilter({ ...filter, age: Number(age) as QueueAge })}
        />
        <Segmented<QueueOrder>
          label={m.queue_order()}
          options={[
            { value: 'newest', label: m.queue_newest() },
            { value: 'oldest', label: m.queue_oldest() },
            { value: 'mostFlags', label: m.queue_mostFlags() },
          ]}
          value={filter.order}
          onChange={(order) => onFilter({ ...filter, order })}
        />
      </div>
    </Sheet>
  )
}

const ageWords: Readonly<Record<QueueAge, () => string>> = {
  0: m.queue_anyAge,
  2: m.queue_overTwoDays,
  7: m.queue_overWeek,
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}

function byLabel<Option extends { readonly label: string }>(options: readonly Option[]): Option[] {
  return options.toSorted((one, other) => one.label.localeCompare(other.label, getLocale()))
}
