import { expect, test } from '@playwright/test'
import { sqlite } from '../chaos/store.ts'
import type { Trial } from '../chaos/trial.ts'
import { captivePortal } from '../chaos/trials/captivePortal.ts'
import { severalTabs } from '../chaos/trials/severalTabs.ts'
import { updateInHand } from '../chaos/trials/updateInHand.ts'

// One run each of trials that `npm run chaos` makes by the dozen.

async function runOnce(trial: Trial) {
  test.setTimeout(240_000)
  return trial.run({
    runs: 1,
    store: await sqlite.newStore(),
    newStore: sqlite.newStore,
    say: () => undefined,
  })
}

test('[F10] [P15] behind a Wi-Fi that answers everything itself the app opens, says so, and loses nothing', async () => {
  expect(await runOnce(captivePortal)).toMatchObject({ missing: 0, doubled: 0 })
})

test('[F17] [F18] tabs that save and send at once, with one form in two of them, lose and double nothing', async () => {
  expect(await runOnce(severalTabs)).toMatchObject({ missing: 0, doubled: 0 })
})

test('[F32] a new version never takes a form from under somebody’s hands, and opens it again without a network', async () => {
  expect(await runOnce(updateInHand)).toMatchObject({ reported: 1, missing: 0, doubled: 0 })
})
