import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { FirmChoice } from '#app/targets/FirmChoice.tsx'
import { formatDate } from '#app/ui/format.ts'
import { entryOfNumber } from '#app/ui/numberEntry.ts'
import { NumberField } from '#app/ui/NumberField.tsx'
import { SaveSheet } from '#app/ui/SaveSheet.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { DayField } from '#app/visit/questions/DayField.tsx'
import { setOrganisation } from '#device/organisations.ts'
import type { Reference } from '#device/people.ts'
import { datedOn, firmsOn, organisationKinds, type OrganisationKind } from '#domain/organisation.ts'
import type { OrganisationRecord } from '#domain/records.ts'
import type { Problem } from '#domain/result.ts'
import { organisationsOn, parentsOn } from '#domain/units.ts'
import { organisationKindWords } from './organisationWords.ts'

interface OrganisationSheetProps {
  /** Undefined for a new one. */
  readonly organisation: OrganisationRecord | undefined
  readonly reference: Reference
  readonly onClose: () => void
}

/** What an organisation is called, stands under and holds: from a day on, or put right as if it had always been so. */
export function OrganisationSheet({ organisation, reference, onClose }: OrganisationSheetProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const [shown] = useState(() => shownOf(organisation, reference))
  const [edit, setEdit] = useState(shown)
  const [from, setFrom] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const change = (changes: Partial<Shown>) => setEdit((before) => ({ ...before, ...changes }))
  const changed = <Key extends keyof Shown>(key: Key) =>
    edit[key] === shown[key] && organisation !== undefined ? undefined : edit[key]
  const save = async () => {
    const total = changed('officialTotal')
    const saved = await setOrganisation(device, organisation ?? { kind: edit.kind }, {
      name: changed('name'),
      parentId: edit.parentId === shown.parentId ? undefined : edit.parentId || null,
      firmIds: changed('firmIds'),
      officialTotal: edit.officialTotal === shown.officialTotal ? undefined : (total ?? null),
      from: from === '' ? undefined : from,
    })
    if (!saved.ok) return setProblem(saved.problem)
    syncSoon()
    showToast(m.admin_saved({ name: edit.name }))
    onClose()
  }
  const error = (at: string, words: string) => (problem?.at === at ? words : undefined)
  const earlier = earlierNames(organisation, reference)
  return (
    <SaveSheet
      title={
        organisation === undefined ? m.organisation_add() : m.admin_editPark({ name: organisation.name })
      }
      onSave={() => void save()}
      onClose={onClose}
      failed={problem !== undefined && problem.at === undefined ? m.admin_parkNotSaved() : undefined}
    >
      {organisation === undefined && (
        <Segmented<OrganisationKind>
          label={m.organisation_kind()}
          layout="grid"
          options={organisationKinds.map((value) => ({ value, label: organisationKindWords(value) }))}
          value={edit.kind}
          onChange={(kind) => change({ kind, parentId: '' })}
        />
      )}
      <TextField
        label={m.organisation_name()}
        hint={earlier}
        required
        autoComplete="off"
        value={edit.name}
        onChange={(name) => change({ name })}
        error={error('name', m.admin_nameNeeded())}
      />
      <SelectField
        label={m.organisation_parent()}
        options={parentOptions(edit.kind, organisation?.id, reference)}
        value={edit.parentId}
        onChange={(parentId) => change({ parentId })}
        error={error('parentId', m.organisation_parentBad())}
      />
      <FirmChoice
        label={m.organisation_findFirm()}
        firmIds={edit.firmIds}
        onChange={(firmIds) => change({ firmIds })}
        reference={reference}
      />
      {(edit.kind === 'jointCell' || edit.kind === 'mobileCell') && (
        <NumberField
          label={m.organisation_official()}
          hint={m.organisation_officialHint()}
          value={entryOfNumber(edit.officialTotal)}
          onChange={(entry) => change({ officialTotal: entry.kind === 'number' ? entry.number : undefined })}
        />
      )}
      <DayField
        label={m.organisation_from()}
        hint={m.organisation_fromHint()}
        value={from}
        onChange={setFrom}
        error={error('from', m.plan_dueBad())}
      />
    </SaveSheet>
  )
}

interface Shown {
  readonly kind: OrganisationKind
  readonly name: string
  /** Nothing for none. */
  readonly parentId: string
  readonly firmIds: readonly string[]
  readonly officialTotal: number | undefined
}

function shownOf(organisation: OrganisationRecord | undefined, { units, today }: Reference): Shown {
  if (organisation === undefined)
    return { kind: 'jointCell', name: '', parentId: '', firmIds: [], officialTotal: undefined }
  const { id, kind, name, officialTotal } = organisation
  const said = units.organisations.get(id)
  const [parentId = ''] = parentsOn(units, { thing: 'organisation', id }, today)
  const firmIds = said === undefined ? [] : firmsOn(said, today)
  return { kind: kind as OrganisationKind, name, parentId, firmIds, officialTotal }
}

/** Cells and committees stand under committees, unions under unions above them. */
function parentOptions(kind: OrganisationKind, ownId: string | undefined, { units, today }: Reference) {
  const above = kind === 'jointUnion' || kind === 'upperUnion' ? 'upperUnion' : 'partyCommittee'
  const found = organisationsOn(units, today)
    .filter((one) => one.kind === above && one.id !== ownId)
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'vi'))
  return [{ value: '', label: m.organisation_noParent() }, ...found]
}

/** «Trước đây: Đảng ủy Khối (đến 30/09/2026)» */
function earlierNames(
  organisation: OrganisationRecord | undefined,
  reference: Reference,
): string | undefined {
  const trace = reference.units.traces.get(`organisation/${organisation?.id ?? ''}`)
  const names = trace?.names ?? []
  const now = datedOn(names, reference.today)
  const others = names.filter((one) => one !== now)
  if (others.length === 0) return undefined
  const told = others.map(({ name, from }) =>
    from === undefined ? name : m.organisation_nameFrom({ name, date: formatDate(from, getLocale()) }),
  )
  return m.organisation_otherNames({ names: told.join('; ') })
}
