import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { isPostgres } from '../support/databaseForTests.ts'
import { post } from '../support/serverForTests.ts'
import {
  addFirm,
  createSender,
  hashOf,
  newId,
  serverForTest,
  visitBody,
  type WireOperation,
} from './deeds.ts'

async function start(options: Parameters<typeof serverForTest>[0] = {}) {
  const server = await serverForTest(options)
  const minh = await createSender(server, 'minh')
  const binh = await createSender(server, 'binh')
  const firmId = await addFirm(minh, server.parkIds[0])
  const countRows = async (table: 'operation' | 'record') => {
    const { count } = await server.store.db
      .selectFrom(table)
      .select((row) => row.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  }
  return { server, minh, binh, firmId, countRows }
}

describe('a repeated operation', () => {
  test('gets the receipt it got before and changes nothing', async () => {
    const { binh, firmId, countRows } = await start()
    const operation = await binh.make('visit.submit', newId(), visitBody(firmId))
    const first = await binh.send([operation])
    const [operations, records] = [await countRows('operation'), await countRows('record')]
    const second = await binh.send([operation])
    expect(second.receipts).toEqual(first.receipts)
    expect([await countRows('operation'), await countRows('record')]).toEqual([operations, records])
  })

  test('is applied once when fifty requests bring the same batch at the same time', async () => {
    const { binh, firmId, countRows } = await start()
    const batch = await Promise.all(
      Array.from({ length: 5 }, () => binh.make('visit.submit', newId(), visitBody(firmId))),
    )
    const before = await countRows('operation')
    const answers = await Promise.all(Array.from({ length: 50 }, () => binh.send(batch)))
    for (const answer of answers) expect(answer.receipts).toEqual(answers[0]!.receipts)
    expect(await countRows('operation')).toBe(before + 5)
    const { changes } = await binh.pullAll()
    const visits = changes.filter((change) => change.kind === 'record' && change.collection === 'visit')
    expect(visits).toHaveLength(5)
  })

  test('gets one answer, also twice in one batch', async () => {
    const { binh, firmId, countRows } = await start()
    const operation = await binh.make('visit.submit', newId(), visitBody(firmId))
    const before = await countRows('operation')
    const { receipts } = await binh.send([operation, operation])
    expect(receipts).toEqual([receipts[0], receipts[0]])
    expect(await countRows('operation')).toBe(before + 1)
  })

  test('under a number given anew is known by its id, and leaves no gap behind', async () => {
    const { binh, firmId } = await start()
    const operation = await binh.make('visit.submit', newId(), visitBody(firmId))
    const first = await binh.send([operation])
    const otherDevice = newId()
    const again = await binh.send(
      [{ ...operation, deviceSeq: 1 }, await binh.make('visit.submit', newId(), visitBody(firmId))],
      otherDevice,
    )
    expect(again.receipts[0]).toEqual(first.receipts[0])
    expect(again.missingDeviceSeqs).toEqual([])
  })
})

describe('an id that is used for something else', () => {
  test('keeps both: the first counts, the second is held, and both get the same answer again', async () => {
    const { binh, minh, firmId } = await start()
    const operation = await binh.make('visit.submit', newId(), visitBody(firmId))
    const [first] = (await binh.send([operation])).receipts
    const content = {
      ...operation.content,
      body: visitBody(firmId, { notes: { kind: 'value', value: 'khác' } }),
    }
    const other = { ...operation, content, bodyHash: await hashOf(content) }
    const [second] = (await binh.send([other])).receipts
    expect(second).toMatchObject({ status: 'held', problem: 'idReused', bodyHash: other.bodyHash })
    expect((await binh.send([other])).receipts).toEqual([second])
    expect((await binh.send([operation])).receipts).toEqual([first])
    const held = (await minh.pullAll()).changes.filter(
      (change) => change.kind === 'record' && change.collection === 'held',
    )
    expect(held).toMatchObject([{ record: { problem: 'idReused', content: other.content } }])
  })
})

describe('content that is not what was hashed', () => {
  test('[P9] is kept apart without a receipt, whichever of the two was bent, and the real one counts', async () => {
    const { binh, minh, firmId } = await start()
    const operation = await binh.make('visit.submit', newId(), visitBody(firmId))
    const bentContent = { ...operation, content: { ...operation.content, clientTime: '1970' } }
    const bentHash = {
      ...operation,
      bodyHash: operation.bodyHash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    }
    for (const bent of [bentContent, bentHash, bentContent])
      expect((await binh.send([bent])).receipts).toEqual([])
    const held = (await minh.pullAll()).changes.filter(
      (change) => change.kind === 'record' && change.collection === 'held',
    )
    expect(held).toMatchObject([
      { record: { problem: 'hashDiffers', content: bentContent.content } },
      { record: { problem: 'hashDiffers', content: operation.content } },
    ])
    expect((await binh.send([operation])).receipts[0]).toMatchObject({
      status: 'applied',
      bodyHash: operation.bodyHash,
    })
  })
})

describe('the numbers of a device', () => {
  test('answer with a fork when another operation comes under one of them', async () => {
    const { binh, firmId } = await start()
    const [one, two, three] = [
      await binh.make('visit.submit', newId(), visitBody(firmId)),
      await binh.make('visit.submit', newId(), visitBody(firmId)),
      await binh.make('visit.submit', newId(), visitBody(firmId)),
    ]
    await binh.send([one, two])
    const clone = await binh.make('visit.submit', newId(), visitBody(firmId))
    const answer = await binh.send([
      three,
      { ...clone, deviceSeq: two.deviceSeq },
      { ...clone, deviceSeq: 9 },
    ])
    expect(answer.fork).toBe(true)
    // the numbers after the fork were not taken
    expect(answer.missingDeviceSeqs).toEqual([])
    expect(answer.receipts.map(({ operationId }) => operationId)).toEqual([three.content.id])
    const renumbered = await binh.send([{ ...clone, deviceSeq: 1 }], newId())
    expect(renumbered).toMatchObject({ receipts: [{ status: 'applied' }], missingDeviceSeqs: [] })
    expect(renumbered.fork).toBeUndefined()
  })

  test('answer with a fork when the device belongs to another enrolment', async () => {
    const { server, binh, minh } = await start()
    const operation = await binh.make('visit.submit', newId(), visitBody(newId()))
    const answer = await binh.send([operation], minh.identity.deviceId)
    expect(answer).toMatchObject({ fork: true, receipts: [] })
    expect(
      await server.store.db
        .selectFrom('operation')
        .selectAll()
        .where('id', '=', operation.content.id)
        .execute(),
    ).toEqual([])
  })

  test('show what is missing below the highest one, until it comes', async () => {
    const { binh, firmId } = await start()
    const batch: WireOperation[] = []
    for (let index = 0; index < 9; index += 1)
      batch.push(await binh.make('visit.submit', newId(), visitBody(firmId)))
    const at = (...numbers: number[]) => numbers.map((number) => batch[number - 1])
    expect((await binh.send(at(3))).missingDeviceSeqs).toEqual([[1, 2]])
    expect((await binh.send(at(9, 6))).missingDeviceSeqs).toEqual([
      [1, 2],
      [4, 5],
      [7, 8],
    ])
    expect((await binh.send(at(1, 2, 4))).missingDeviceSeqs).toEqual([
      [5, 5],
      [7, 8],
    ])
    expect((await binh.send(at(5, 7, 8))).missingDeviceSeqs).toEqual([])
  })
})

describe('a bad operation', () => {
  test('delays no other of its batch', async () => {
    const { binh, server, firmId } = await start()
    const broken = newId()
    await binh.tell('visit.submit', broken, visitBody(firmId))
    // a record that this build trips over
    await server.store.db.updateTable('record').set({ json: '{}' }).where('id', '=', broken).execute()
    const batch = [
      await binh.make('visit.submit', newId(), visitBody(firmId)),
      await binh.make('visit.submit', broken, visitBody(firmId), { personId: binh.identity.personId }),
      'not even an object',
      { content: { id: 'no id' } },
      await binh.make('visit.submit', newId(), visitBody(firmId)),
    ]
    const { receipts } = await binh.send(batch)
    expect(receipts.map(({ status, problem }) => [status, problem])).toEqual([
      ['applied', undefined],
      ['held', 'foreignAuthor'],
      ['applied', undefined],
    ])
  })

  test('whose rows the database does not take is held alone', async () => {
    const errors: string[] = []
    const log = { error: (_details: object, words: string) => void errors.push(words) }
    const { binh, minh, server, firmId } = await start({ log })
    await sql`create unique index refuse on record (scope_key) where collection = 'visit'`.execute(
      server.store.db,
    )
    const other = await addFirm(minh, server.parkIds[0])
    const batch = [
      await binh.make('visit.submit', newId(), visitBody(firmId)),
      await binh.make('visit.submit', newId(), visitBody(firmId)),
      await binh.make('visit.submit', newId(), visitBody(other)),
    ]
    const { receipts } = await binh.send(batch)
    expect(receipts.map(({ status, problem }) => [status, problem])).toEqual([
      ['applied', undefined],
      ['held', 'notApplicable'],
      ['applied', undefined],
    ])
    expect(errors).toEqual(['a batch failed', 'an operation failed'])
    expect((await binh.send(batch)).receipts).toEqual(receipts)
    await sql`drop index refuse`.execute(server.store.db)
  })

  test('that makes this build throw is held, and its half-done work is undone', async () => {
    const bugs: string[] = []
    const log = { error: (_details: object, words: string) => void bugs.push(words) }
    const { binh, minh, server, firmId } = await start({ log })
    // a card that can't be read: the firm is written by then
    await server.store.db
      .updateTable('record')
      .set({ json: '[' })
      .where('collection', '=', 'directory')
      .execute()
    const before = await server.store.db
      .selectFrom('record')
      .selectAll()
      .where('collection', '=', 'firm')
      .execute()
    const batch = [
      await minh.make('firm.set', firmId, { fields: { name: { value: 'Tên mới', baseSeq: 99 } } }),
      await minh.make('assignment.set', firmId, { personId: binh.identity.personId }),
    ]
    const { receipts } = await minh.send(batch)
    expect(receipts).toMatchObject([{ status: 'held', problem: 'notApplicable' }, { status: 'applied' }])
    expect(bugs).toEqual(['an operation failed'])
    expect(
      await server.store.db.selectFrom('record').selectAll().where('collection', '=', 'firm').execute(),
    ).toEqual(before)
  })
})

describe('an operation is held, in full and for its author and the supervisors to see,', () => {
  test.each([
    ['unknownKind', { kind: 'visit.dream' }],
    ['newerSchema', { schemaVersion: 2 }],
    ['wrongUnit', { unitId: newId() }],
    ['badShape', { recordId: 'a\u0000b' }],
    ['badShape', { body: 'none' }],
    ['notApplicable', { body: { firmId: 7 } }],
    ['firmUnknown', { body: visitBody(newId()) }],
    ['foreignAuthor', { personId: newId() }],
  ])('for %s', async (problem, change) => {
    const { binh, minh, firmId } = await start()
    const operation = await binh.make('visit.submit', newId(), visitBody(firmId), change as never)
    const { receipts } = await binh.send([operation])
    const receipt = {
      operationId: operation.content.id,
      status: 'held',
      problem,
      bodyHash: operation.bodyHash,
    }
    expect(receipts).toMatchObject([receipt])
    for (const person of [binh, minh]) {
      const { changes } = await person.pullAll()
      const held = changes.filter((one) => one.kind === 'record' && one.collection === 'held')
      expect(held).toMatchObject([{ seq: receipts[0]!.seq, record: { problem, content: operation.content } }])
    }
  })
})

describe('a visit', () => {
  test('carried by a colleague is its author’s', async () => {
    const { server, binh, firmId } = await start()
    const chi = await createSender(server, 'chi')
    const operation = await chi.make('visit.submit', newId(), visitBody(firmId))
    const { receipts } = await binh.send([{ ...operation, deviceSeq: 1 }])
    expect(receipts).toMatchObject([{ status: 'applied' }])
    const { changes } = await chi.pullAll()
    const visit = changes.find((change) => change.kind === 'record' && change.collection === 'visit')
    expect(visit).toMatchObject({ record: { personId: chi.identity.personId } })
  })

  test('of somebody who left is kept, not counted', async () => {
    const { server, minh } = await start()
    const hoa = await server.addPerson({ username: 'hoa', roles: ['surveyor'] })
    const sender = await createSender(server, 'hoa')
    const firmId = await addFirm(minh, server.parkIds[0])
    const quantri = await server.signIn('quantri')
    const left = { personId: hoa.id, username: 'hoa', displayName: 'Hoa', roles: ['surveyor'], active: false }
    const headers = { 'content-type': 'application/json', cookie: quantri.cookie }
    const answer = await server.fetch('/api/admin/people', {
      method: 'POST',
      headers,
      body: JSON.stringify(left),
    })
    expect(await answer.json()).toEqual({ personId: hoa.id })
    expect(await sender.tell('visit.submit', newId(), visitBody(firmId))).toMatchObject({
      status: 'held',
      problem: 'notAllowed',
    })
  })

  test('keeps what a newer device wrote, byte for byte', async () => {
    const { binh, firmId } = await start()
    const body = { ...visitBody(firmId), later: { nested: [1.5, 'é', null] } }
    const operation = await binh.make('visit.submit', newId(), body, { tomorrow: true } as never)
    await binh.send([operation])
    const { changes } = await binh.pullAll()
    const visit = changes.find((change) => change.kind === 'record' && change.collection === 'visit')
    expect(visit).toMatchObject({ record: { revisions: [{ body, bodyHash: operation.bodyHash }] } })
  })
})

describe('sending', () => {
  test('is open to a device that is to be emptied, not to a stolen one', async () => {
    const { server, binh, firmId } = await start()
    const revoke = (revoked: 'drain' | 'stolen') =>
      server.store.db
        .updateTable('enrolment')
        .set({ revoked })
        .where('id', '=', binh.identity.enrolmentId)
        .execute()
    await revoke('drain')
    expect(await binh.tell('visit.submit', newId(), visitBody(firmId))).toMatchObject({ status: 'applied' })
    await revoke('stolen')
    const request = {
      protocol: 1,
      requestId: newId(),
      epoch: null,
      deviceId: binh.identity.deviceId,
      operations: [],
    }
    const push = (operations: readonly unknown[]) =>
      post(server.fetch, '/api/sync/push', { ...request, operations }, binh.identity.pushToken)
    const late = await binh.make('visit.submit', newId(), visitBody(firmId))
    expect(await (await push([late])).json()).toMatchObject({ revoked: 'stolen', receipts: [] })
    await revoke('drain')
    expect(await (await push([late])).json()).toMatchObject({
      revoked: 'drain',
      receipts: [{ status: 'applied' }],
    })
  })

  test('needs the token of an enrolment: no other will do', async () => {
    const { server, binh } = await start()
    const request = {
      protocol: 1,
      requestId: newId(),
      epoch: null,
      deviceId: binh.identity.deviceId,
      operations: [],
    }
    for (const token of [undefined, 'x'.repeat(43), binh.identity.readToken]) {
      expect((await post(server.fetch, '/api/sync/push', request, token)).status).toBe(401)
    }
  })
})

describe.skipIf(isPostgres)('a full disk', () => {
  test('refuses the whole batch and changes nothing; with room again the same batch goes in', async () => {
    const errors: string[] = []
    const log = { error: (_details: object, words: string) => void errors.push(words) }
    const { server, binh, firmId, countRows } = await start({ log, inFile: true })
    const limit = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(server.store.db)
    const large = { notes: { kind: 'value', value: 'dài '.repeat(20_000) } }
    const batch = [
      await binh.make('visit.submit', newId(), visitBody(firmId)),
      await binh.make('visit.submit', newId(), visitBody(firmId, large)),
    ]
    const before = [await countRows('operation'), await countRows('record')]
    await limit(1)
    const request = { protocol: 1, requestId: newId(), epoch: null, deviceId: binh.identity.deviceId }
    const body = { ...request, operations: batch }
    const refused = await post(server.fetch, '/api/sync/push', body, binh.identity.pushToken)
    expect([refused.status, await refused.json()]).toMatchObject([500, { problem: { code: 'unexpected' } }])
    expect([await countRows('operation'), await countRows('record')]).toEqual(before)
    expect(errors).toEqual(['a request failed'])
    await limit(1_000_000)
    expect((await binh.send(batch)).receipts.map(({ status }) => status)).toEqual(['applied', 'applied'])
  })
})
