import type { Bench } from '../bench.ts'
import type { BenchTab } from '../browser.ts'
import { installScreenProbe, type ScreenProbe } from '../pages/screenProbe.ts'
import type { BenchServer } from '../server/startServer.ts'
import { recordTasks } from './taskTimes.ts'

declare const screenProbe: ScreenProbe

/** A supervisor's tablet with all of a unit on it, and how it is measured. */
export interface OfficeTab {
  readonly tab: BenchTab
  readonly print: Bench['print']
  /** Of what the figures are. */
  readonly unit: string
}

/** So many times slower than this machine. */
export const slow = 4
const goals = { opens: 1500, changes: 100, task: 200 } as const

export async function openSynchronised(bench: Bench, server: BenchServer): Promise<BenchTab> {
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

/** Goes to a screen; resolves with the milliseconds until it can be worked with. */
export function goTo({ page }: BenchTab, path: string, ready: string): Promise<number> {
  return page.evaluate(([to, selector]) => screenProbe.open(to, selector), [path, ready] as const)
}

/** Taps; resolves with the milliseconds until something new is there. */
export function press({ page }: BenchTab, target: string, ready: string): Promise<number> {
  return page.evaluate(([on, selector]) => screenProbe.press(on, selector), [target, ready] as const)
}

/** Fills in; resolves with the milliseconds until something new is there. */
export function fill({ page }: BenchTab, field: string, value: string, ready: string): Promise<number> {
  return page.evaluate(([into, text, selector]) => screenProbe.fill(into, text, selector), [
    field,
    value,
    ready,
  ] as const)
}

/** Resolves with the milliseconds until something is there that was not when it was asked. */
export function appears({ page }: BenchTab, ready: string): Promise<number> {
  return page.evaluate((selector) => screenProbe.appears(selector), ready)
}

/** Chooses the second option of a list; resolves with the milliseconds until `told` says something else. */
export function choose({ page }: BenchTab, select: string, told: string): Promise<number> {
  return page.evaluate(([from, shown]) => screenProbe.choose(from, shown), [select, told] as const)
}

/** How long something takes on a slow tablet and the longest task of it, each measured in a run of its own. */
export async function printStep(
  { tab, print, unit }: OfficeTab,
  what: string,
  act: () => Promise<number>,
  goal: keyof typeof goals | 'none' = 'opens',
): Promise<void> {
  await tab.throttle(slow)
  const ms = await act()
  await tab.throttle(1)
  print({
    what: `${unit}: ${what}`,
    ours: ms,
    unit: 'ms',
    ...(goal !== 'none' && { atMost: goals[goal] }),
  })
}

/** The longest task of the page while something is done, as a slow tablet would have it. */
export async function printLongest({ tab, print }: OfficeTab, act: () => Promise<unknown>): Promise<void> {
  const tasks = await recordTasks(tab.cdp, async () => {
    await act()
    await tab.page.waitForTimeout(1500)
  })
  print({ what: '  its longest task', ours: Math.max(0, ...tasks) * slow, unit: 'ms', atMost: goals.task })
}
