import { describe, expect, test } from 'vitest'
import type { PersonRecord } from '#domain/records.ts'
import type { TestServer } from '../support/serverForTests.ts'
import { addFirm, createSender, fold, newId, serverForTest, visitBody, type Sender } from './deeds.ts'

async function start() {
  const server = await serverForTest()
  const [minh, binh, chi] = [
    await createSender(server, 'minh'),
    await createSender(server, 'binh'),
    await createSender(server, 'chi'),
  ]
  return { server, minh, binh, chi, firmId: await addFirm(minh, server.parkIds[0]) }
}

/** What a person sees of a firm, beyond its card in the directory. */
async function sees(who: Sender, firmId: string): Promise<boolean> {
  const base = fold((await who.pullAll()).changes)
  return base.has(`firm/${firmId}`)
}

async function setPerson(
  server: TestServer,
  change: { personId: string; roles?: readonly string[]; leads?: boolean },
) {
  const { cookie } = await server.signIn('quantri')
  const known = Object.values(server.people).find(({ id }) => id === change.personId)!
  const { username, displayName, roles, workingGroupId, active }: PersonRecord = known
  const body = JSON.stringify({ username, displayName, roles, workingGroupId, active, ...change })
  const headers = { 'content-type': 'application/json', cookie }
  const response = await server.fetch('/api/admin/people', { method: 'POST', headers, body })
  expect(await response.json()).toEqual({ personId: change.personId })
}

describe('a firm', () => {
  test('comes into view with everything about it when it is assigned, after the cursor', async () => {
    const { minh, binh, firmId } = await start()
    await minh.tell('visit.submit', newId(), visitBody(firmId))
    const { last } = await binh.pullAll()
    await minh.tell('assignment.set', firmId, { personId: binh.identity.personId })
    const { changes } = await binh.pullAll(last.cursor)
    const kinds = changes.map((change) => (change.kind === 'record' ? change.collection : change.kind))
    expect(kinds.sort()).toEqual(['assignment', 'firm', 'visit'])
  })

  test('leaves the view of whoever it is taken from, and enters the next one’s', async () => {
    const { minh, binh, chi, firmId } = await start()
    await minh.tell('assignment.set', firmId, { personId: binh.identity.personId })
    const { changes, last } = await binh.pullAll()
    const base = fold(changes)
    await minh.tell('assignment.set', firmId, { personId: chi.identity.personId })
    const later = (await binh.pullAll(last.cursor)).changes
    expect(later).toMatchObject([{ kind: 'unscope', scope: firmId }])
    expect(fold(later, base).has(`firm/${firmId}`)).toBe(false)
    expect(await sees(chi, firmId)).toBe(true)
  })

  test('stays while one reason is left: helping, an undecided visit, having added it', async () => {
    const { minh, binh, chi, firmId } = await start()
    const [personId, helper] = [binh.identity.personId, chi.identity.personId]
    await minh.tell('assignment.set', firmId, { personId, helperIds: [helper] })
    expect(await sees(chi, firmId)).toBe(true)
    const visitId = newId()
    const { operationId: revisionId } = await binh.tell('visit.submit', visitId, visitBody(firmId))
    await minh.tell('assignment.set', firmId, { personId: helper })
    expect([await sees(binh, firmId), await sees(chi, firmId)]).toEqual([true, true])
    await minh.tell('review.decide', visitId, { revisionId, decision: 'return', reason: 'thiếu' })
    expect(await sees(binh, firmId)).toBe(true)
    const second = await binh.tell('visit.submit', visitId, visitBody(firmId), { baseRevisionId: revisionId })
    await minh.tell('review.decide', visitId, { revisionId: second.operationId, decision: 'approve' })
    expect([await sees(binh, firmId), await sees(chi, firmId)]).toEqual([false, true])
  })

  test('that a surveyor adds is theirs at once, and in the directory of its park', async () => {
    const { server, binh, chi } = await start()
    const firmId = newId()
    await binh.tell('firm.create', firmId, {
      fields: { name: 'Mới', parkId: server.parkIds[1], taxCode: '9900001027' },
    })
    expect([await sees(binh, firmId), await sees(chi, firmId)]).toEqual([true, false])
    const card = fold((await chi.pullAll()).changes).get(`directory/${firmId}`)
    expect(card?.record).toEqual({
      id: firmId,
      name: 'Mới',
      formerNames: [],
      parkId: server.parkIds[1],
      taxCode: '9900001027',
    })
  })
})

describe('a visit', () => {
  test('to a firm next door, known from the directory, counts and keeps the firm in view until decided', async () => {
    const { binh, firmId } = await start()
    expect(await binh.tell('visit.submit', newId(), visitBody(firmId))).toMatchObject({ status: 'applied' })
    expect(await sees(binh, firmId)).toBe(true)
  })

  test('to a firm that was once in view counts and is flagged', async () => {
    const { server, minh, binh } = await start()
    const firmId = await addFirm(minh, server.parkIds[2])
    await minh.tell('assignment.set', firmId, { personId: binh.identity.personId })
    await minh.tell('assignment.set', firmId, { personId: null })
    const receipt = await binh.tell('visit.submit', newId(), visitBody(firmId))
    expect(receipt).toMatchObject({ status: 'applied', problem: 'outOfScopeNow' })
  })

  test('to a firm that never was in view is held for the supervisor', async () => {
    const { server, minh, binh } = await start()
    const firmId = await addFirm(minh, server.parkIds[2])
    const receipt = await binh.tell('visit.submit', newId(), visitBody(firmId))
    expect(receipt).toMatchObject({ status: 'held', problem: 'neverInScope' })
    const held = [...fold((await minh.pullAll()).changes).keys()].filter((key) => key.startsWith('held/'))
    expect(held).toHaveLength(1)
    expect(await sees(binh, firmId)).toBe(false)
  })
})

