import './admin.css'
import { useState } from 'react'
import { useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { formatNumber } from '#app/ui/format.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import type { Reference } from '#device/people.ts'
import { isAllowed } from '#domain/access.ts'
import { vietnamDay } from '#domain/time.ts'
import { FirstSteps } from './FirstSteps.tsx'
import { GroupList } from './GroupList.tsx'
import { ParkList } from './ParkList.tsx'
import { PeopleList } from './PeopleList.tsx'
import { useOnline } from './useOnline.ts'

const parts = ['people', 'groups', 'parks'] as const
export type AdminPart = (typeof parts)[number]

/** `/admin`: who works here, in which groups, and where. */
export function AdminPage() {
  const device = useDevice()
  const reference = useReference()
  return (
    <Page width="narrow">
      <PageHeader
        title={m.nav_admin()}
        subtitle={m.admin_unit({ unit: reference?.unit?.name ?? device.identity.unitName })}
      />
      {reference !== undefined && <Parts reference={reference} />}
    </Page>
  )
}

function Parts({ reference }: { readonly reference: Reference }) {
  const device = useDevice()
  const isOnline = useOnline()
  const [part, setPart] = useState<AdminPart>('people')
  const person = reference.people.get(device.identity.personId)
  const may = person !== undefined && isAllowed(person, 'people.manage', vietnamDay(device.now()))
  return (
    <>
      {!may && person !== undefined && <Banner tone="info" what={m.admin_onlyLook()} />}
      {may && !isOnline && (
        <Banner
          tone="warn"
          what={m.admin_offline()}
          safe={m.admin_offlineSafe()}
          todo={m.admin_offlineTodo()}
        />
      )}
      {may && <FirstSteps reference={reference} onOpen={setPart} />}
      <Segmented<AdminPart>
        label={m.admin_parts()}
        labelHidden
        layout="row"
        options={parts.map((value) => ({
          value,
          label: m.plan_listCount({
            name: partLabels[value](),
            n: formatNumber(countOf(value, reference), getLocale()),
          }),
        }))}
        value={part}
        onChange={setPart}
      />
      {part === 'people' && <PeopleList reference={reference} may={may} isOnline={isOnline} />}
      {part === 'groups' && <GroupList reference={reference} may={may} isOnline={isOnline} />}
      {part === 'parks' && <ParkList reference={reference} may={may} />}
    </>
  )
}

function countOf(part: AdminPart, { people, groups, parks: known }: Reference): number {
  if (part === 'people') return people.size
  return part === 'groups' ? groups.length : known.size
}

const partLabels: Readonly<Record<AdminPart, () => string>> = {
  people: m.admin_people,
  groups: m.admin_groups,
  parks: m.admin_parks,
}
