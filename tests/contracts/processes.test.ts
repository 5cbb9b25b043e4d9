import { describe, expect, onTestFinished, test } from 'vitest'
import { isPostgres, newDatabase, newDirectory } from '../support/databaseForTests.ts'
import { startServer, type TestServer } from '../support/serverForTests.ts'
import { createServerProcess, type ServerProcess } from '../support/serverProcess.ts'
import { addFirm, createSender, newId, visitBody, type Sender } from '../server/deeds.ts'
import { createWatcher } from './noSkip.ts'

/** Two processes as an operator would start them, and a server in this one that knows the people. */
async function startProcesses() {
  const database = await newDatabase()
  if (!('url' in database)) throw new Error('only PostgreSQL is shared')
  const server = await startServer({ database })
  onTestFinished(() => server.close())
  const environment = { DATABASE_URL: database.url, SECRET: 'one secret for both, long enough to be one' }
  const processes: ServerProcess[] = []
  for (let count = 0; count < 2; count += 1)
    processes.push(await createServerProcess(await newDirectory(), [], environment))
  onTestFinished(async () => void (await Promise.all(processes.map((one) => one.kill()))))
  await Promise.all(processes.map((one) => one.start()))
  return { server, processes }
}

/** The person now at one process, now at the other; where one is gone, at the next. */
function atEither(server: TestServer, processes: readonly ServerProcess[], from: number): TestServer {
  let turn = from
  const ask: TestServer['fetch'] = async (url, init) => {
    turn += 1
    const { origin } = processes[turn % processes.length]!
    // no answer says nothing of whether it was committed, so the same is sent again
    return fetch(new URL(url, origin), init).catch(() => ask(url, init))
  }
  return { ...server, fetch: ask }
}

describe.runIf(isPostgres)('two server processes on one database', () => {
  test('[I3] [I7] [F13] take what devices send to either, one of them is killed, and no pull skips a record', async () => {
    const { server, processes } = await startProcesses()
    const minh = await createSender(atEither(server, processes, 0), 'minh')
    const firmId = await addFirm(minh, server.parkIds[0])
    const names = ['an', 'binh', 'chi', 'dung']
    const devices: Sender[] = []
    for (const [index, name] of names.entries()) {
      await minh.tell('assignment.set', firmId, { personId: server.people[name]!.id })
      devices.push(await createSender(atEither(server, processes, index), name))
    }
    const acknowledged = new Set<string>()
    const sendAll = devices.map(async (device) => {
      for (let round = 0; round < 8; round += 1) {
        const batch = await Promise.all(
          [0, 1].map(() => device.make('visit.submit', newId(), visitBody(firmId))),
        )
        const { receipts } = await device.send(batch)
        for (const { operationId, status } of receipts) {
          expect(status).toBe('applied')
          acknowledged.add(operationId)
        }
        if (device === devices[0] && round === 3) await processes[1]!.kill()
      }
    })
    const watcher = createWatcher(minh)
    await watcher.lookUntil(Promise.all(sendAll))
    await watcher.expectNoSkip(server)
    const { changes } = await minh.pullAll()
    const revisions = changes.flatMap((change) =>
      change.kind === 'record' && change.collection === 'visit'
        ? (change.record as { revisions: { revisionId: string }[] }).revisions
        : [],
    )
    expect(revisions.map(({ revisionId }) => revisionId).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      [...acknowledged].sort(),
    )
  })
})
