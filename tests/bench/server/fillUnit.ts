import { canonicalJson } from '#domain/canonicalJson.ts'
import type { Answers } from '#domain/answers.ts'
import { makeId } from '#domain/ids.ts'
import { mergeOperation, type Change } from '#domain/merge.ts'
import { schemaVersion, type OperationContent, type OperationKind } from '#domain/operation.ts'
import type { PersonRecord, WorkingGroupRecord } from '#domain/records.ts'
import { vietnamTime } from '#domain/time.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { createUnit, unitDefaults } from '#server/accounts/setUp.ts'
import { writePerson, writeWorkingGroup } from '#server/accounts/people.ts'
import type { Ledger } from '#server/ledger.ts'
import type { Parts } from '#server/parts.ts'
import { sha256Hex } from '#server/readOperation.ts'
import { scopeEffects } from '#server/scopes.ts'
import { scopeKeyOf } from '#server/scopeKeys.ts'
import { writeUnit } from '#server/writeUnit.ts'
import { firmFields } from '../firmFields.ts'
import { visitBody } from '../visitBodies.ts'

/** A unit of any size, as if its people had sent it: who they are, and what can be changed again. */
export interface FilledUnit {
  readonly unitId: string
  readonly people: { readonly binh: PersonRecord; readonly minh: PersonRecord }
  /** Firms that `binh` goes to. */
  readonly firmIds: readonly string[]
  readonly visits: readonly { readonly id: string; readonly revisionId: string }[]
}

export interface UnitSize {
  readonly firms: number
  readonly visits: number
  /** The first of the firms are `binh`'s. */
  readonly ownFirms: number
  /** The newest visits wait for a decision. */
  readonly waiting: number
}

const deedsPerCommit = 1000
export const firmsPerPark = 150
const groupParks = 6
const dayMs = 86_400_000
const visitDays = 600

export async function fillUnit(
  parts: Parts,
  templates: readonly Answers[],
  size: UnitSize,
): Promise<FilledUnit> {
  const id = () => makeId(parts.now(), parts.random)
  const parkIds = Array.from({ length: Math.ceil(size.firms / firmsPerPark) }, id)
  const group: WorkingGroupRecord = { id: id(), name: 'Tổ đo', parkIds: parkIds.slice(0, groupParks) }
  const person = (username: string, role: PersonRecord['roles'][number]): PersonRecord => ({
    id: id(),
    username,
    displayName: username,
    roles: [role],
    active: true,
    ...(role === 'surveyor' && { workingGroupId: group.id }),
  })
  const people = { binh: person('binh', 'surveyor'), minh: person('minh', 'supervisor') }
  const unitId = id()
  await createUnit(parts, { ...unitDefaults, id: unitId, name: 'Đơn vị đo', demo: false }, async (ledger) => {
    await writeWorkingGroup(ledger, group)
    await writePerson(ledger, people.binh)
    await writePerson(ledger, people.minh)
  })
  const deed = deedMaker(parts, unitId)
  // a list as old as the first visits
  const listedAt = parts.now() - (visitDays + 1) * dayMs
  const firmIds = Array.from({ length: size.firms }, () => makeId(listedAt, parts.random))
  await inCommits(parts, unitId, parkIds, async (ledger, parkId, index) => {
    const name = `KCN Mẫu ${index + 1}`
    const body = { name, formerNames: [], kind: 'industrialPark', isKey: index === 0, communeIds: ['99101'] }
    await apply(ledger, deed('park.set', people.minh.id, parkId, body))
  })
  await inCommits(parts, unitId, firmIds, async (ledger, firmId, index) => {
    const fields = firmFields(index, parkIds[Math.floor(index / firmsPerPark)]!)
    const create = { fields, approved: true }
    await apply(ledger, deed('firm.create', people.minh.id, firmId, create, id(), listedAt))
    const personId = index < size.ownFirms ? people.binh.id : people.minh.id
    const assignment = { personId, dueOn: '2027-03-31' }
    await apply(ledger, deed('assignment.set', people.minh.id, firmId, assignment, id(), listedAt))
  })
  const begunAt = (index: number) =>
    parts.now() - (1 + size.visits - index) * Math.floor((visitDays * dayMs) / size.visits)
  // a visit's id tells when it was begun
  const visits = Array.from({ length: size.visits }, (_, index) => ({
    id: makeId(begunAt(index), parts.random),
    revisionId: id(),
  }))
  await inCommits(parts, unitId, visits, async (ledger, visit, index) => {
    const at = begunAt(index)
    const firmId = firmIds[index % firmIds.length]!
    const body = visitBody(templates, index, firmId, vietnamTime(at))
    const submit = deed('visit.submit', people.binh.id, visit.id, body, visit.revisionId, at)
    const isApproved = index < size.visits - size.waiting
    const decision = deed('review.decide', people.minh.id, visit.id, {
      revisionId: visit.revisionId,
      decision: 'approve',
    })
    await applyAll(ledger, isApproved ? [submit, decision] : [submit])
  })
  return { unitId, people, firmIds: firmIds.slice(0, size.ownFirms), visits }
}

