import type { Page } from '@playwright/test'
import { startChromium, type Profile } from '../../support/chromium.ts'
import { compareArrived, sendAllFrom } from '../arrived.ts'
import { beginVisit, headcount, readHeadcount, typeHeadcount } from '../form.ts'
import type { Front } from '../front.ts'
import { withUnitBehindFront, type Ground } from '../ground.ts'
import type { Report } from '../pages/page.ts'
import { compareWithFound, openSavingPage, phone, prepareProfile } from '../phone.ts'
import type { Outcome, Setting, Trial } from '../trial.ts'

const savingTabs = 3
const mostReports = 30

/**
 * Three tabs save at once while two tabs of the app send, one form is open in both and handed over; one tab is closed
 * in the middle of its saves, then the browser is killed.
 */
export const severalTabs: Trial = {
  what: 'phone: five tabs save and send at once, one form in two of them, kill -9',
  usualRuns: 2,
  fullRuns: 10,
  run: (setting) => withUnitBehindFront(setting.store, (ground) => inManyTabs(setting, ground)),
}

async function inManyTabs({ runs, store, say }: Setting, ground: Ground): Promise<Outcome> {
  const { front } = ground
  const profile = await prepareProfile(front, 'binh')
  const reports: Report[] = []
  try {
    let lost = 0
    for (let run = 1; run <= runs; run += 1) {
      reports.push(...(await workInTabs(front, profile)))
      lost += await countLost(front, profile, reports)
      say(`${run}: ${reports.length} reported, ${lost} lost or doubled`)
    }
    const arrived = await compareArrived(store, ground, await sendAllFrom(front, profile))
    return {
      runs,
      reported: reports.length,
      missing: lost + arrived.missing,
      doubled: arrived.doubled,
      note: `${arrived.visits} visits on the server`,
    }
  } finally {
    profile.remove()
  }
}

async function workInTabs(front: Front, profile: Profile): Promise<readonly Report[]> {
  const browser = await startChromium(profile, phone)
  try {
    const { page } = browser
    const context = page.context()
    const visitId = await beginVisit(page, front)
    const tabs = []
    for (let tab = 0; tab < savingTabs; tab += 1) tabs.push(await openSavingPage(context, front))
    for (const [tab, { saveWithoutEnd }] of tabs.entries()) await saveWithoutEnd(tab, savingTabs)
    const revision = await handOver(page, await context.newPage(), front, visitId)
    const count = () => 1 + Math.floor(Math.random() * mostReports)
    await tabs[0]!.reported(count())
    await tabs[0]!.page.close()
    for (const { reported } of tabs.slice(1)) await reported(count())
    await browser.kill()
    return [...tabs.flatMap(({ reports }) => reports), { kind: 'draft', visitId, revision }]
  } finally {
    await browser.kill()
  }
}

/** Types in one tab, goes on in the other where the same must stand; the first only reads from then on. */
async function handOver(one: Page, other: Page, front: Front, visitId: string): Promise<number> {
  await one.bringToFront()
  const typed = 100 + Math.floor(Math.random() * 400)
  await typeHeadcount(one, typed)
  await other.goto(`${front.origin}/visits/${visitId}`)
  await other.getByText('Lượt này đang mở ở một cửa sổ khác.').waitFor()
  await other.getByRole('button', { name: 'Làm tiếp ở đây' }).click()
  await other.getByText('Lượt này đang mở ở một cửa sổ khác.').waitFor({ state: 'hidden' })
  await headcount(other).waitFor()
  const taken = await readHeadcount(other)
  if (taken !== typed) throw new Error(`${typed} was typed, but ${taken} was handed over`)
  const revision = await typeHeadcount(other, typed + 400)
  await one.getByText('Lượt này đang mở ở một cửa sổ khác.').waitFor()
  return revision
}

async function countLost(front: Front, profile: Profile, reports: readonly Report[]): Promise<number> {
  const browser = await startChromium(profile, phone)
  try {
    const saving = await openSavingPage(browser.page.context(), front)
    const { missing, doubled } = compareWithFound(reports, await saving.find())
    await saving.completeDrafts()
    return missing + doubled
  } finally {
    await browser.kill()
  }
}
