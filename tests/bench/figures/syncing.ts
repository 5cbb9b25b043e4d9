import { runs, type Bench } from '../bench.ts'
import type { BenchTab } from '../browser.ts'
import type { Measured } from '../pages/clock.ts'
import { median, takeTurns } from '../statistics.ts'

/** The first pull of 10,000 records. */
export async function initialSync(bench: Bench): Promise<void> {
  const tab = await bench.browser.openPage(`${bench.server.origin}/bench/page`)
  let run = 0
  const { ours, floor } = await takeTurns(
    runs(bench, 4),
    async () => tab.inWorker('pullAll', await bench.server.enrol('minh')),
    () => tab.inWorker('plainFetchAll', `floor-all-${(run += 1)}`),
  )
  const what = `initial sync of ${floor[0]!.records.toLocaleString('en')} records`
  bench.print({ what, ours: ms(ours), floor: ms(floor), unit: 'ms', atMostRatio: 1.3 })
  bench.print({ what: '  of it asking and waiting', ours: waited(ours), floor: waited(floor), unit: 'ms' })
  bench.print({ what: '  requests', ours: ours[0]!.requests, floor: floor[0]!.requests, unit: '' })
  bench.print({ what: '  bytes down a record', ours: down(ours), floor: down(floor), unit: 'B' })
  await tab.page.close()
}

/** 1,000 visits made with no signal. */
export async function pushVisits(bench: Bench): Promise<void> {
  const tab = await bench.browser.openPage(`${bench.server.origin}/bench/page`)
  const { firmIds } = bench.server
  const { templates } = bench
  const count = 1000
  let run = 0
  const { ours, floor } = await takeTurns(
    runs(bench, 4),
    async () => {
      const identity = await bench.server.enrol('binh')
      await tab.inWorker('recordVisits', { identity, firmIds, templates, count })
      return tab.inWorker('pushAll', identity)
    },
    async () => {
      const name = `floor-push-${(run += 1)}`
      await tab.inWorker('plainRecord', { name, firmIds, templates, count })
      return tab.inWorker('plainPost', name)
    },
  )
  bench.print({ what: 'push of 1,000 visits', ours: ms(ours), floor: ms(floor), unit: 'ms', atMostRatio: 2 })
  bench.print({ what: '  of it asking and waiting', ours: waited(ours), floor: waited(floor), unit: 'ms' })
  bench.print({ what: '  requests', ours: ours[0]!.requests, floor: floor[0]!.requests, unit: '' })
  bench.print({ what: '  bytes up a visit', ours: up(ours), floor: up(floor), unit: 'B', atMost: 250 })
  await tab.page.close()
}

/** What a device costs that is up to date, or nearly. */
export async function laterRounds(bench: Bench): Promise<void> {
  const tab = await bench.browser.openPage(`${bench.server.origin}/bench/page`)
  const identity = await bench.server.enrol('minh')
  const name = 'floor-later'
  await tab.inWorker('pullAll', identity)
  await tab.inWorker('plainFetchAll', name)
  await tab.inWorker('round', identity)
  await printChanged(bench, tab, identity, name)
  const seq = 1_000_000_000
  const { ours, floor } = await takeTurns(
    runs(bench, 12),
    () => tab.inWorker('round', identity),
    () => tab.inWorker('plainFetchSince', { name, seq }),
  )
  bench.print({ what: 'nothing changed', ours: ms(ours), floor: ms(floor), unit: 'ms' })
  bench.print({ what: '  requests', ours: ours[0]!.requests, unit: '', atMost: 1 })
  const bytes = median(ours.map((one) => one.bytesUp + one.bytesDown))
  bench.print({ what: '  bytes both ways', ours: bytes, unit: 'B', below: 1000 })
  await printNewest(bench, tab, identity, name)
  await tab.page.close()
}

type Identity = Awaited<ReturnType<Bench['server']['enrol']>>

async function printChanged(bench: Bench, tab: BenchTab, identity: Identity, name: string): Promise<void> {
  let seq = 0
  const { ours, floor } = await takeTurns(
    runs(bench, 9),
    async () => {
      seq = await bench.server.change(10)
      return tab.inWorker('round', identity)
    },
    () => tab.inWorker('plainFetchSince', { name, seq }),
  )
  const [what, unit] = ['10 changed of 10,000', 'ms']
  bench.print({ what, ours: ms(ours), floor: ms(floor), unit, atMostRatio: 1.3 })
  bench.print({ what: '  requests', ours: ours[0]!.requests, floor: floor[0]!.requests, unit: '', atMost: 1 })
  const bytes = (all: readonly Measured[]) => median(all.map((one) => one.bytesUp + one.bytesDown))
  bench.print({ what: '  bytes both ways', ours: bytes(ours), floor: bytes(floor), unit: 'B' })
}

async function printNewest(bench: Bench, tab: BenchTab, identity: Identity, name: string): Promise<void> {
  const { ours, floor } = await takeTurns(
    runs(bench, 9),
    () => tab.here('newestVisits', identity),
    () => tab.here('plainNewest', name),
  )
  bench.print({
    what: 'first 50 visits that wait, newest first',
    ours: median(ours),
    floor: median(floor),
    unit: 'ms',
    atMostRatio: 1.5,
    note: 'ours is the review queue with its flags, folded from every visit of those firms; the floor reads 50 rows',
  })
}

function ms(all: readonly Measured[]): number {
  return median(all.map((one) => one.ms))
}

function waited(all: readonly Measured[]): number {
  return median(all.map((one) => one.waitedMs))
}

function down(all: readonly Measured[]): number {
  return median(all.map((one) => one.bytesDown / one.records))
}

function up(all: readonly Measured[]): number {
  return median(all.map((one) => one.bytesUp / one.records))
}
