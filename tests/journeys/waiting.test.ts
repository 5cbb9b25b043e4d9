import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { readHeldData } from '#device/heldData.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { addFirm } from '#device/firms.ts'
import { must } from '../support/participant.ts'
import { recordVisit, seenVisit } from '../support/visitForm.ts'
import {
  addFirms,
  approve,
  assign,
  readOperations,
  readServer,
  settle,
  startTeam,
  type Team,
} from './team.ts'
import { makeOperation, newId, pushRaw, visitBody } from './wire.ts'

let team: Team
afterEach(() => team.close())

test('[I17] after a restore devices hand in what was lost in whatever order, and all of it counts in the end', async () => {
  team = await startTeam(undefined, { inFile: true })
  const { minh, server } = team
  const [binh, chi] = [await team.join('binh'), await team.join('chi')]
  const backup = await server.backUp()
  // a firm, who goes there, a visit, a return, a correction by another phone, an approval: each rests on the one before
  const [firmId] = await addFirms(team, 1, { to: 'chi', park: 2 })
  const [theirs] = await addFirms(team, 1, { to: 'binh', park: 2 })
  await settle(chi, binh)
  const visitId = await recordVisit(chi, firmId!)
  await settle(chi)
  await approve(minh, firmId!, visitId)
  const added = must(await addFirm(binh.device, { name: 'Công ty Mới', parkId: server.parkIds[0] }))
  const own = await recordVisit(binh, added)
  const given = await recordVisit(binh, theirs!)
  await settle(binh, minh)
  await approve(minh, theirs!, given)
  await settle(chi, binh)
  const seen = await readServer(team, 'visit')
  expect(seen.map((visit) => visit.state)).toEqual(
    expect.arrayContaining(['approved', 'approved', 'submitted']),
  )

  await server.restore(backup)
  await settle(chi, binh)
  expect((await readServer(team, 'held')).length).toBeGreaterThan(0)
  await settle(minh, chi, binh)
  expect(await readServer(team, 'held')).toEqual([])
  const operations = await readOperations(team)
  expect(operations.filter((operation) => operation.status === 'held')).toEqual([])
  const healed = await readServer(team, 'visit')
  expect(healed.map(({ id, state }) => [id, state])).toEqual(seen.map(({ id, state }) => [id, state]))
  for (const visit of healed) expect(visit.revisions).toHaveLength(1)
  expect(await seenVisit(binh, added, own)).toMatchObject({ state: 'submitted' })
  for (const who of [chi, binh, minh]) {
    expect(await readHeldData(who.device)).toEqual([])
    expect(await readOutboxView(who.device)).toMatchObject({ waiting: [], held: [] })
  }
})

test.each(['first', 'last'])(
  'a decision that overtakes its visit waits for it, and counts when it comes %s in a batch',
  async (place) => {
    team = await startTeam()
    const { minh } = team
    const [firmId] = await addFirms(team, 1, { to: 'binh' })
    const binh = await team.join('binh')
    const visitId = newId(binh)
    const visit = await makeOperation(binh, {
      kind: 'visit.submit',
      recordId: visitId,
      body: visitBody(firmId!, {}),
    })
    const decision = { revisionId: visit.content['id' as never], decision: 'approve' }
    const approval = await makeOperation(minh, { kind: 'review.decide', recordId: visitId, body: decision })
    await pushRaw(team.server, minh, [approval])
    expect(await readServer(team, 'held')).toMatchObject([{ problem: 'visitUnknown' }])
    const other = await makeOperation(
      binh,
      { kind: 'visit.submit', recordId: newId(binh), body: visitBody(firmId!, {}) },
      2,
    )
    const batch =
      place === 'first'
        ? [visit, other]
        : [
            { ...other, deviceSeq: 1 },
            { ...visit, deviceSeq: 2 },
          ]
    await pushRaw(team.server, binh, batch)
    expect(await readServer(team, 'held')).toEqual([])
    expect((await readServer(team, 'visit')).find((one) => one.id === visitId)).toMatchObject({
      state: 'approved',
    })
    await settle(minh)
    expect(await readHeldData(minh.device)).toEqual([])
  },
)

test('a visit to a firm that was not in view counts by itself once the firm is assigned', async () => {
  team = await startTeam()
  const [firmId, other] = await addFirms(team, 2, { park: 2 })
  const binh = await team.join('binh')
  const sent = async (to: string) => {
    const operation = await makeOperation(binh, {
      kind: 'visit.submit',
      recordId: newId(binh),
      body: visitBody(to, {}),
    })
    await pushRaw(team.server, binh, [operation])
  }
  await sent(firmId!)
  await sent(other!)
  expect(await readServer(team, 'held')).toHaveLength(2)
  await assign(team, [firmId!], 'binh')
  expect(await readServer(team, 'visit')).toMatchObject([{ firmId }])
  expect(await readServer(team, 'held')).toMatchObject([{ firmId: other }])
})

test('what was tried again in vain stays held as it is, and is not sent to anybody anew', async () => {
  team = await startTeam()
  const { minh } = team
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = newId(binh)
  const revisionId = newId(binh)
  const body = { revisionId, decision: 'approve' }
  const late = await makeOperation(minh, { kind: 'review.decide', recordId: visitId, body })
  await pushRaw(team.server, minh, [late])
  await settle(minh)
  const before = await readServer(team, 'held')
  const visit = await makeOperation(binh, {
    kind: 'visit.submit',
    recordId: visitId,
    body: visitBody(firmId!, {}),
  })
  await pushRaw(team.server, binh, [visit])
  expect(await readServer(team, 'held')).toEqual(before)
  const waiting = await team.server.store.db.selectFrom('waiting').select('key').execute()
  expect(waiting).toEqual([{ key: revisionId }])
})
