import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { addDigest, digestOf, emptyDigest, type Digest } from '#domain/digest.ts'
import { enrolAnswerSchema } from '#protocol/session.ts'
import { fetchAnswerSchema, listAnswerSchema, type PullAnswer } from '#protocol/sync.ts'
import { scopedPageQuery, unitPageQuery } from '#server/pages.ts'
import { writePerson, writeWorkingGroup } from '#server/accounts/people.ts'
import { writeUnit } from '#server/writeUnit.ts'
import { isPostgres } from '../support/databaseForTests.ts'
import { post, startServer, type TestServer } from '../support/serverForTests.ts'
import {
  addFirm,
  createSender,
  fold,
  newId,
  serverForTest,
  visitBody,
  type BaseRow,
  type Sender,
} from './deeds.ts'

function digestOfBase(base: ReadonlyMap<string, BaseRow>): Digest {
  return [...base].map(([key, { seq }]) => digestOf(key, seq)).reduce(addDigest, emptyDigest)
}

/** What a person should hold, asked of the tables in the plainest way. */
async function bruteForce(server: TestServer, personId: string): Promise<Map<string, BaseRow>> {
  const scopes = await server.store.db
    .selectFrom('scope')
    .selectAll()
    .where('person_id', '=', personId)
    .execute()
  const keys = new Set(scopes.map((row) => row.scope_key))
  const rows = await server.store.db.selectFrom('record').selectAll().where('deleted', '=', 0).execute()
  const own = rows.filter((row) => keys.has('*') || keys.has(row.scope_key))
  return new Map(
    own.map((row) => [
      `${row.collection}/${row.id}`,
      { scope: row.scope_key, seq: row.seq, record: JSON.parse(row.json) as unknown },
    ]),
  )
}

