import { runs, type Bench } from '../bench.ts'
import { median, takeTurns } from '../statistics.ts'
import { forgetFiles, openForm, openFormTabs, waitForServiceWorker, type FormTab } from './formTabs.ts'

const slow = 6

/** Bytes and requests until the form can be typed in. */
export async function formWeight(bench: Bench): Promise<void> {
  const tabs = await openFormTabs(bench, {})
  const [ours, floor] = [await weigh(tabs.ours), await weigh(tabs.floor)]
  await tabs.close()
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
async function weigh(form: FormTab) {
  await forgetFiles(form)
  const readyAt = await openForm(form)
  return form.tab.page.evaluate((until) => {
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
}

/** From the address to the first field, on a slow phone: with an empty cache, and offline from the service worker. */
export async function formStart(bench: Bench): Promise<void> {
  const tabs = await openFormTabs(bench, {})
  await tabs.ours.tab.throttle(slow)
  await tabs.floor.tab.throttle(slow)
  const cold = async (form: FormTab) => {
    await forgetFiles(form)
    return openForm(form)
  }
  const first = await takeTurns(
    runs(bench, 6),
    () => cold(tabs.ours),
    () => cold(tabs.floor),
  )
  printStart(bench, 'first field focusable, CPU 6×, cold', first)
  await waitForServiceWorker(tabs.ours)
  await waitForServiceWorker(tabs.floor)
  await bench.browser.context.setOffline(true)
  const warm = async (form: FormTab) => {
    await form.tab.page.goto('about:blank')
    return openForm(form)
  }
  const again = await takeTurns(
    runs(bench, 6) + 1,
    () => warm(tabs.ours),
    () => warm(tabs.floor),
  )
  await bench.browser.context.setOffline(false)
  printStart(bench, '  again, offline from the service worker', {
    ours: again.ours.slice(1),
    floor: again.floor.slice(1),
  })
  await tabs.close()
}

function printStart(bench: Bench, what: string, { ours, floor }: { ours: number[]; floor: number[] }): void {
  bench.print({ what, ours: median(ours), floor: median(floor), unit: 'ms', atMostRatio: 1.25 })
}
