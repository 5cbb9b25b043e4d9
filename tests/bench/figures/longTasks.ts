import type { Bench } from '../bench.ts'
import type { BenchTab } from '../browser.ts'
import { openForm, openProbedTab, prepareForms } from './formTabs.ts'
import { recordTasks } from './taskTimes.ts'

const settledMs = 5000
const giveUpMs = 30_000
const slow = 6
const mostMs = 50

/** Tasks that would make a page hang on a slow phone while the worker synchronises. */
export async function longTasks(bench: Bench): Promise<void> {
  for (const path of ['/firms', '/review']) {
    const { pulls } = await bench.server.pulls()
    const tab = await openHeldBack(bench, path)
    await letPull(bench, tab, pulls, `first sync of 10,000 records, ${path} open`)
    await tab.page.close()
  }
  const { ours } = await prepareForms(bench, {})
  const tab = await openProbedTab(bench)
  await openForm(tab, ours)
  await tab.page.waitForTimeout(4000)
  await bench.server.holdSync(true)
  const { pulls } = await bench.server.pulls()
  await bench.server.change(1000)
  await letPull(bench, tab, pulls, '1,000 changes, the form open')
  await tab.page.close()
}

/** The app with a signed-in supervisor and nothing pulled: the server answers no pull yet. */
async function openHeldBack(bench: Bench, path: string): Promise<BenchTab> {
  const identity = await bench.server.enrol('minh')
  const seeding = await bench.browser.openPage(`${bench.server.origin}/bench/page`)
  await seeding.here('signInEmpty', identity)
  await seeding.page.close()
  await bench.server.holdSync(true)
  const tab = await bench.browser.openPage(`${bench.server.origin}${path}`)
  await tab.page.waitForTimeout(5000)
  return tab
}

async function letPull(bench: Bench, { page, cdp }: BenchTab, before: number, what: string): Promise<void> {
  const times = await recordTasks(cdp, async () => {
    await bench.server.holdSync(false)
    for (;;) {
      await page.waitForTimeout(250)
      const { pulls, quietMs } = await bench.server.pulls()
      if (pulls > before && quietMs >= settledMs) return
      if (quietMs > giveUpMs) throw new Error('the page never pulled')
    }
  })
  const slowed = times.map((ms) => ms * slow)
  const found = slowed.filter((ms) => ms > mostMs)
  bench.print({ what: `tasks over 50 ms, CPU 6×, ${what}`, ours: found.length, unit: '', atMost: 0 })
  bench.print({ what: '  the longest', ours: Math.max(0, ...slowed), unit: 'ms' })
}
