import { describe, expect, onTestFinished, test } from 'vitest'
import { writeUnit } from '#server/writeUnit.ts'
import { isPostgres, newDatabase } from '../support/databaseForTests.ts'
import { startServer, type TestServer } from '../support/serverForTests.ts'
import { addFirm, createSender, newId, visitBody } from '../server/deeds.ts'
import { createWatcher } from './noSkip.ts'

/** Two servers on one database; an embedded one belongs to one process, with a reader beside the writer. */
async function startTwo(): Promise<[TestServer, TestServer]> {
  const database = await newDatabase()
  const first = await startServer({ database })
  onTestFinished(() => first.close())
  if (!isPostgres) return [first, first]
  const second = await startServer({ database, joins: first })
  onTestFinished(() => second.close())
  return [first, second]
}

/** The same person, sometimes at one server, sometimes at the other. */
function either(servers: readonly TestServer[]): TestServer {
  let turn = 0
  return { ...servers[0]!, fetch: (url, init) => servers[(turn += 1) % servers.length]!.fetch(url, init) }
}

describe('[P8] [P10] [I7] two pushes at the same time', () => {
  test('[F15] end in the order of their numbers, and a pull in between sees neither', async () => {
    const servers = await startTwo()
    const [minh, binh] = [await createSender(servers[0], 'minh'), await createSender(servers[1], 'binh')]
    const firmId = await addFirm(minh, servers[0].parkIds[0])
    const before = await minh.pullAll()
    const [taken, go] = [Promise.withResolvers<number>(), Promise.withResolvers<void>()]
    const slow = writeUnit(servers[0].handler.parts, servers[0].unitId, async (ledger) => {
      const seq = ledger.take()
      const record = { id: 'slow', entries: [] }
      await ledger.write({ collection: 'target', id: 'slow', scopeKey: 'reference', seq, record })
      await ledger.flush()
      taken.resolve(seq)
      await go.promise
    })
    const lower = await taken.promise
    const quick = binh.tell('visit.submit', newId(), visitBody(firmId))
    const between = await minh.pull(before.last.cursor)
    expect([between.changes, between.upTo]).toEqual([[], before.last.upTo])
    go.resolve()
    const [{ seq: higher }] = await Promise.all([quick, slow])
    expect(higher).toBe(lower + 1)
    const after = await minh.pull(between.cursor)
    expect(after.changes.map(({ seq }) => seq)).toEqual([lower, higher])
  })

  test('of many devices, over and over, never make a pull skip a record', async () => {
    const servers = await startTwo()
    const minh = await createSender(either(servers), 'minh')
    const firmId = await addFirm(minh, servers[0].parkIds[0])
    const names = ['an', 'binh', 'chi', 'dung']
    for (const name of names) {
      const { id: personId } = servers[0].people[name]!
      await minh.tell('assignment.set', firmId, { personId })
    }
    const devices = await Promise.all(names.map((name) => createSender(either(servers), name)))
    const sendAll = devices.map(async (device) => {
      for (let round = 0; round < 8; round += 1) {
        const batch = [0, 1, 2].map(() => device.make('visit.submit', newId(), visitBody(firmId)))
        const { receipts } = await device.send(await Promise.all(batch))
        expect(receipts.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied'])
      }
    })
    const watcher = createWatcher(minh)
    await watcher.lookUntil(Promise.all(sendAll))
    expect(watcher.moments.length).toBeGreaterThan(2)
    await watcher.expectNoSkip(servers[0])
  })
})

describe('the nudge', () => {
  test('reaches a device whose stream another process holds, and ends with its person there, too', async () => {
    const [here, there] = await startTwo()
    const [minh, binh] = [await createSender(here, 'minh'), await createSender(here, 'binh')]
    const firmId = await addFirm(minh, here.parkIds[2])
    const response = await there.fetch('/api/sync/live', {
      headers: { authorization: `Bearer ${binh.identity.readToken}` },
    })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader.read()).value).toBe(':\n\n')
    await minh.tell('assignment.set', firmId, { personId: binh.identity.personId })
    expect((await reader.read()).value).toBe('event: newer\ndata:\n\n')
    here.handler.parts.live.end(binh.identity.personId)
    for (let next = await reader.read(); !next.done; next = await reader.read())
      expect(next.value).toBe('event: newer\ndata:\n\n')
  })
})
