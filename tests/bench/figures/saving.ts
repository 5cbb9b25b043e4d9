import { runs, type Bench } from '../bench.ts'
import { median, percentile } from '../statistics.ts'

/** One visit saved, with its operation, against a plain strict put. */
export async function saving(bench: Bench): Promise<void> {
  const tab = await bench.browser.openPage(`${bench.server.origin}/bench/page`)
  const { firmIds } = bench.server
  const { templates } = bench
  for (const rate of [1, 6]) {
    await tab.throttle(rate)
    const identity = await bench.server.enrol('binh')
    const { ours, floor } = await tab.here('saveInTurn', {
      identity,
      firmIds,
      templates,
      count: runs(bench, 80),
    })
    const what = `one save, CPU ${rate}×`
    bench.print({
      what: `${what}, p50`,
      ours: median(ours),
      floor: median(floor),
      unit: 'ms',
      atMostRatio: 1.5,
    })
    bench.print({
      what: `${what}, p95`,
      ours: percentile(ours, 0.95),
      floor: percentile(floor, 0.95),
      unit: 'ms',
      ...(rate === 6 && { atMost: 50 }),
    })
  }
  await tab.page.close()
}
