import type { Page } from '@playwright/test'
import { startChromium, type Profile } from '../../support/chromium.ts'
import { compareArrived, sendAllFrom } from '../arrived.ts'
import { beginVisit, headcount, readHeadcount, typeHeadcount } from '../form.ts'
import type { Front, Meets } from '../front.ts'
import { withUnitBehindFront, type Ground } from '../ground.ts'
import { makeNewerApp } from '../newerApp.ts'
import { openSavingPage, phone, prepareProfile } from '../phone.ts'
import type { Outcome, Setting, Trial } from '../trial.ts'

/**
 * A new version arrives while a form is open. Another tab that wants it is told to wait; when it is taken all the same
 * (as by a tab that looked a moment before the form was opened), the form stays and goes on saving. Then the battery
 * dies, and the new version opens the form without a network.
 */
export const updateInHand: Trial = {
  what: 'phone: a new version while a form is open, taken by another tab, kill -9',
  usualRuns: 2,
  fullRuns: 10,
  run: (setting) => withUnitBehindFront(setting.store, (ground) => updateAgain(setting, ground)),
}

interface InHand {
  readonly visitId: string
  readonly number: number
}

async function updateAgain({ runs, store, say }: Setting, ground: Ground): Promise<Outcome> {
  const { front } = ground
  const newer = makeNewerApp()
  const profile = await prepareProfile(front, 'binh')
  const typed: InHand[] = []
  let missing = 0
  try {
    for (let run = 1; run <= runs; run += 1) {
      const [now, next] = versionsOf(run, newer.folder)
      front.meets(now)
      const inHand = await updateDuringForm(front, profile, next)
      typed.push(inHand)
      front.meets({ kind: 'nobody' })
      missing += await countMissing(front, profile, inHand)
      say(`${run}: ${typed.length} forms, ${missing} missing`)
    }
    const arrived = await compareArrived(store, ground, await sendAllFrom(front, profile))
    return {
      runs,
      reported: typed.length,
      missing: missing + arrived.missing,
      doubled: arrived.doubled,
      note: `${arrived.visits} visits on the server`,
    }
  } finally {
    profile.remove()
    newer.remove()
  }
}

/** There and back again: each run finds the other version on the phone. */
function versionsOf(run: number, folder: string): readonly [Meets, Meets] {
  const [built, newer]: Meets[] = [{ kind: 'server' }, { kind: 'otherApp', folder }]
  return run % 2 === 1 ? [built!, newer!] : [newer!, built!]
}

async function updateDuringForm(front: Front, profile: Profile, next: Meets): Promise<InHand> {
  const browser = await startChromium(profile, phone)
  try {
    const { page: form } = browser
    const visitId = await beginVisit(form, front)
    const number = 100 + Math.floor(Math.random() * 800)
    await typeHeadcount(form, number)
    await form.evaluate(() => Object.assign(globalThis, { isStillThere: true }))
    const other = await form.context().newPage()
    await other.goto(`${front.origin}/settings`)
    const before = await versionShown(other)
    front.meets(next)
    await takeFromSettings(other)
    await typeHeadcount(form, number + 1)
    await takeRegardless(other)
    await untilVersionIsNot(other, before)
    await typeHeadcount(form, number + 2)
    const isStillThere = await form.evaluate(() => 'isStillThere' in globalThis)
    if (!isStillThere) throw new Error('the form was loaded anew under the hands of who typed in it')
    await browser.kill()
    return { visitId, number: number + 2 }
  } finally {
    await browser.kill()
  }
}

/** Asks for the new version as a person does, and is told that a form is open. */
async function takeFromSettings(page: Page): Promise<void> {
  await page.bringToFront()
  await page.getByRole('button', { name: 'Kiểm tra bản mới' }).click()
  await page.getByRole('button', { name: 'Cập nhật bây giờ' }).first().click()
  await page.getByText('Một lượt khảo sát đang mở. Đóng lượt đó rồi cập nhật.').first().waitFor()
}

async function takeRegardless(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    registration!.waiting!.postMessage({ type: 'SKIP_WAITING' })
  })
}

async function versionShown(page: Page): Promise<string> {
  return (await page.getByText(/^Bản đang dùng/).textContent()) ?? ''
}

/** The tab without a form takes it by itself. */
async function untilVersionIsNot(page: Page, before: string): Promise<void> {
  await page
    .getByText(/^Bản đang dùng/)
    .filter({ hasNotText: before })
    .waitFor()
}

async function countMissing(front: Front, profile: Profile, { visitId, number }: InHand): Promise<number> {
  const browser = await startChromium(profile, phone)
  try {
    const { page } = browser
    await page.goto(`${front.origin}/visits/${visitId}`)
    await headcount(page).waitFor()
    const isShown = (await readHeadcount(page)) === number
    await page.goto('about:blank')
    await (await openSavingPage(page.context(), front)).completeDrafts()
    return isShown ? 0 : 1
  } finally {
    await browser.kill()
  }
}
