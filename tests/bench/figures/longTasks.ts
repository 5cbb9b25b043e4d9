import type { Bench } from '../bench.ts'
import type { BenchTab } from '../browser.ts'
import type { Probe } from '../pages/probe.ts'
import { openForm, openProbedTab, prepareForms } from './formTabs.ts'

declare const probe: Probe

const settledMs = 2500
const giveUpMs = 30_000

/** Tasks that would make a page hang, while the worker synchronises on a slow phone. */
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
  await tab.throttle(6)
  await bench.server.holdPulls(true)
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
  await bench.server.holdPulls(true)
  const tab = await openProbedTab(bench, 6)
  await tab.page.goto(`${bench.server.origin}${path}`)
  await tab.page.waitForTimeout(5000)
  return tab
}

async function letPull(bench: Bench, { page }: BenchTab, before: number, what: string): Promise<void> {
  const from = await page.evaluate(() => performance.now())
  await bench.server.holdPulls(false)
  for (;;) {
    await page.waitForTimeout(250)
    const { pulls, quietMs } = await bench.server.pulls()
    if (pulls > before && quietMs >= settledMs) break
    if (quietMs > giveUpMs) throw new Error('the page never pulled')
  }
  const found = await page.evaluate((after) => probe.longTasks.filter(({ at }) => at >= after), from)
  const longest = Math.max(0, ...found.map(({ ms }) => ms))
  bench.print({ what: `tasks over 50 ms, CPU 6×, ${what}`, ours: found.length, unit: '', atMost: 0 })
  bench.print({ what: '  the longest', ours: longest, unit: 'ms' })
}
