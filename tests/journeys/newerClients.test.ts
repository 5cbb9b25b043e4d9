import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { readBackupOf, readBackupText, takeBackup, writeBackupText } from '#device/backupFile.ts'
import { openFirm } from '#device/firmView.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { readMeta } from '#device/meta.ts'
import { decideVisit } from '#device/reviews.ts'
import { seal } from '#device/stored.ts'
import { canonicalJson } from '#domain/canonicalJson.ts'
import type { HeldRecord } from '#domain/records.ts'
import { clientVersion } from '#protocol/sync.ts'
import { settleNewlyKnown } from '#server/writeUnit.ts'
import { must, type Network, type Participant } from '../support/participant.ts'
import { recordVisit, seenVisit } from '../support/visitForm.ts'
import {
  addFirms,
  approve,
  readBase,
  readOperations,
  readServer,
  settle,
  startTeam,
  type Team,
} from './team.ts'
import { makeOperation, newId, pushRaw, visitBody } from './wire.ts'

let team: Team
afterEach(() => team.close())

const newer = { nested: [1.5, 'é', null, { deep: true }], '2': 'two', '10': 'ten' }

/** A visit as a client of tomorrow sends it: fields that nobody here knows, everywhere they can be. */
async function startWithNewerVisit() {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = newId(binh)
  const answers = {
    headcountTotal: { kind: 'value', value: 1250, newer },
    somethingNew: { kind: 'value', value: newer },
  }
  const body = { ...visitBody(firmId!, answers), newer }
  const operation = await makeOperation(binh, { kind: 'visit.submit', recordId: visitId, body, newer })
  return { firmId: firmId!, binh, visitId, operation, body }
}

async function rowOf(who: Participant, visitId: string) {
  const row = (await readBase(who)).find(({ id }) => id === visitId)
  return (row!.sealed as { plain: { revisions: { body: object }[] } }).plain
}

test('[I20] unknown fields go through server, decisions, other devices and a backup file as they came', async () => {
  const { firmId, binh, visitId, operation, body } = await startWithNewerVisit()
  await pushRaw(team.server, binh, [{ ...operation, newer }])
  await settle(binh, team.minh)
  await approve(team.minh, firmId, visitId)
  await settle(binh)
  const [stored] = (await readOperations(team)).filter(({ kind }) => kind === 'visit.submit')
  expect(stored!.content).toBe(canonicalJson(operation.content))
  for (const who of [binh, team.minh]) {
    expect(JSON.stringify((await rowOf(who, visitId)).revisions[0]!.body)).toBe(JSON.stringify(body))
  }
  expect(await seenVisit(binh, firmId, visitId)).toMatchObject({ state: 'approved' })
})

test('[I20] what a newer build left unsent is sent, carried and shown by an older one without losing a byte', async () => {
  const { firmId, binh, visitId, operation } = await startWithNewerVisit()
  const unknown = await makeOperation(
    binh,
    { kind: 'visit.photograph', recordId: visitId, body: { newer } },
    2,
  )
  for (const { content, bodyHash, deviceSeq } of [operation, unknown]) {
    const { id, recordId, kind } = content as unknown as Record<'id' | 'recordId' | 'kind', string>
    await binh.device.database.outbox.put({
      operationId: id,
      recordId: kind === 'visit.submit' ? recordId : `${recordId}#`,
      kind,
      deviceSeq,
      bodyHash,
      savedAt: binh.world.now(),
      bytes: 1000,
      attempts: 0,
      notBefore: 0,
      sealed: await seal(content),
    })
  }
  expect((await openFirm(binh.device, firmId))?.visits).toMatchObject([{ id: visitId }])
  expect((await readOutboxView(binh.device)).waiting).toHaveLength(2)
  const other = await team.join('binh')
  const text = await writeBackupText(binh.device, await readBackupOf(binh.device))
  must(await takeBackup(other.device, must(await readBackupText(other.device, text))))
  await settle(other, binh)
  const texts = (await readOperations(team)).map((row) => row.content)
  for (const { content } of [operation, unknown]) expect(texts).toContain(canonicalJson(content))
  expect(await readServer(team, 'held')).toMatchObject([{ problem: 'unknownKind', content: unknown.content }])
})

test('[I20] a decision on a record from a newer server leaves what it does not know in place', async () => {
  const { firmId, binh, visitId, operation } = await startWithNewerVisit()
  await pushRaw(team.server, binh, [operation])
  await settle(team.minh)
  const { base } = team.minh.device.database
  await base.where({ collection: 'visit', state: 'submitted' }).modify((row: { sealed: unknown }) => {
    const { plain } = row.sealed as { plain: object }
    row.sealed = { plain: { ...plain, newer } }
  })
  const revisionId = (await seenVisit(team.minh, firmId, visitId))!.headRevisionId
  must(await decideVisit(team.minh.device, { visitId, revisionId, kind: 'approve' }))
  expect(await seenVisit(team.minh, firmId, visitId)).toMatchObject({ state: 'approved', newer })
})

test.each([
  ['unknownKind', { kind: 'visit.photograph' }],
  ['newerSchema', { schemaVersion: 2 }],
])(
  '[F31] what an older server does not understand (%s) is held, and counts by itself after its update',
  async (problem, later) => {
    const { binh, visitId, operation } = await startWithNewerVisit()
    const content = { ...operation.content, ...later }
    const sent = await makeOperation(binh, content)
    const answer = (await (await pushRaw(team.server, binh, [sent])).json()) as { receipts: object[] }
    expect(answer.receipts).toMatchObject([{ status: 'held', problem }])
    await settleNewlyKnown(team.server.handler.parts, team.server.unitId)
    expect(await readServer<HeldRecord>(team, 'held')).toMatchObject([{ problem }])
    // the update: from now on this build knows what it was
    const { db } = team.server.store
    const known = canonicalJson({ ...content, kind: 'visit.submit', schemaVersion: 1 })
    await db
      .updateTable('operation')
      .set({ content: known })
      .where('id', '=', sent.content['id' as never])
      .execute()
    await settleNewlyKnown(team.server.handler.parts, team.server.unitId)
    expect(await readServer(team, 'held')).toEqual([])
    expect(await readServer(team, 'visit')).toMatchObject([{ id: visitId, state: 'submitted' }])
    await settle(binh)
    expect((await readOutboxView(binh.device)).held).toEqual([])
  },
)

test('[P19] a build that a later server calls too old takes nothing in, keeps its place, and still sends', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  let asks = false
  const later: Network = (fetch) => async (url, init) => {
    const answer = await fetch(url, init)
    if (!asks || !url.endsWith('/api/sync/pull')) return answer
    return Response.json({ ...((await answer.json()) as object), minimumClient: clientVersion + 1 })
  }
  const binh = await team.join('binh', later)
  const visitId = await recordVisit(binh, firmId!)
  const before = await readBase(binh)
  const cursor = await readMeta(binh.device.database, 'cursor')
  asks = true
  await addFirms(team, 1, { to: 'binh' })
  expect(await binh.sync()).toMatchObject({ sent: 1, received: 0, failure: { kind: 'clientTooOld' } })
  expect((await readServer(team, 'visit')).map(({ id }) => id)).toEqual([visitId])
  expect(await readBase(binh)).toEqual(before)
  expect(await readMeta(binh.device.database, 'cursor')).toBe(cursor)
  asks = false
  await settle(binh)
  expect((await readBase(binh)).map(({ id }) => id)).toContain(visitId)
})
