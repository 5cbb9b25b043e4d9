import type { Bench } from '../bench.ts'
import type { BenchTab } from '../browser.ts'
import { median } from '../statistics.ts'

const slow = 6

/** Lists of many firms on a slow tablet. */
export async function firmLists(bench: Bench): Promise<void> {
  await listsOf(bench, bench.options.quick && !bench.options.large ? 10_000 : 100_000)
}

async function listsOf(bench: Bench, count: number): Promise<void> {
  const tab = await bench.browser.openPage(`${bench.server.origin}/bench/page`)
  const identity = await bench.server.enrol('minh')
  const applied = await tab.inWorker('receiveFirms', { identity, count, templates: bench.templates })
  const firms = `${count.toLocaleString('en')} firms`
  bench.print({ what: `${firms}, a visit each: written with cards, CPU 1×`, ours: applied, unit: 'ms' })
  for (const rate of [1, slow]) {
    await tab.throttle(rate)
    await printLists(bench, tab, identity, `${firms}, CPU ${rate}×`)
  }
  await tab.page.close()
}

type Identity = Awaited<ReturnType<Bench['server']['enrol']>>

async function printLists(bench: Bench, tab: BenchTab, identity: Identity, what: string): Promise<void> {
  const opened: number[] = []
  const ranked: { withReadingMs: number; ms: number }[] = []
  const keys: (readonly number[])[] = []
  for (let run = 0; run < 3; run += 1) {
    opened.push((await tab.here('openFirmList', identity)).ms)
    keys.push(await tab.here('searchByKeys', 'công ty điện tử 123'))
    ranked.push(await tab.here('rank', identity))
  }
  bench.print({ what: `${what}: list opens`, ours: median(opened), unit: 'ms', atMost: 1000 })
  // of each key the median run, of those the slowest
  const slowest = Math.max(...keys[0]!.map((_ms, index) => median(keys.map((run) => run[index]!))))
  bench.print({ what: `${what}: slowest key of a search`, ours: slowest, unit: 'ms', atMost: 50 })
  bench.print({ what: `${what}: ranking`, ours: median(ranked.map(({ ms }) => ms)), unit: 'ms', atMost: 100 })
  bench.print({
    what: `${what}: plan read and ranked`,
    ours: median(ranked.map((one) => one.withReadingMs)),
    unit: 'ms',
  })
}
