import { readFullAnswers } from '../server/visitTexts.ts'
import { runs, type Bench } from '../bench.ts'
import type { BenchTab } from '../browser.ts'
import type { Probe } from '../pages/probe.ts'
import { median, percentile, takeTurns } from '../statistics.ts'
import { openForm, openProbedTab, prepareForms, type FormPlace } from './formTabs.ts'

declare const probe: Probe

const betweenKeysMs = 120
const note = 'Doanh nghiep hen lam viec lai '

/** From a key to the next paint on a slow phone, in the full form, every change on its way to disk. */
export async function typing(bench: Bench): Promise<void> {
  const places = await prepareForms(bench, readFullAnswers(bench.seedsDir))
  const oursTab = await openToType(bench, places.ours)
  const floorTab = await openToType(bench, places.floor)
  const { ours, floor } = await takeTurns(
    runs(bench, 3) + 1,
    () => typeOnce(oursTab, ['notes', 'headcountTotal']),
    () => typeOnce(floorTab, ['notes', 'workers']),
  )
  await oursTab.page.close()
  await floorTab.page.close()
  const [all, plain] = [ours.slice(1).flat(), floor.slice(1).flat()]
  bench.print({
    what: 'key to next paint, CPU 6×, median',
    ours: median(all),
    floor: median(plain),
    unit: 'ms',
    atMostRatio: 1.1,
  })
  bench.print({ what: '  p95', ours: percentile(all, 0.95), floor: percentile(plain, 0.95), unit: 'ms' })
}

async function openToType(bench: Bench, place: FormPlace): Promise<BenchTab> {
  const tab = await openProbedTab(bench)
  await openForm(tab, place)
  await tab.page.waitForTimeout(1000)
  await tab.throttle(6)
  return tab
}

async function typeOnce({ page }: BenchTab, [text, number]: readonly [string, string]): Promise<number[]> {
  await page.bringToFront()
  await page.evaluate(() => {
    probe.keys.length = 0
  })
  await page.locator(`[data-question="${text}"] textarea`).first().focus()
  await page.keyboard.type(note, { delay: betweenKeysMs })
  await page.locator(`[data-question="${number}"] input[inputmode="numeric"]`).first().focus()
  for (const key of ['4', 'Backspace', '5', 'Backspace', '6', 'Backspace'])
    await page.keyboard.press(key, { delay: betweenKeysMs })
  await page.waitForTimeout(500)
  return page.evaluate(() => [...probe.keys])
}
