import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { createProfile, startChromium, type Profile } from '../support/chromium.ts'
import { pagePath, type Front } from './front.ts'
import type { ChaosPage, Found, Refusal, Report } from './pages/page.ts'
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

/** The page that saves, in a tab of its own, and what it says. */
export interface SavingPage {
  readonly page: Page
  /** Every save of which it was told that it is on disk, as it hears of them. */
  readonly reports: readonly Report[]
  /** Resolves when there are so many reports; throws when a save was refused. */
  readonly reported: (count: number) => Promise<void>
  readonly find: () => Promise<Found | undefined>
  readonly saveWithoutEnd: (tab?: number, tabs?: number) => Promise<void>
  readonly completeDrafts: () => Promise<number>
}

export async function openSavingPage(context: BrowserContext, front: Front): Promise<SavingPage> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const reports: Report[] = []
  const ended = Promise.withResolvers<never>()
  // nobody may be waiting for it
  ended.promise.catch(() => undefined)
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []
  session.on('Runtime.bindingCalled', ({ payload }) => {
    const said = JSON.parse(payload) as Report | Refusal
    if (said.kind === 'refused') return ended.reject(new Error(said.words))
    reports.push(said)
    for (const { count, resolve } of waiting) if (count === reports.length) resolve()
  })
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: 'tell' })
  await page.goto(`${front.origin}${pagePath}`)
  await page.waitForFunction(() => 'chaos' in globalThis)
  return {
    page,
    reports,
    reported: (count) => {
      if (count <= reports.length) return Promise.resolve()
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push({ count, resolve })
      return Promise.race([promise, ended.promise])
    },
    find: () => page.evaluate(() => chaos.find()),
    saveWithoutEnd: (tab = 0, tabs = 1) =>
      page.evaluate(([one, all]) => chaos.saveWithoutEnd(one, all), [tab, tabs] as const),
    completeDrafts: () => page.evaluate(() => chaos.completeDrafts()),
  }
}

export type Durability = 'strict' | 'relaxed'

/** With `relaxed`, takes away from every page the one thing that makes a save survive a power cut. */
export async function setDurability(context: BrowserContext, durability: Durability): Promise<void> {
  if (durability === 'relaxed') await context.addInitScript(relaxEverySave)
}

function relaxEverySave(): void {
  const transaction = Reflect.get(IDBDatabase.prototype, 'transaction') as IDBDatabase['transaction']
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
