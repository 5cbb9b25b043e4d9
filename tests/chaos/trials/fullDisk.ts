import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createProfile, startChromium, type Profile } from '../../support/chromium.ts'
import { createRealDisk, type RealDisk } from '../disk/realDisk.ts'
import { beginVisit, headcount, readHeadcount, tryHeadcount, typeHeadcount } from '../form.ts'
import type { Front } from '../front.ts'
import { withUnitBehindFront } from '../ground.ts'
import { compareWithFound, openSavingPage, phone, signIn } from '../phone.ts'
import type { Outcome, Setting, Trial } from '../trial.ts'

/**
 * Somebody takes the last byte of the disk while the form is typed in, and every byte that is freed. The words of a
 * full phone appear and the value stays in its box; with space again «Lưu lại» saves, and nothing said before is gone.
 * The app's storage is persistent, as that of an installed app: else Chromium itself clears it to make room.
 */
export const fullDisk: Trial = {
  what: 'phone: disk full while the form is typed in, then freed',
  usualRuns: 3,
  fullRuns: 10,
  run,
}

interface Filled {
  readonly missing: number
  readonly doubled: number
  /** What went otherwise than ux.md 3.3 has it. */
  readonly complaint: string | undefined
}

async function run({ runs, store, say }: Setting): Promise<Outcome> {
  const filled: Filled[] = []
  await withUnitBehindFront(store, async ({ front }) => {
    for (let run = 1; run <= runs; run += 1) {
      const once = await fillOnce(front)
      say(`${run}: ${once.missing} missing${once.complaint === undefined ? '' : `, ${once.complaint}`}`)
      filled.push(once)
    }
  })
  const complaints = filled.flatMap(({ complaint }) => complaint ?? [])
  return {
    runs,
    reported: runs,
    missing: filled.reduce((sum, { missing }) => sum + missing, 0),
    doubled: filled.reduce((sum, { doubled }) => sum + doubled, 0),
    ...(complaints.length > 0 && { complaint: `${complaints.length} × ${complaints[0]}` }),
  }
}

const mostNumbers = 60
const lastNumber = 999

async function fillOnce(front: Front): Promise<Filled> {
  const profile = createProfile('full')
  const pagesFolder = join(profile.directory, 'Default')
  // only what pages keep is on the small disk: Chromium's own mapped files would bring it down
  const disk = createRealDisk(120, pagesFolder)
  keepForGood(pagesFolder, front)
  front.meets({ kind: 'server' })
  const browser = await startChromium(profile, phone)
  try {
    const { page } = browser
    await signIn(page, front, 'binh')
    if (!(await page.evaluate(() => navigator.storage.persist())))
      throw new Error('storage is not persistent')
    front.meets({ kind: 'nobody' })
    const visitId = await beginVisit(page, front)
    await untilReserveIsKept(page)
    const saved = { number: 100, revision: await typeHeadcount(page, 100) }
    const complaint = await fillAndFree(page, disk, saved).catch(
      (error: unknown) => String(error).split('\n')[0],
    )
    await browser.kill()
    return { ...(await compare(front, profile, visitId, saved)), complaint }
  } finally {
    await browser.kill()
    disk.remove()
    profile.remove()
  }
}

/** What a person does by installing the app. */
function keepForGood(pagesFolder: string, { origin }: Front): void {
  const exceptions = { durable_storage: { [`${origin},*`]: { setting: 1 } } }
  mkdirSync(pagesFolder, { recursive: true })
  writeFileSync(
    join(pagesFolder, 'Preferences'),
    JSON.stringify({ profile: { content_settings: { exceptions } } }),
  )
}

async function untilReserveIsKept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const cache = await caches.open('nhip-cau-reserve')
    return (await cache.keys()).length > 0
  })
}

/** `saved` follows what the form says is on disk. */
async function fillAndFree(
  page: Page,
  disk: RealDisk,
  saved: { number: number; revision: number },
): Promise<undefined> {
  const refused = await typeUntilRefused(page, disk, saved)
  await expectWordsOfFullPhone(page, refused)
  disk.free()
  await page.getByRole('button', { name: 'Lưu lại' }).click()
  await page.getByRole('alert').waitFor({ state: 'hidden' })
  saved.revision = await typeHeadcount(page, lastNumber)
  saved.number = lastNumber
}

/** Types until a number is not saved, and returns it; the disk is filled up again before each. */
async function typeUntilRefused(page: Page, disk: RealDisk, saved: { number: number; revision: number }) {
  for (let number = 101; number < 101 + mostNumbers; number += 1) {
    disk.fill()
    const revision = await tryHeadcount(page, number)
    if (revision === undefined) return number
    Object.assign(saved, { number, revision })
  }
  throw new Error(`${mostNumbers} numbers were saved on a disk without a byte left`)
}

async function expectWordsOfFullPhone(page: Page, typed: number): Promise<void> {
  const banner = page.getByRole('alert')
  await banner.getByText('Máy hết chỗ trống, câu vừa trả lời chưa lưu được.').waitFor()
  await banner.getByText('Câu trả lời vẫn còn trên màn hình, đừng đóng ứng dụng.').waitFor()
  await banner.getByRole('button', { name: 'Chia sẻ tệp dự phòng' }).waitFor()
  const shown = await readHeadcount(page)
  if (shown !== typed) throw new Error(`${typed} was typed, but ${shown} stands there`)
}

/** Starts the browser again, with room on the disk, and looks for what the form had said is on it. */
async function compare(
  front: Front,
  profile: Profile,
  visitId: string,
  saved: { readonly number: number; readonly revision: number },
) {
  const browser = await startChromium(profile, phone)
  try {
    const { page } = browser
    const { find } = await openSavingPage(page.context(), front)
    const report = { kind: 'draft', visitId, revision: saved.revision } as const
    const { missing, doubled } = compareWithFound([report], await find())
    if (missing > 0) return { missing, doubled }
    front.meets({ kind: 'server' })
    await page.goto(`${front.origin}/visits/${visitId}`)
    await headcount(page).waitFor()
    const shown = await readHeadcount(page)
    // what was refused may have reached the disk all the same
    return { missing: shown >= saved.number ? 0 : 1, doubled }
  } finally {
    await browser.kill()
  }
}
