import { describe, expect, onTestFinished, test } from 'vitest'
import { isPostgres, newDatabase, newSqlite, type DatabaseAddress } from '../support/databaseForTests.ts'
import { startServer, type TestServer } from '../support/serverForTests.ts'
import { createSender, type Sender } from '../server/deeds.ts'
import { createChance, makeHistory, type Chance } from './history.ts'
import { stateOf } from './stateOf.ts'

const names = ['an', 'binh', 'minh', 'quantri']

/** The same people with the same ids and devices, whatever the database. */
async function start(database: DatabaseAddress, seed: number) {
  const chance = createChance(seed)
  const bugs: string[] = []
  const server = await startServer({
    database,
    now: () => Date.parse('2026-11-21T09:00:00Z'),
    random: (size) => Uint8Array.from({ length: size }, () => chance(256)),
    log: { error: (_details: object, words: string) => void bugs.push(words) },
  })
  onTestFinished(() => server.close())
  const senders: Record<string, Sender> = {}
  for (const name of names) senders[name] = await createSender(server, name)
  return { server, senders, bugs }
}

/** Roles come and go meanwhile, and with them what people see. */
async function changeRole(server: TestServer, chance: Chance): Promise<void> {
  const { cookie } = await server.signIn('quantri')
  const { id: personId, workingGroupId } = server.people['an']!
  const role = chance(2) === 0 ? 'supervisor' : 'surveyor'
  const body = { personId, username: 'an', displayName: 'an', roles: [role], workingGroupId, active: true }
  const headers = { 'content-type': 'application/json', cookie }
  const asked = { method: 'POST', headers, body: JSON.stringify({ ...body, leads: chance(2) === 0 }) }
  expect((await server.fetch('/api/admin/people', asked)).status).toBe(200)
}

describe.runIf(isPostgres)('[I10] the same operations', () => {
  test.each([1, 2])('fold to the same state on SQLite and on PostgreSQL, seed %i', async (seed) => {
    const [here, there] = [await start(await newSqlite(), seed), await start(await newDatabase(), seed)]
    const history = await makeHistory(here.senders, here.server.parkIds, createChance(seed), 50)
    const answers: string[] = []
    for (const { server, senders } of [here, there]) {
      const chance = createChance(seed + 100)
      const said: unknown[] = []
      for (const [index, { sender, operations }] of history.entries()) {
        const { receipts, missingDeviceSeqs, fork } = await senders[sender]!.send(operations)
        said.push({ receipts, missingDeviceSeqs, fork })
        if (index % 10 === 9) await changeRole(server, chance)
      }
      answers.push(JSON.stringify(said))
    }
    expect(answers[1]).toBe(answers[0])
    const [one, other] = [await stateOf(here.server.store), await stateOf(there.server.store)]
    expect(other.rows).toEqual(one.rows)
    expect(other.hash).toBe(one.hash)
    expect(there.bugs).toEqual(here.bugs)
    // a history in which nothing went wrong would prove little
    for (const status of ['applied', 'held', 'diverged', 'merged'])
      expect(answers[0]).toContain(`"${status}"`)
  })
})
