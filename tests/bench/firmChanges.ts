import type { Answers } from '#domain/answers.ts'
import type { SyncChange } from '#domain/change.ts'
import { makeId } from '#domain/ids.ts'
import { vietnamTime } from '#domain/time.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { firmFields } from './firmFields.ts'
import { world } from './pages/devices.ts'
import { visitBody } from './visitBodies.ts'

const firmsPerPage = 500
const personId = '0194c952-4680-7000-8000-a10000000002'

/** Pages of changes as the server sends them: firms with an approved visit each. */
export function* makeFirmChanges(count: number, templates: readonly Answers[]): Generator<SyncChange[]> {
  const parkId = newId()
  let seq = 0
  for (let start = 0; start < count; start += firmsPerPage) {
    const page: SyncChange[] = []
    for (let index = start; index < Math.min(count, start + firmsPerPage); index += 1) {
      const firmId = newId()
      page.push({
        kind: 'record',
        collection: 'firm',
        id: firmId,
        seq: (seq += 1),
        scope: firmId,
        record: firm(firmId, index, parkId),
      })
      const visit = approvedVisit(firmId, index, templates)
      page.push({
        kind: 'record',
        collection: 'visit',
        id: visit.id,
        seq: (seq += 1),
        scope: firmId,
        record: visit,
      })
    }
    yield page
  }
}

function firm(id: string, index: number, parkId: string) {
  const clientTime = vietnamTime(Date.now())
  const fields = Object.entries(firmFields(index, parkId)).map(([key, value]) => [
    key,
    { value, seq: 1, personId, clientTime },
  ])
  return { id, status: 'approved', createdBy: personId, fields: Object.fromEntries(fields) as object }
}

function approvedVisit(firmId: string, index: number, templates: readonly Answers[]): VisitRecord {
  const at = Date.now() - (1 + (index % 500)) * 86_400_000
  const revisionId = newId()
  const clientTime = vietnamTime(at)
  return {
    id: newId(),
    firmId,
    personId,
    state: 'approved',
    headRevisionId: revisionId,
    approvedRevisionId: revisionId,
    decisions: [],
    revisions: [
      {
        revisionId,
        seq: 1,
        schemaVersion: 1,
        bodyHash: 'f'.repeat(64),
        clientTime,
        receivedAt: new Date(at).toISOString(),
        body: visitBody(templates, index, firmId, clientTime) as never,
      },
    ],
  }
}

function newId(): string {
  return makeId(world.now(), world.randomBytes)
}
