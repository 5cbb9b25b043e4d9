import type { Answers } from '#domain/answers.ts'
import type { Bench } from '../bench.ts'
import type { BenchTab } from '../browser.ts'
import { installProbe } from '../pages/probe.ts'

/** Where a form is opened. */
export interface FormPlace {
  readonly url: string
  readonly origin: string
}

export interface FormPlaces {
  readonly ours: FormPlace
  readonly floor: FormPlace
}

/** Seeds a signed-in surveyor with a form; `answers` are said in it already. */
export async function prepareForms(bench: Bench, answers: Answers): Promise<FormPlaces> {
  const { origin, floorOrigin, firmIds } = bench.server
  const seeding = await bench.browser.openPage(`${origin}/bench/page`)
  const identity = await bench.server.enrol('binh')
  const visitId = await seeding.here('prepareForm', { identity, firmId: firmIds[0]!, answers })
  await seeding.page.close()
  return {
    ours: { origin, url: `${origin}/visits/${visitId}` },
    floor: { origin: floorOrigin, url: `${floorOrigin}/` },
  }
}

/** An empty tab with the probe in it. */
export async function openProbedTab(bench: Bench, slow = 1): Promise<BenchTab> {
  const tab = await bench.browser.openPage('about:blank')
  await tab.page.addInitScript(installProbe)
  await tab.cdp.send('Runtime.enable')
  await tab.cdp.send('Runtime.addBinding', { name: 'tellFocusable' })
  await tab.throttle(slow)
  return tab
}

/** Nothing of the origin's files is left; what the person recorded is. */
export async function forgetFiles({ cdp }: BenchTab, { origin }: FormPlace): Promise<void> {
  await cdp.send('Network.clearBrowserCache')
  await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'service_workers,cache_storage' })
}

/** Opens the form; returns the milliseconds until it could be typed in, without asking it meanwhile. */
export async function openForm({ page, cdp }: BenchTab, { url }: FormPlace): Promise<number> {
  const told = new Promise<number>((resolve, reject) => {
    cdp.once('Runtime.bindingCalled', ({ payload }) => resolve(Number(payload)))
    setTimeout(() => reject(new Error(`the form at ${url} never stood`)), 60_000).unref()
  })
  await page.goto(url, { waitUntil: 'commit' })
  return told
}

/** Waits until the origin's service worker has all it keeps and answers. */
export async function waitForServiceWorker(bench: Bench, { url }: FormPlace): Promise<void> {
  const { page } = await bench.browser.openPage(url)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.reload()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.close()
}