/** Decides visits once more: as many changed records as visits. */
export async function changeVisits(
  parts: Parts,
  unit: FilledUnit,
  from: number,
  count: number,
): Promise<void> {
  const deed = deedMaker(parts, unit.unitId)
  const chosen = Array.from(
    { length: count },
    (_, index) => unit.visits[(from + index) % unit.visits.length]!,
  )
  await inCommits(parts, unit.unitId, chosen, async (ledger, { id, revisionId }) => {
    await apply(ledger, deed('review.decide', unit.people.minh.id, id, { revisionId, decision: 'approve' }))
  })
}

function deedMaker(parts: Parts, unitId: string) {
  return (
    kind: OperationKind,
    personId: string,
    recordId: string,
    body: object,
    id = makeId(parts.now(), parts.random),
    at = parts.now(),
  ): OperationContent => ({
    id,
    unitId,
    personId,
    kind,
    recordId,
    schemaVersion,
    clientTime: vietnamTime(at),
    body: { ...body },
  })
}

async function inCommits<Item>(
  parts: Parts,
  unitId: string,
  items: readonly Item[],
  work: (ledger: Ledger, item: Item, index: number) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += deedsPerCommit) {
    const some = items.slice(start, start + deedsPerCommit)
    await writeUnit(parts, unitId, async (ledger) => {
      for (const [index, item] of some.entries()) await work(ledger, item, start + index)
    })
  }
}

function apply(ledger: Ledger, content: OperationContent): Promise<void> {
  return applyAll(ledger, [content])
}

/** Deeds about one record, folded into it and written once. */
async function applyAll(ledger: Ledger, contents: readonly OperationContent[]): Promise<void> {
  const [first] = contents
  const collection =
    first!.kind.startsWith('visit') || first!.kind.startsWith('review') ? 'visit' : first!.kind.split('.')[0]!
  const before = (await ledger.read(collection, first!.recordId))?.record
  let after: unknown = before
  let changes: readonly Change[] = []
  let seq = 0
  for (const content of contents) {
    seq = ledger.take()
    const stamp = { seq, receivedAt: receivedAt(ledger, content) }
    const merged = mergeOperation(after, content, stamp, sha256Hex(canonicalJson(content)))
    if (merged.kind === 'held') throw new Error(`${content.kind} was held: ${merged.problem}`)
    changes = merged.changes
    after = changes[0]!.record
  }
  for (const [index, { collection: into, id, ...change }] of changes.entries()) {
    const number = index === 0 ? seq : ledger.take()
    await ledger.write({
      collection: into,
      id,
      scopeKey: scopeKeyOf({ collection: into, ...change }),
      seq: number,
      record: change.record,
    })
  }
  const isSettled = (after as Partial<VisitRecord>).state === 'approved'
  if (!isSettled)
    await scopeEffects[first!.kind as OperationKind]?.(ledger, {
      content: first!,
      seq,
      before,
      after,
      changes,
      look: () => undefined,
    })
}

/** A visit came to the server the day it was made. */
function receivedAt(ledger: Ledger, content: OperationContent): string {
  return content.kind === 'visit.submit'
    ? new Date(Date.parse(content.clientTime)).toISOString()
    : ledger.receivedAt
}
