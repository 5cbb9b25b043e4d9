import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { sqlite } from './store.ts'
import type { Trial } from './trial.ts'
import { restoredServer } from './trials/restoredServer.ts'
import { serverKill } from './trials/serverKill.ts'

// A few runs of trials that `npm run chaos` makes by the hundred.

async function run(trial: Trial, runs: number) {
  const newStore = sqlite.newStore
  return trial.run({ runs, store: await newStore(), newStore, say: () => undefined })
}

test('[F13] kill -9 of the server under eight devices: nothing acknowledged is missing, nothing is doubled', async () => {
  const outcome = await run(serverKill, 3)
  expect(outcome).toMatchObject({ missing: 0, doubled: 0 })
  expect(outcome.reported).toBeGreaterThan(0)
}, 120_000)

test('[F24] [I17] a machine is lost, its backup restored elsewhere: after one round of each device all is back, once', async () => {
  expect(await run(restoredServer, 10)).toMatchObject({ reported: 23, missing: 0, doubled: 0 })
}, 120_000)
