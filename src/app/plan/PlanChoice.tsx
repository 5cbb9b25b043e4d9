import { ListFilter, Printer } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { trackChoices } from '#app/messages/trackLabels.ts'
import { parkOptions } from '#app/firms/parkOptions.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { dotted } from '#app/ui/dotted.ts'
import { formatNumber } from '#app/ui/format.ts'
import { Segmented } from '#app/ui/Segmented.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import type { Reference } from '#device/people.ts'
import type { Plan } from '#device/planList.ts'
import type { TrackRowId } from '#domain/track/table.ts'
import { membersByName } from './members.ts'
import { firmsOf, planLists, type PlanFilter, type PlanListName } from './planFilter.ts'

interface PlanChoiceProps {
  readonly plan: Plan
  readonly list: PlanListName
  readonly filter: PlanFilter
  readonly reference: Reference
  readonly onShow: (list: PlanListName, filter: PlanFilter) => void
  readonly onShowAll: () => void
}

/** Which list, and whose or where. */
export function PlanChoice({ plan, list, filter, reference, onShow, onShowAll }: PlanChoiceProps) {
  const [open, setOpen] = useState(false)
  const count = Object.values(filter).filter((value) => value !== '').length
  const change = (changes: Partial<PlanFilter>) => onShow(list, { ...filter, ...changes })
  return (
    <div className="stack">
      <div className="plan-lists">
        <Segmented<PlanListName>
          label={m.plan_lists()}
          labelHidden
          layout="tabs"
          options={planLists.map((value) => ({
            value,
            label: m.plan_listCount({
              name: listLabels[value](),
              n: formatNumber(firmsOf(plan, value).length, getLocale()),
            }),
          }))}
          value={list}
          onChange={(name) => onShow(name, filter)}
        />
        <div className="plan-filter-button">
          <Button icon={ListFilter} aria-expanded={open} onClick={() => setOpen(!open)}>
            {count === 0
              ? m.plan_filterShow()
              : m.plan_listCount({ name: m.plan_filterShow(), n: formatNumber(count, getLocale()) })}
          </Button>
        </div>
      </div>
      <div className="plan-filters" data-open={open || undefined}>
        <SelectField
          label={m.queue_park()}
          options={[{ value: '', label: m.queue_anyPark() }, ...parkOptions(reference)]}
          value={filter.parkId}
          onChange={(parkId) => change({ parkId })}
        />
        <SelectField<TrackRowId | ''>
          label={m.plan_track()}
          options={[{ value: '', label: m.plan_anyTrack() }, ...trackOptions()]}
          value={filter.row}
          onChange={(row) => change({ row })}
        />
        <SelectField
          label={m.plan_member()}
          options={[
            { value: '', label: m.plan_anyMember() },
            { value: 'nobody', label: m.plan_nobody() },
            ...membersByName(reference).map(({ id, displayName }) => ({
              value: id,
              label: dotted([displayName, countWords(plan.workload.get(id) ?? 0, 'firms')]),
            })),
          ]}
          value={filter.personId}
          onChange={(personId) => change({ personId })}
        />
        {count > 0 && (
          <div className="row">
            {reference.people.has(filter.personId) && (
              <ButtonLink href={paths.daySheet(filter.personId)} icon={Printer}>
                {m.sheet_open()}
              </ButtonLink>
            )}
            <Button onClick={onShowAll}>{m.queue_filterClear()}</Button>
          </div>
        )}
      </div>
    </div>
  )
}

/** Firms out of scope stand in no list. */
function trackOptions() {
  return trackChoices().filter(({ value }) => value !== 'D0')
}

const listLabels: Readonly<Record<PlanListName, () => string>> = {
  order: m.plan_listOrder,
  surveyQueue: m.plan_listSurvey,
  due: m.plan_listDue,
  organised: m.plan_listOrganised,
  urgent: m.plan_listUrgent,
  untouched: m.plan_listUntouched,
}
