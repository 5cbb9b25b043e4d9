import { runs, type Bench } from '../bench.ts'
import type { BenchTab } from '../browser.ts'
import { median, takeTurns } from '../statistics.ts'
import {
  forgetFiles,
  openForm,
  openProbedTab,
  prepareForms,
  waitForServiceWorker,
  type FormPlace,
} from './formTabs.ts'

const slow = 6

/** Bytes and requests until the form can be typed in. */
export async function formWeight(bench: Bench): Promise<void> {
  const places = await prepareForms(bench, {})
  const [ours, floor] = [await weigh(bench, places.ours), await weigh(bench, places.floor)]
  bench.print({
    what: 'JS + CSS until the form can be typed in, gzip',
    ours: ours.bytes / 1000,
    floor: floor.bytes / 1000,
    unit: 'kB',
    atMost: 160,
    note: ours.files.join(', '),
  })
  bench.print({
    what: '  requests until then',
    ours: ours.requests,
    floor: floor.requests,
    unit: '',
    atMost: 5,
  })
}

/** Counts bodies as they came over the wire; what began after the form stood is not counted. */
async function weigh(bench: Bench, place: FormPlace) {
  const tab = await openProbedTab(bench)
  await forgetFiles(tab, place)
  const readyAt = await openForm(tab, place)
  const weighed = await tab.page.evaluate((until) => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const before = entries.filter(({ startTime }) => startTime < until)
    const code = before.filter(({ name }) => /\.(js|css)$/.test(name))
    return {
      bytes: code.reduce((sum, entry) => sum + entry.encodedBodySize, 0),
      requests: before.length + 1,
      files: before.map(
        ({ name, encodedBodySize }) => `${name.split('/').at(-1)} ${(encodedBodySize / 1000).toFixed(1)} kB`,
      ),
    }
  }, readyAt)
  await tab.page.close()
  return weighed
}

/**
 * From the address to the first field: on a slow phone with an empty cache and offline from the service worker, and
 * over a slow line. Every start has a process of its own, which has ended before the other form's turn.
 */
export async function formStart(bench: Bench): Promise<void> {
  const { ours, floor } = await prepareForms(bench, {})
  const inTurn = (rounds: number, start: (place: FormPlace) => Promise<number>) =>
    takeTurns(
      rounds,
      () => start(ours),
      () => start(floor),
    )
  const cold = await inTurn(runs(bench, 9), (place) => startOnce(bench, place, slow, forgetFiles))
  printStart(bench, 'first field focusable, CPU 6×, cold', cold)
  const onLine = await inTurn(runs(bench, 3), (place) => startOnce(bench, place, 1, overSlowLine))
  bench.print({
    what: '  first load at 400 kbps, 400 ms',
    ours: median(onLine.ours),
    floor: median(onLine.floor),
    unit: 'ms',
    atMost: 5000,
  })
  await waitForServiceWorker(bench, ours)
  await waitForServiceWorker(bench, floor)
  const again = await inTurn(runs(bench, 9) + 1, (place) => startOnce(bench, place, slow, offlineAfterAWhile))
  printStart(bench, '  again, offline from the service worker', {
    ours: again.ours.slice(1),
    floor: again.floor.slice(1),
  })
}

interface Line {
  readonly offline: boolean
  readonly latency: number
  readonly bytesPerSecond: number
}

type Prepare = (tab: BenchTab, place: FormPlace) => Promise<unknown>

async function startOnce(bench: Bench, place: FormPlace, rate: number, prepare: Prepare): Promise<number> {
  const tab = await openProbedTab(bench, rate)
  await prepare(tab, place)
  const ms = await openForm(tab, place)
  await endProcess(tab)
  return ms
}

/** A tab that is only closed leaves its process, and what was compiled in it, to the next. */
async function endProcess({ page, cdp }: BenchTab): Promise<void> {
  const ended = new Promise((resolve) => page.once('crash', resolve))
  void cdp.send('Page.crash').catch(() => undefined)
  await ended
  await page.close()
}

async function overSlowLine(tab: BenchTab, place: FormPlace): Promise<void> {
  await forgetFiles(tab, place)
  const bytesPerSecond = 400_000 / 8
  await setLine(tab, { offline: false, latency: 400, bytesPerSecond })
}

/** No line, and as after a while in which the app was not open. */
async function offlineAfterAWhile(tab: BenchTab): Promise<void> {
  await tab.cdp.send('ServiceWorker.enable')
  await tab.cdp.send('ServiceWorker.stopAllWorkers')
  await setLine(tab, { offline: true, latency: 0, bytesPerSecond: 0 })
}

/** For this tab alone: of the whole browser it waits for service workers that ended with their process. */
async function setLine({ cdp }: BenchTab, line: Line): Promise<void> {
  const { offline, latency, bytesPerSecond } = line
  await cdp.send('Network.enable')
  const conditions = {
    offline,
    latency,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  }
  await cdp.send('Network.emulateNetworkConditions', conditions)
}

function printStart(bench: Bench, what: string, { ours, floor }: { ours: number[]; floor: number[] }): void {
  bench.print({ what, ours: median(ours), floor: median(floor), unit: 'ms', atMostRatio: 1.25 })
}