describe('pages', () => {
  test('never skip, never come twice out of order, and end in agreement, whatever is written meanwhile', async () => {
    const action = fc.record({
      kind: fc.constantFrom(
        'page',
        'page',
        'page',
        'assign',
        'takeBack',
        'firm',
        'visit',
        'move',
        'role',
        'name',
        'group',
      ),
      pick: fc.nat({ max: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        async (actions, limit) => {
          const stage = await setStage()
          let page = await stage.reader.pull(null, limit)
          const base = fold(page.changes)
          for (const { kind, pick } of actions) {
            if (kind !== 'page') {
              await stage.write[kind](pick)
              continue
            }
            const next = await stage.reader.pull(page.cursor, limit)
            expect(next.upTo).toBeGreaterThanOrEqual(page.upTo)
            fold(next.changes, base)
            page = next
            if (!page.more) await stage.check(base, page)
          }
          while (page.more) {
            page = await stage.reader.pull(page.cursor, limit)
            fold(page.changes, base)
          }
          const last = await stage.reader.pull(page.cursor, 1000)
          await stage.check(fold(last.changes, base), last)
          await stage.server.close()
        },
      ),
      { numRuns: 80 },
    )
  }, 60_000)

  async function setStage() {
    const server = await startServer()
    const [minh, reader] = [await createSender(server, 'minh'), await createSender(server, 'binh')]
    const firmIds = [await addFirm(minh, server.parkIds[0]), await addFirm(minh, server.parkIds[2])]
    const firmAt = (pick: number) => firmIds[pick % firmIds.length]!
    const parkAt = (pick: number) => server.parkIds[pick % 3]!
    const { parts } = server.handler
    const set = (pick: number, field: string, value: string) =>
      minh.tell('firm.set', firmAt(pick), { fields: { [field]: { value, baseSeq: 1_000_000 } } })
    return {
      server,
      reader,
      write: {
        assign: (pick: number) =>
          minh.tell('assignment.set', firmAt(pick), { personId: reader.identity.personId }),
        takeBack: (pick: number) => minh.tell('assignment.set', firmAt(pick), { personId: null }),
        firm: async (pick: number) => firmIds.push(await addFirm(minh, parkAt(pick))),
        visit: (pick: number) => minh.tell('visit.submit', newId(), visitBody(firmAt(pick))),
        move: (pick: number) => set(pick, 'parkId', parkAt(pick)),
        name: (pick: number) => set(pick, 'name', `Tên ${pick}`),
        group: (pick: number) => {
          const parkIds = server.parkIds.filter((_parkId, index) => ((pick + 1) & (1 << index)) !== 0)
          const group = { id: server.workingGroupId, name: 'Tổ', parkIds }
          return writeUnit(parts, server.unitId, (ledger) => writeWorkingGroup(ledger, group))
        },
        role: (pick: number) =>
          writeUnit(parts, server.unitId, (ledger) =>
            writePerson(ledger, {
              ...server.people['binh']!,
              roles: pick % 2 === 0 ? ['supervisor'] : ['surveyor'],
            }),
          ),
      },
      check: async (base: ReadonlyMap<string, BaseRow>, page: PullAnswer) => {
        expect(base).toEqual(await bruteForce(server, reader.identity.personId))
        expect(page.digest).toEqual(digestOfBase(base))
      },
    }
  }

  test('go on where they ended between a firm shown by a deed and the record of that very deed', async () => {
    const { server, reader, write, check } = await setStage()
    onTestFinished(() => server.close())
    let page = await reader.pull(null, 1)
    const base = fold(page.changes)
    await write.group(3)
    while (page.more) {
      page = await reader.pull(page.cursor, 1)
      fold(page.changes, base)
    }
    await check(base, page)
  })

  test('bring no tombstone from a time when the set was not in view', async () => {
    const { server, reader, write, check } = await setStage()
    onTestFinished(() => server.close())
    const [onlySecondPark, toSecondPark, firstAndSecond] = [1, 4, 2]
    await write.group(onlySecondPark)
    await write.move(toSecondPark)
    const before = await reader.pull(null)
    const base = fold(before.changes)
    await write.group(firstAndSecond)
    const after = await reader.pull(before.cursor)
    await check(fold(after.changes, base), after)
  })

  test('hold at most as many changes as asked for, and no more than a megabyte', async () => {
    const server = await serverForTest()
    const [minh, binh] = [await createSender(server, 'minh'), await createSender(server, 'binh')]
    const firmId = await addFirm(minh, server.parkIds[0])
    const long = { kind: 'value', value: 'dài '.repeat(40_000) }
    for (let index = 0; index < 8; index += 1) {
      await binh.tell('visit.submit', newId(), visitBody(firmId, { notes: long }))
    }
    expect((await binh.pull(null, 3)).changes).toHaveLength(3)
    const page = await binh.pull(null)
    expect(page.more).toBe(true)
    expect(JSON.stringify(page).length).toBeLessThan(1.3 * 1024 * 1024)
    const { changes, last } = await binh.pullAll()
    expect(last.digest).toEqual(digestOfBase(fold(changes)))
  })

  test('tell with `upTo` only what the device holds in full', async () => {
    const server = await serverForTest()
    const [minh, binh] = [await createSender(server, 'minh'), await createSender(server, 'binh')]
    const firmId = await addFirm(minh, server.parkIds[0])
    const visitId = newId()
    const { last } = await binh.pullAll()
    const mine = await binh.tell('visit.submit', visitId, visitBody(firmId))
    await minh.tell('review.decide', visitId, { revisionId: mine.operationId, decision: 'approve' })
    await minh.tell('assignment.set', firmId, { personId: binh.identity.personId })
    // the visit moved on to a later number, so a page that ends before it must not claim to hold it
    const page = await binh.pull(last.cursor, 1)
    expect([page.more, page.upTo]).toEqual([true, last.upTo])
    expect((await binh.pullAll(page.cursor)).last.upTo).toBeGreaterThan(mine.seq)
  })

  test.skipIf(isPostgres).each([
    ['of a part of the unit', scopedPageQuery, /scope_key=\?|seq=\?/],
    ['of the whole unit', unitPageQuery, /seq>\?/],
  ])(
    '%s cost what changed, not what is stored: records are found by set or number',
    async (_name, pageQuery, by) => {
      const server = await serverForTest()
      const query = { unitId: server.unitId, personId: newId(), at: 5, within: 3, limit: 1000 }
      const compiled = pageQuery(query, sql`r.seq, r.json`).compile(server.store.db)
      const explained = { ...compiled, sql: `explain query plan ${compiled.sql}` }
      const { rows } = await server.store.db.executeQuery<{ detail: string }>(explained)
      const details = rows.map((row) => row.detail)
      const ofRecords = details.filter((detail) => / r /.test(detail))
      expect(ofRecords.length).toBeGreaterThan(0)
      for (const detail of ofRecords) expect(detail, details.join('\n')).toMatch(by)
      for (const detail of details.filter((one) => / s /.test(one)))
        expect(detail).toMatch(/person_id=\? AND added_seq/)
    },
  )
})

describe('a cursor', () => {
  async function start() {
    const server = await serverForTest()
    const [minh, binh] = [await createSender(server, 'minh'), await createSender(server, 'binh')]
    await addFirm(minh, server.parkIds[0])
    const { changes, last } = await binh.pullAll()
    return { server, minh, binh, all: changes.length, cursor: last.cursor }
  }

  test('of this device brings nothing twice', async () => {
    const { binh, cursor } = await start()
    expect(await binh.pull(cursor)).toMatchObject({ changes: [], more: false })
  })

  test.each([
    [
      'changed in one letter',
      (cursor: string) => cursor.replace(/^./, (letter) => (letter === 'W' ? 'X' : 'W')),
    ],
    ['without its mark', (cursor: string) => cursor.split('.')[0]!],
    ['with another mark', (cursor: string) => `${cursor.split('.')[0]}.${'A'.repeat(22)}`],
    ['made up', () => `${Buffer.from('["x","y",99,99,0,99,""]').toString('base64url')}.AAAA`],
    ['empty', () => ''],
    ['of dots', () => '....'],
  ])('%s counts as none: the device is told to begin anew', async (_name, forge) => {
    const { binh, all, cursor } = await start()
    expect(await binh.pull(forge(cursor))).toMatchObject({ restart: true, more: true, changes: [] })
    expect((await binh.pullAll(forge(cursor))).changes).toHaveLength(all)
  })

  test('of another person counts as none', async () => {
    const { binh, minh, all } = await start()
    const { last } = await minh.pullAll()
    expect(await binh.pull(last.cursor)).toMatchObject({ restart: true, changes: [] })
    expect((await binh.pullAll(last.cursor)).changes).toHaveLength(all)
  })

  test('of another history counts as none', async () => {
    const { server, binh, all, cursor } = await start()
    await server.store.db.updateTable('unit_counter').set({ epoch: 'restored' }).execute()
    expect(await binh.pull(cursor)).toMatchObject({ epoch: 'restored', restart: true, changes: [] })
    expect((await binh.pullAll(cursor)).changes).toHaveLength(all)
  })
})

describe('a repair', () => {
  test('lists exactly what is in view and fetches nothing else', async () => {
    const server = await serverForTest()
    const [minh, binh] = [await createSender(server, 'minh'), await createSender(server, 'binh')]
    const [own, other] = [await addFirm(minh, server.parkIds[2]), await addFirm(minh, server.parkIds[2])]
    await minh.tell('assignment.set', own, { personId: binh.identity.personId })
    const ask = async (who: Sender, path: string, more: object) => {
      const request = { protocol: 1, requestId: newId(), deviceId: who.identity.deviceId, ...more }
      return (await post(server.fetch, path, request, who.identity.readToken)).json()
    }
    for (const who of [minh, binh]) {
      const { keys } = listAnswerSchema.parse(await ask(who, '/api/sync/list', {}))
      const base = fold((await who.pullAll()).changes)
      expect(new Map(keys.map(([collection, id, seq]) => [`${collection}/${id}`, seq]))).toEqual(
        new Map([...base].map(([key, { seq }]) => [key, seq])),
      )
    }
    const keys = [
      ['firm', own],
      ['firm', other],
      ['firm', newId()],
      ['nonsense', ''],
    ]
    const { changes } = fetchAnswerSchema.parse(await ask(binh, '/api/sync/fetch', { keys }))
    expect(changes).toMatchObject([{ kind: 'record', collection: 'firm', id: own, scope: own }])
  })
})

describe('receiving', () => {
  test('needs a session of the person or the read token of a device, and ends with signing out', async () => {
    const server = await serverForTest()
    const { cookie, identity } = await server.signIn('binh')
    const request = { protocol: 1, requestId: newId(), deviceId: identity.deviceId, cursor: null, limit: 10 }
    const ask = async (headers: Record<string, string>) => {
      const body = JSON.stringify(request)
      const all = { 'content-type': 'application/json', ...headers }
      return (await server.fetch('/api/sync/pull', { method: 'POST', headers: all, body })).status
    }
    const byToken = { authorization: `Bearer ${identity.readToken}` }
    expect([await ask({}), await ask({ authorization: `Bearer ${identity.pushToken}` })]).toEqual([401, 401])
    expect([await ask({ cookie }), await ask(byToken)]).toEqual([200, 200])
    const headers = { 'content-type': 'application/json', cookie }
    const body = JSON.stringify({ enrolmentId: identity.enrolmentId })
    await server.fetch('/api/session/sign-out', { method: 'POST', headers, body })
    expect([await ask({ cookie }), await ask(byToken)]).toEqual([401, 401])
  })

  test('with a known enrolment goes on as that device, with tokens given anew', async () => {
    const server = await serverForTest()
    const { cookie, identity } = await server.signIn('binh')
    const headers = { 'content-type': 'application/json', cookie }
    const enrol = async (enrolmentId: string) => {
      const body = JSON.stringify({ enrolmentId, deviceName: 'máy' })
      return enrolAnswerSchema.parse(
        await (await server.fetch('/api/enrolments', { method: 'POST', headers, body })).json(),
      )
    }
    const again = await enrol(identity.enrolmentId)
    expect([again.enrolmentId, again.deviceId]).toEqual([identity.enrolmentId, identity.deviceId])
    expect(again.readToken).not.toBe(identity.readToken)
    const chi = await server.signIn('chi')
    expect((await enrol(chi.identity.enrolmentId)).enrolmentId).not.toBe(chi.identity.enrolmentId)
  })
})
