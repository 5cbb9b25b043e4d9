import './plan.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { Users } from 'lucide-react'
import { useRef, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { NoFirms } from '#app/firms/NoFirms.tsx'
import { useReference } from '#app/firms/useReference.ts'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { SettleLink } from '#app/settle/SettleLink.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { focusSoon } from '#app/ui/focusSoon.ts'
import { InPlace } from '#app/ui/InPlace.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import type { Reference } from '#device/people.ts'
import { readPlan, type Plan } from '#device/planList.ts'
import { isAllowed } from '#domain/access.ts'
import { vietnamDay } from '#domain/time.ts'
import { PlanActions } from './PlanActions.tsx'
import { PlanChoice } from './PlanChoice.tsx'
import {
  firmsOf,
  placedFirms,
  wholePlan,
  type PlacedFirm,
  type PlanFilter,
  type PlanListName,
} from './planFilter.ts'
import { ListHead } from './ListHead.tsx'
import { PlanRows } from './PlanRows.tsx'
import { WhatIf } from './WhatIf.tsx'

const nothing: ReadonlySet<string> = new Set()

/** `/plan`: whom to go to first and why, and who goes. */
export function PlanPage() {
  const device = useDevice()
  const reference = useReference()
  const plan = useLiveQuery(() => readPlan(device), [device])
  const [list, setList] = useState<PlanListName>('order')
  const [filter, setFilter] = useState<PlanFilter>(wholePlan)
  const [selected, setSelected] = useState(nothing)
  const page = useRef<HTMLDivElement>(null)
  const placed = plan === undefined ? [] : placedFirms(plan, list, filter)
  const show = (name: PlanListName, by: PlanFilter) => {
    setList(name)
    setFilter(by)
    // what is no longer seen is not acted upon
    setSelected(nothing)
  }
  const showAndLead = (name: PlanListName, by: PlanFilter) => {
    show(name, by)
    focusSoon(page.current, '.plan-lists input:checked')
  }
  const unselect = () => {
    const first = page.current?.querySelector<HTMLElement>('.plan-check > input:checked')
    setSelected(nothing)
    first?.focus()
  }
  const chosen = placed.filter(({ firm }) => selected.has(firm.card.id)).map(({ firm }) => firm)
  return (
    <div ref={page}>
      <Page>
        <PageHeader
          title={m.nav_plan()}
          subtitle={plan && waitingWords(plan)}
          actions={
            <ButtonLink href={paths.workload} icon={Users}>
              {m.workload_open()}
            </ButtonLink>
          }
        />
        <SettleLink />
        {plan !== undefined && reference !== undefined && (
          <Lists
            plan={plan}
            reference={reference}
            list={list}
            filter={filter}
            placed={placed}
            selected={selected}
            onSelect={setSelected}
            onShow={show}
            onLead={showAndLead}
          />
        )}
      </Page>
      {plan !== undefined && reference !== undefined && chosen.length > 0 && (
        <PlanActions chosen={chosen} plan={plan} reference={reference} onDone={unselect} />
      )}
    </div>
  )
}

interface ListsProps {
  readonly plan: Plan
  readonly reference: Reference
  readonly list: PlanListName
  readonly filter: PlanFilter
  readonly placed: readonly PlacedFirm[]
  readonly selected: ReadonlySet<string>
  readonly onSelect: (selected: ReadonlySet<string>) => void
  readonly onShow: (list: PlanListName, filter: PlanFilter) => void
  /** The same by a button that goes away with it: the focus follows. */
  readonly onLead: (list: PlanListName, filter: PlanFilter) => void
}

function Lists(props: ListsProps) {
  const { plan, reference, list, filter, placed, selected, onSelect, onShow, onLead } = props
  const device = useDevice()
  const person = reference.people.get(device.identity.personId)
  const mayAssign = person !== undefined && isAllowed(person, 'assignment.set', vietnamDay(device.now()))
  const showAll = () => onLead(list, wholePlan)
  const [whatIf, setWhatIf] = useState(false)
  if (isEmpty(plan)) return <NoFirms />
  return (
    <>
      {!mayAssign && <Banner tone="info" what={m.plan_notAllowed()} />}
      {plan.urgent.length > 0 && list !== 'urgent' && (
        <Banner
          tone="warn"
          what={m.plan_urgentNote({ firms: countWords(plan.urgent.length, 'firms') })}
          actions={<Button onClick={() => onLead('urgent', wholePlan)}>{m.plan_urgentSee()}</Button>}
        />
      )}
      <PlanChoice
        plan={plan}
        list={list}
        filter={filter}
        reference={reference}
        onShow={onShow}
        onShowAll={showAll}
      />
      <InPlace part={whatIf && list === 'order' ? 'whatIf' : 'rows'}>
        {whatIf && list === 'order' ? (
          <WhatIf firms={firmsOf(plan, 'order')} onClose={() => setWhatIf(false)} />
        ) : (
          <PlanRows
            key={list}
            list={list}
            placed={placed}
            reference={reference}
            selected={mayAssign ? selected : undefined}
            onSelect={onSelect}
            name={Object.values(filter).join(' ')}
            isFiltered={Object.values(filter).some((value) => value !== '')}
            onShowAll={showAll}
            head={
              <ListHead
                plan={plan}
                list={list}
                onWhatIf={() => {
                  onSelect(nothing)
                  setWhatIf(true)
                }}
              />
            }
          />
        )}
      </InPlace>
    </>
  )
}

function isEmpty({ order, organised, outOfScope }: Plan): boolean {
  return order.length + organised.length + outOfScope.length === 0
}

/** What waits for review stands beside the plan, never in it. */
function waitingWords({ order, organised }: Plan): string | undefined {
  const waiting = [...order, ...organised].reduce((sum, { card }) => sum + card.waitingVisits, 0)
  return waiting === 0 ? undefined : m.plan_waiting({ visits: countWords(waiting, 'visits') })
}
