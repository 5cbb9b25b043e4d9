import { startChromium, type Profile } from '../../support/chromium.ts'
import { compareArrived, sendAllFrom } from '../arrived.ts'
import { beginVisit, headcount, readHeadcount, typeHeadcount } from '../form.ts'
import type { Front } from '../front.ts'
import { withUnitBehindFront, type Ground } from '../ground.ts'
import type { Report } from '../pages/page.ts'
import { compareWithFound, openSavingPage, phone, prepareProfile } from '../phone.ts'
import type { Outcome, Setting, Trial } from '../trial.ts'

const mostReports = 30

/**
 * A Wi-Fi answers every request with its own page and status 200, the service worker's too. The app says so, opens
 * again after `kill -9`, takes none of it for a receipt, and sends everything once the Wi-Fi lets it.
 */
export const captivePortal: Trial = {
  what: 'phone: a Wi-Fi that answers everything with its own page, kill -9 in it, sent afterwards',
  usualRuns: 2,
  fullRuns: 10,
  run: (setting) => withUnitBehindFront(setting.store, (ground) => behindPortal(setting, ground)),
}

async function behindPortal({ runs, store, say }: Setting, ground: Ground): Promise<Outcome> {
  const { front } = ground
  const profile = await prepareProfile(front, 'binh')
  const reports: Report[] = []
  try {
    front.meets({ kind: 'portal' })
    let lost = 0
    for (let run = 1; run <= runs; run += 1) {
      reports.push(...(await workBehindPortal(front, profile)))
      lost += await countLost(front, profile, reports)
      say(`${run}: ${reports.length} reported, ${lost} lost`)
    }
    const visits = await sendAllFrom(front, profile)
    const arrived = await compareArrived(store, ground, visits)
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

/** Saves, tries to send, reads what the app says about it, types on, and ends with the battery. */
async function workBehindPortal(front: Front, profile: Profile): Promise<readonly Report[]> {
  const browser = await startChromium(profile, phone)
  try {
    const { page } = browser
    const visitId = await beginVisit(page, front)
    const saving = await openSavingPage(page.context(), front)
    await saving.saveWithoutEnd()
    await saving.reported(1 + Math.floor(Math.random() * mostReports))
    await saving.page.close()
    await page.bringToFront()
    await page.goto(`${front.origin}/outbox`)
    await page.getByRole('button', { name: 'Gửi ngay' }).click()
    await page.getByText('Chưa gửi được: mạng Wi-Fi này có thể đang đòi đăng nhập.').first().waitFor()
    await page.goto(`${front.origin}/visits/${visitId}`)
    await headcount(page).waitFor()
    const typed = 100 + Math.floor(Math.random() * 800)
    const revision = await typeHeadcount(page, typed)
    if ((await readHeadcount(page)) !== typed)
      throw new Error(`${typed} was typed, and another number stands there`)
    await browser.kill()
    return [...saving.reports, { kind: 'draft', visitId, revision }]
  } finally {
    await browser.kill()
  }
}

/** Opens the app again, still behind the portal. */
async function countLost(front: Front, profile: Profile, reports: readonly Report[]): Promise<number> {
  const browser = await startChromium(profile, phone)
  try {
    const { page } = browser
    await page.goto(`${front.origin}/today`)
    await page.getByRole('heading', { level: 1, name: /Hôm nay/ }).waitFor()
    const saving = await openSavingPage(page.context(), front)
    const { missing, doubled } = compareWithFound(reports, await saving.find())
    await saving.completeDrafts()
    return missing + doubled
  } finally {
    await browser.kill()
  }
}
