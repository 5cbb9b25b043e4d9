import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createServerProcess } from '../../support/serverProcess.ts'
import { compareWithServer, gather } from '../crowd.ts'
import { readServerTruth } from '../store.ts'
import type { Outcome, Setting, Trial } from '../trial.ts'
import { setUpUnit } from '../unit.ts'

const mostRequests = 40
const mostPauseMs = 25

/** `kill -9` of the real server while eight devices record and send; then it is started again on the same data. */
export const serverKill: Trial = {
  what: 'server: kill -9 under eight devices',
  usualRuns: 10,
  fullRuns: 100,
  run,
}

async function run({ runs, store, say }: Setting): Promise<Outcome> {
  const directory = mkdtempSync(join(tmpdir(), 'nhip-cau-kill-'))
  const server = await createServerProcess(directory, [], store.environment)
  const restartsMs: number[] = []
  try {
    await server.start()
    const unit = await setUpUnit(server)
    let up = Promise.resolve()
    const crowd = await gather(unit, 2, () => up)
    for (let run = 1; run <= runs; run += 1) {
      await crowd.requests(1 + Math.floor(Math.random() * mostRequests))
      // somewhere inside what the server does about it
      await pause(Math.random() * mostPauseMs)
      await server.kill()
      const began = performance.now()
      up = server.start()
      await up
      restartsMs.push(performance.now() - began)
      if (run % 10 === 0) say(`${run} kills, ${crowd.saved.length} saves, ${crowd.failures()} failed rounds`)
    }
    await crowd.rest()
    await crowd.sendAll()
    await server.stop()
    const compared = await compareWithServer(crowd, await readServerTruth(store, directory))
    return { runs, ...compared, note: `${crowd.failures()} failed rounds; ${restartWords(restartsMs)}` }
  } finally {
    await server.kill()
    rmSync(directory, { recursive: true, force: true })
  }
}

function restartWords(restartsMs: readonly number[]): string {
  const sorted = restartsMs.toSorted((one, other) => one - other)
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
  return `restart ${seconds(sorted[Math.floor(sorted.length / 2)]!)} (median), ${seconds(sorted.at(-1)!)} (longest)`
}
