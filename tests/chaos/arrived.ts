import { startChromium, type Profile } from '../support/chromium.ts'
import type { Front } from './front.ts'
import type { Ground } from './ground.ts'
import { openSavingPage, phone } from './phone.ts'
import { readServerTruth, type ChaosStore } from './store.ts'

/** Completes what was in hand; then the app itself, opened with a server, sends. Returns the ids of all its visits. */
export async function sendAllFrom(front: Front, profile: Profile): Promise<readonly string[]> {
  front.meets({ kind: 'server' })
  const browser = await startChromium(profile, phone)
  try {
    const { page } = browser
    const saving = await openSavingPage(page.context(), front)
    await saving.completeDrafts()
    await page.goto(`${front.origin}/today`)
    await page
      .getByText(/Đã gửi hết/)
      .first()
      .waitFor({ timeout: 120_000 })
    return (await saving.find())!.operations.map(({ visitId }) => visitId)
  } finally {
    await browser.kill()
  }
}

/** Ends the server and looks what it has of a phone's visits. */
export async function compareArrived(
  store: ChaosStore,
  { server, dataDirectory }: Ground,
  visits: readonly string[],
) {
  await server.stop()
  const { operations, revisionsByVisit } = await readServerTruth(store, dataDirectory)
  const arrived = [...operations.values()].map((operation) => operation.record_id)
  const missing = visits.filter((id) => revisionsByVisit.get(id) === undefined)
  const doubled = visits.filter(
    (id) => arrived.filter((each) => each === id).length > 1 || (revisionsByVisit.get(id)?.length ?? 0) > 1,
  )
  return { visits: visits.length, missing: missing.length, doubled: doubled.length }
}
