import './admin.css'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useReference } from '#app/firms/useReference.ts'
import { AuditPart } from '#app/audit/AuditPart.tsx'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { adminParts, paths, type AdminPart } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { ListsPart } from '#app/lists/ListsPart.tsx'
import { SettleLink } from '#app/settle/SettleLink.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { formatNumber } from '#app/ui/format.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import type { Reference } from '#device/people.ts'
import { isAllowed, type ServerAction } from '#domain/access.ts'
import type { OperationKind } from '#domain/operation.ts'
import { vietnamDay } from '#domain/time.ts'
import { RuleSetPart } from '#app/ruleSet/RuleSetPart.tsx'
import { OrganisationPart } from '#app/units/OrganisationPart.tsx'
import { ReorganisationPart } from '#app/units/ReorganisationPart.tsx'
import { DeviceList } from './DeviceList.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { GroupList } from './GroupList.tsx'
import { LetterPart } from './LetterPart.tsx'
import { NoticePart } from './NoticePart.tsx'
import { ParkList } from './ParkList.tsx'
import { PeopleList } from './PeopleList.tsx'
import { PhotosPart } from './PhotosPart.tsx'
import { useOnline } from './useOnline.ts'

/** `/admin`: who works here, in which groups and where, and how they introduce themselves. */
export function AdminPage() {
  const device = useDevice()
  const reference = useReference()
  return (
    <Page width="narrow">
      <PageHeader
        title={m.nav_admin()}
        subtitle={m.admin_unit({ unit: reference?.unit?.name ?? device.identity.unitName })}
      />
      <SettleLink />
      {reference !== undefined && <Parts reference={reference} />}
    </Page>
  )
}

function Parts({ reference }: { readonly reference: Reference }) {
  const device = useDevice()
  const isOnline = useOnline()
  const asked = new URLSearchParams(useSearch()).get('part')
  const [, goTo] = useLocation()
  const linked = adminParts.find((one) => one === asked) ?? 'people'
  const [part, setPart] = useState(linked)
  const [followed, setFollowed] = useState(linked)
  // a link to another part of this very screen
  if (followed !== linked) {
    setFollowed(linked)
    setPart(linked)
  }
  const open = (next: AdminPart) => {
    goTo(paths.adminPart(next), { replace: true })
    setPart(next)
  }
  const person = reference.people.get(device.identity.personId)
  const today = vietnamDay(device.now())
  const isFreeTo = (action: ServerAction | OperationKind) =>
    person !== undefined && isAllowed(person, action, today)
  const may = isFreeTo('people.manage')
  const mayWord = isFreeTo('notice.set')
  const mayOrganise = isFreeTo('organisation.set')
  const shown = adminParts.filter((value) => value !== 'devices' || isFreeTo('devices.view'))
  // the log is there to be read
  const others: Partial<Record<AdminPart, boolean>> = {
    introduction: mayWord,
    lists: mayWord,
    organisations: mayOrganise,
    audit: true,
  }
  const mayHere = others[part] ?? may
  return (
    <>
      {!mayHere && person !== undefined && <Banner tone="info" what={m.admin_onlyLook()} />}
      {may && !isOnline && (
        <Banner
          tone="warn"
          what={m.admin_offline()}
          safe={m.admin_offlineSafe()}
          todo={m.admin_offlineTodo()}
        />
      )}
      {may && <FirstSteps reference={reference} onOpen={open} />}
      <Segmented<AdminPart>
        label={m.admin_parts()}
        labelHidden
        layout="tabs"
        options={shown.map((value) => ({ value, label: partLabel(value, reference) }))}
        value={part}
        onChange={open}
      />
      {part === 'people' && <PeopleList reference={reference} may={may} isOnline={isOnline} />}
      {part === 'groups' && <GroupList reference={reference} may={may} isOnline={isOnline} />}
      {part === 'parks' && <ParkList reference={reference} may={may} />}
      {part === 'lists' && <ListsPart reference={reference} may={isFreeTo('import.take')} />}
      {part === 'introduction' && (
        <>
          <NoticePart unit={reference.unit} may={mayWord} />
          <LetterPart unit={reference.unit} may={mayWord} />
        </>
      )}
      {part === 'organisations' && <OrganisationPart reference={reference} may={mayOrganise} />}
      {part === 'reorganisations' && (
        <ReorganisationPart reference={reference} may={isFreeTo('reorganisation.record')} />
      )}
      {part === 'ruleSet' && <RuleSetPart reference={reference} may={isFreeTo('ruleSet.publish')} />}
      {part === 'audit' && <AuditPart reference={reference} />}
      {part === 'photos' && (
        <PhotosPart unit={reference.unit} may={isFreeTo('unit.manage')} isOnline={isOnline} />
      )}
      {part === 'devices' && (
        <DeviceList reference={reference} may={isFreeTo('devices.manage')} isOnline={isOnline} />
      )}
    </>
  )
}

/** «Người 6» */
function partLabel(part: AdminPart, reference: Reference): string {
  const name = partLabels[part]()
  // of the others there is no number, or only the server knows
  const n = countOf[part]?.(reference)
  return n === undefined ? name : m.plan_listCount({ name, n: formatNumber(n, getLocale()) })
}

const countOf: Readonly<Partial<Record<AdminPart, (reference: Reference) => number>>> = {
  people: ({ people }) => people.size,
  groups: ({ groups }) => groups.length,
  parks: ({ parks: known }) => known.size,
}

const partLabels: Readonly<Record<AdminPart, () => string>> = {
  people: m.admin_people,
  groups: m.admin_groups,
  parks: m.admin_parks,
  lists: m.lists_part,
  introduction: m.admin_introduction,
  photos: m.photos_part,
  devices: m.admin_devices,
  organisations: m.organisation_part,
  reorganisations: m.units_part,
  ruleSet: m.ruleSet_part,
  audit: m.audit_part,
}