describe('the directory', () => {
  test('follows the firm’s name, and the firm from park to park', async () => {
    const { server, minh, binh, firmId } = await start()
    const { changes, last } = await binh.pullAll()
    const base = fold(changes)
    const set = (field: string, value: string) =>
      minh.tell('firm.set', firmId, { fields: { [field]: { value, baseSeq: 1_000_000 } } })
    await set('name', 'Tên mới')
    await set('parkId', server.parkIds[1])
    const second = await binh.pullAll(last.cursor)
    expect(fold(second.changes, base).get(`directory/${firmId}`)).toMatchObject({
      scope: `directory:${server.parkIds[1]}`,
      record: { name: 'Tên mới', parkId: server.parkIds[1] },
    })
    await set('parkId', server.parkIds[2])
    const third = await binh.pullAll(second.last.cursor)
    expect(fold(third.changes, base).has(`directory/${firmId}`)).toBe(false)
    await set('parkId', server.parkIds[1])
    fold((await binh.pullAll(third.last.cursor)).changes, base)
    expect(base).toEqual(fold((await binh.pullAll()).changes))
  })

  test('takes a correction when its visit is approved', async () => {
    const { minh, binh, firmId } = await start()
    const visitId = newId()
    const answers = { name: { kind: 'value', value: 'Tên trên cổng' } }
    const { operationId: revisionId } = await binh.tell('visit.submit', visitId, visitBody(firmId, answers))
    const name = async () => fold((await binh.pullAll()).changes).get(`directory/${firmId}`)?.record
    expect(await name()).toMatchObject({ name: 'Công ty TNHH Mẫu' })
    await minh.tell('review.decide', visitId, { revisionId, decision: 'approve' })
    expect(await name()).toMatchObject({ name: 'Tên trên cổng' })
  })
})

describe('leadership of a working group', () => {
  test('shows every firm of its parks, also those that come later, and ends with it', async () => {
    const { server, minh, firmId } = await start()
    const [an, dung] = [await createSender(server, 'an'), await createSender(server, 'dung')]
    const later = await addFirm(minh, server.parkIds[1])
    expect([await sees(an, firmId), await sees(an, later), await sees(dung, later)]).toEqual([
      true,
      true,
      false,
    ])
    await setPerson(server, { personId: dung.identity.personId, leads: true })
    await setPerson(server, { personId: an.identity.personId, leads: false })
    expect([await sees(an, later), await sees(dung, later)]).toEqual([false, true])
  })

  test('follows the parks of the group', async () => {
    const { server, minh } = await start()
    const an = await createSender(server, 'an')
    const firmId = await addFirm(minh, server.parkIds[2])
    expect(await sees(an, firmId)).toBe(false)
    const { cookie } = await server.signIn('quantri')
    const body = JSON.stringify({
      workingGroupId: server.workingGroupId,
      name: 'Tổ',
      parkIds: [server.parkIds[2]],
    })
    const headers = { 'content-type': 'application/json', cookie }
    expect((await server.fetch('/api/admin/working-groups', { method: 'POST', headers, body })).status).toBe(
      200,
    )
    expect(await sees(an, firmId)).toBe(true)
  })
})

describe('a role that sees the whole unit', () => {
  test('brings everything when given and takes all but the own scope when lost', async () => {
    const { server, minh, binh, firmId } = await start()
    const assigned = await addFirm(minh, server.parkIds[2])
    await minh.tell('assignment.set', assigned, { personId: binh.identity.personId })
    const before = await binh.pullAll()
    const base = fold(before.changes)
    expect(base.has(`firm/${firmId}`)).toBe(false)
    await setPerson(server, { personId: binh.identity.personId, roles: ['surveyor', 'supervisor'] })
    const whole = await binh.pullAll(before.last.cursor, 3)
    expect(fold(whole.changes, base)).toEqual(fold((await minh.pullAll()).changes))
    await setPerson(server, { personId: binh.identity.personId, roles: ['surveyor'] })
    const after = await binh.pullAll(whole.last.cursor, 3)
    expect(fold(after.changes, base)).toEqual(fold((await binh.pullAll()).changes))
    expect([base.has(`firm/${firmId}`), base.has(`firm/${assigned}`)]).toEqual([false, true])
  })

  test('shows what others have been refused', async () => {
    const { minh, binh, chi } = await start()
    await binh.tell('visit.submit', newId(), visitBody(newId()))
    const heldBy = async (who: Sender) =>
      [...fold((await who.pullAll()).changes).keys()].filter((key) => key.startsWith('held/')).length
    expect([await heldBy(minh), await heldBy(binh), await heldBy(chi)]).toEqual([1, 1, 0])
  })
})

describe('an outcome', () => {
  test('goes with the firm named first', async () => {
    const { server, minh, binh, chi, firmId } = await start()
    const other = await addFirm(minh, server.parkIds[0])
    await minh.tell('assignment.set', firmId, { personId: binh.identity.personId })
    await minh.tell('assignment.set', other, { personId: chi.identity.personId })
    const id = newId()
    const body = { firmIds: [firmId, other], outcome: 'jointCell', decidedOn: '2026-11-21', count: 1 }
    expect(await minh.tell('outcome.record', id, body)).toMatchObject({ status: 'applied' })
    const has = async (who: Sender) => fold((await who.pullAll()).changes).has(`outcome/${id}`)
    expect([await has(minh), await has(binh), await has(chi)]).toEqual([true, true, false])
  })
})
