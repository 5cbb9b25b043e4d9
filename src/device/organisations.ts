import { isDay } from '#domain/day.ts'
import { makeId } from '#domain/ids.ts'
import { normaliseText } from '#domain/normaliseAnswers.ts'
import {
  editOrganisation,
  type Organisation,
  type OrganisationBody,
  type OrganisationEdit,
  type OrganisationKind,
} from '#domain/organisation.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import { vietnamDay } from '#domain/time.ts'
import type { Device } from './device.ts'
import { mayRecord } from './mayRecord.ts'
import { recordOperation } from './recordOperation.ts'
import { readUnits } from './units.ts'

/** Adds an organisation of a kind, or says what changed of one. Returns its id. */
export async function setOrganisation(
  device: Device,
  about: { readonly id: string } | { readonly kind: OrganisationKind },
  edit: OrganisationEdit,
): Promise<Result<string>> {
  if (!(await mayRecord(device, 'organisation.set'))) return refuse('notAllowed')
  const { organisations } = await readUnits(device)
  const known = 'id' in about ? organisations.get(about.id) : undefined
  if ('id' in about && known === undefined) return refuse('notApplicable')
  const kind = 'kind' in about ? about.kind : ''
  const before: OrganisationBody = known ?? { kind, names: [], parents: [], firms: [] }
  const name = edit.name === undefined ? undefined : normaliseText(edit.name)
  if (name === '' || (known === undefined && name === undefined))
    return refuse('reasonMissing', { at: 'name' })
  if (edit.from !== undefined && !isDay(edit.from)) return refuse('notApplicable', { at: 'from' })
  const id = known?.id ?? makeId(device.now(), device.randomBytes)
  if (edit.parentId !== undefined && isAbove(organisations, id, edit.parentId))
    return refuse('notApplicable', { at: 'parentId' })
  const { id: _id, ...body } = editOrganisation(before, { ...edit, name }, vietnamDay(device.now()))
  const recorded = await recordOperation(device, { kind: 'organisation.set', recordId: id, body })
  return recorded.ok ? succeed(id) : recorded
}

/** Whether an organisation would come to stand above itself. */
function isAbove(
  organisations: ReadonlyMap<string, Organisation>,
  id: string,
  parentId: string | null,
  passed: readonly string[] = [],
): boolean {
  if (parentId === null || passed.includes(parentId)) return false
  if (parentId === id) return true
  const above = organisations.get(parentId)?.parents ?? []
  return above.some((parent) => isAbove(organisations, id, parent.id, [...passed, parentId]))
}
