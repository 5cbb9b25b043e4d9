import { join } from 'node:path'
import type { Bench } from '../bench.ts'
import type { BenchTab } from '../browser.ts'
import { installScreenProbe, type ScreenProbe } from '../pages/screenProbe.ts'
import { startServer, type BenchServer } from '../server/startServer.ts'
import { median } from '../statistics.ts'
import { recordTasks } from './taskTimes.ts'

const slow = 4
const rounds = 3
const large = { firms: 20_000, visits: 60_000, ownFirms: 400, waiting: 2000 }
const small = { firms: 2000, visits: 6000, ownFirms: 400, waiting: 200 }

/** What a supervisor goes to, and what is there once the screen can be worked with. */
const screens: Readonly<Record<string, string>> = {
  '/review': '.queue-rows .list-row',
  '/overview': '.overview table .figure-number',
  '/plan': '.plan-firms > li',
  '/targets': 'main table tbody tr',
  '/firms': 'main .list > li',
  '/admin': 'main section',
}

/** Where letters are typed, and what tells that the list is another. */
const searches: Readonly<Record<string, string>> = { '/firms': 'main [role=status]' }

/** The tablet of a supervisor whose unit is large: every screen from the tap to the paint, and its longest task. */
export async function officeScreens(bench: Bench): Promise<void> {
  const size = bench.options.quick && !bench.options.large ? small : large
  const server = await startServer(join(bench.dataDir, 'office'), size)
  try {
    const tab = await openSynchronised(bench, server)
    const unit = `${size.firms.toLocaleString('en')} firms, ${size.visits.toLocaleString('en')} visits, ${size.waiting.toLocaleString('en')} waiting, CPU ${slow}×`
    for (const path of Object.keys(screens)) await printScreen(bench, tab, path, unit)
    for (const path of Object.keys(searches)) await printSearch(bench, tab, path, unit)
    await tab.page.close()
  } finally {
    await server.stop()
  }
}

async function openSynchronised(bench: Bench, server: BenchServer): Promise<BenchTab> {
  const identity = await server.enrol('minh')
  const seeding = await bench.browser.openPage(`${server.origin}/bench/page`)
  await seeding.here('signInEmpty', identity)
  await seeding.page.close()
  const tab = await bench.browser.openPage('about:blank')
  await tab.page.setViewportSize({ width: 1180, height: 820 })
  await tab.page.addInitScript(installScreenProbe)
  await tab.page.goto(`${server.origin}/settings`)
  for (;;) {
    await tab.page.waitForTimeout(500)
    const { pulls, quietMs } = await server.pulls()
    if (pulls > 0 && quietMs >= 8000) return tab
  }
}

declare const screenProbe: ScreenProbe

async function printScreen(bench: Bench, tab: BenchTab, path: string, unit: string): Promise<void> {
  const open = async () => {
    await goTo(tab, '/settings', 'main h1')
    return goTo(tab, path, screens[path]!)
  }
  // its code is there, as on any day but the first
  await open()
  await tab.throttle(slow)
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push(await open())
  await tab.throttle(1)
  const tasks = await recordTasks(tab.cdp, async () => {
    await open()
    await tab.page.waitForTimeout(1500)
  })
  bench.print({ what: `${unit}: ${path} opens`, ours: median(times), unit: 'ms', atMost: 1500 })
  bench.print({
    what: `  its longest task`,
    ours: Math.max(0, ...tasks) * slow,
    unit: 'ms',
    atMost: 200,
  })
}

function goTo({ page }: BenchTab, path: string, ready: string): Promise<number> {
  return page.evaluate(([to, selector]) => screenProbe.open(to, selector), [path, ready] as const)
}

async function printSearch(bench: Bench, tab: BenchTab, path: string, unit: string): Promise<void> {
  await goTo(tab, '/settings', 'main h1')
  await goTo(tab, path, screens[path]!)
  await tab.page.waitForTimeout(1500)
  await tab.throttle(slow)
  const times = await tab.page.evaluate(
    ([text, told]) => screenProbe.typeIn('main input[type=search]', text, told),
    ['công ty 12', searches[path]!] as const,
  )
  await tab.throttle(1)
  bench.print({
    what: `${unit}: ${path}, slowest letter of a search`,
    ours: Math.max(...times),
    unit: 'ms',
    atMost: 100,
  })
}
