import type { Answers } from '#domain/answers.ts'
import type { Bench } from '../bench.ts'
import type { BenchTab } from '../browser.ts'
import { installProbe, type Probe } from '../pages/probe.ts'

declare const probe: Probe

/** Our form and the floor's, each in a tab of its own with the probe in it. */
export interface FormTabs {
  readonly ours: FormTab
  readonly floor: FormTab
  readonly close: () => Promise<void>
}

export interface FormTab {
  readonly tab: BenchTab
  readonly url: string
  readonly origin: string
}

/** Seeds a signed-in surveyor with a form; `answers` are said in it already. */
export async function openFormTabs(bench: Bench, answers: Answers): Promise<FormTabs> {
  const { origin, floorOrigin, firmIds } = bench.server
  const seeding = await bench.browser.openPage(`${origin}/bench/page`)
  const identity = await bench.server.enrol('binh')
  const visitId = await seeding.here('prepareForm', { identity, firmId: firmIds[0]!, answers })
  await seeding.page.close()
  const ours = await openFormTab(bench, origin, `${origin}/visits/${visitId}`)
  const floor = await openFormTab(bench, floorOrigin, `${floorOrigin}/`)
  return {
    ours,
    floor,
    close: async () => {
      await ours.tab.page.close()
      await floor.tab.page.close()
    },
  }
}

async function openFormTab(bench: Bench, origin: string, url: string): Promise<FormTab> {
  const tab = await bench.browser.openPage('about:blank')
  await tab.page.addInitScript(installProbe)
  return { tab, url, origin }
}

/** Nothing of the origin's files is left; what the person recorded is. */
export async function forgetFiles({ tab, origin }: FormTab): Promise<void> {
  await tab.page.goto('about:blank')
  await tab.cdp.send('Network.clearBrowserCache')
  await tab.cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'service_workers,cache_storage' })
}

/** Opens the form and waits until it can be typed in; returns the milliseconds that took. */
export async function openForm({ tab, url }: FormTab): Promise<number> {
  await tab.page.goto(url, { waitUntil: 'commit' })
  await tab.page.waitForFunction(() => probe.focusableAt !== undefined, undefined, { timeout: 60_000 })
  return tab.page.evaluate(() => probe.focusableAt!)
}

/** Waits until the origin's service worker answers and nothing is being fetched. */
export async function waitForServiceWorker({ tab, url }: FormTab): Promise<void> {
  await tab.page.goto(url)
  await tab.page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await tab.page.reload()
  await tab.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await tab.page.waitForLoadState('networkidle').catch(() => undefined)
}
