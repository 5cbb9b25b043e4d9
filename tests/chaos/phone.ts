import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { createProfile, startChromium, type Profile, type RunningChromium } from '../support/chromium.ts'
import { pagePath, type Front } from './front.ts'
import type { ChaosPage, Found, Report } from './pages/page.ts'
import { password } from './unit.ts'

export const phone = { width: 360, height: 740 }

declare const chaos: ChaosPage

/** Signs in through the screen and waits until all that this person may see has come, and the app opens offline. */
export async function signIn(page: Page, { origin }: Front, username: string): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu').fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await page
    .getByText(/Đã gửi hết|Không có mục nào chờ gửi/)
    .first()
    .waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
}

/** A phone that somebody uses since yesterday: signed in, in step, ended in good order. Made once and copied. */
export async function prepareProfile(front: Front, username: string): Promise<Profile> {
  const profile = createProfile('chaos')
  const browser = await startChromium(profile, phone)
  try {
    await signIn(browser.page, front, username)
    await browser.close()
  } finally {
    await browser.kill()
  }
  return profile
}

export function copyProfile(from: Profile): Profile {
  const copy = createProfile('chaos')
  cpSync(from.directory, copy.directory, { recursive: true })
  rmSync(join(copy.directory, 'DevToolsActivePort'), { force: true })
  return copy
}

/** Where a profile keeps IndexedDB. */
export function indexedDbOf(profile: Profile): string {
  return join(profile.directory, 'Default/IndexedDB')
}

/** Opens the page that saves, in a tab of its own; `onReport` hears of each save as the page does. */
export async function openSavingPage(
  context: BrowserContext,
  front: Front,
  { durability, onReport }: { readonly durability: 'strict' | 'relaxed'; readonly onReport?: (report: Report) => void },
): Promise<Page> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: 'tell' })
  session.on('Runtime.bindingCalled', ({ payload }) => onReport?.(JSON.parse(payload) as Report))
  if (durability === 'relaxed') await page.addInitScript(relaxEverySave)
  await page.goto(`${front.origin}${pagePath}`)
  await page.waitForFunction(() => 'chaos' in globalThis)
  return page
}

export function find(page: Page): Promise<Found | undefined> {
  return page.evaluate(() => chaos.find())
}

export function saveWithoutEnd(page: Page): Promise<void> {
  return page.evaluate(() => chaos.saveWithoutEnd())
}

export function completeDrafts(page: Page): Promise<number> {
  return page.evaluate(() => chaos.completeDrafts())
}

/** Runs in the page before anything else: takes away the one thing that makes a save survive a power cut. */
function relaxEverySave(): void {
  const { transaction } = IDBDatabase.prototype
  IDBDatabase.prototype.transaction = function relaxed(stores, mode) {
    return transaction.call(this, stores, mode, { durability: 'relaxed' })
  }
}

/** What was reported as saved and is not there, and what is there twice or not as it was recorded. */
export function compareWithFound(reports: readonly Report[], found: Found | undefined) {
  const operations = found?.operations ?? []
  const operationIds = new Set(operations.filter((each) => each.isWhole).map((each) => each.operationId))
  const submitted = new Set(operations.map((each) => each.visitId))
  const revisions = new Map(found?.drafts.map(({ visitId, revision }) => [visitId, revision]))
  const missing = reports.filter((report) =>
    report.kind === 'visit'
      ? !operationIds.has(report.operationId)
      : !submitted.has(report.visitId) && (revisions.get(report.visitId) ?? 0) < report.revision,
  )
  // a visit that is both sent off and still in hand would be sent off again
  const doubled = [...revisions.keys()].filter((visitId) => submitted.has(visitId))
  return {
    reported: reports.length,
    missing: missing.length,
    doubled: doubled.length + operations.length - submitted.size,
  }
}

export type { RunningChromium }
