import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServerProcess } from '../../support/serverProcess.ts'
import { compareWithServer, gather } from '../crowd.ts'
import { watchPulls } from '../pullWatch.ts'
import { readServerTruth } from '../store.ts'
import { NotPossibleHere, type Outcome, type Setting, type Trial } from '../trial.ts'
import { setUpUnit } from '../unit.ts'

const devicesEach = 4

/** Sixteen devices at two processes on one database, each request at the other one, and somebody who only pulls. */
export const twoServers: Trial = {
  what: 'server: two processes on one database, sixteen devices, one that watches for a skipped record',
  usualRuns: 400,
  fullRuns: 4000,
  run,
}

async function run({ runs, store, say }: Setting): Promise<Outcome> {
  if (store.environment['DATABASE_URL'] === undefined)
    throw new NotPossibleHere('SQLite belongs to one process; give --store postgres')
  const directory = mkdtempSync(join(tmpdir(), 'nhip-cau-two-'))
  const servers = [
    await createServerProcess(join(directory, 'one'), [], store.environment),
    await createServerProcess(join(directory, 'other'), [], store.environment),
  ]
  try {
    await servers[0]!.start()
    let turn = 0
    let running = servers.slice(0, 1)
    const unit = await setUpUnit(servers[0]!, () => running[(turn += 1) % running.length]!.origin)
    await servers[1]!.start()
    running = servers
    const crowd = await gather(unit, devicesEach, () => Promise.resolve())
    const watch = watchPulls(unit.minh)
    await watch.lookUntil(crowd.requests(runs).then(crowd.rest))
    say(`${crowd.saved.length} saves, ${watch.moments()} moments at which the watcher had everything`)
    await crowd.sendAll()
    await watch.lookUntil(Promise.resolve())
    for (const server of servers) await server.stop()
    const truth = await readServerTruth(store, directory)
    const { reported, missing, doubled } = await compareWithServer(crowd, truth)
    const skipped = watch.skipped(truth)
    return {
      runs,
      reported,
      missing,
      doubled,
      ...(skipped > 0 && { complaint: `${skipped} visits were skipped by a pull` }),
      note: `runs are requests; ${watch.moments()} complete pulls, ${skipped} visits skipped`,
    }
  } finally {
    for (const server of servers) await server.kill()
    rmSync(directory, { recursive: true, force: true })
  }
}
