import type { Page } from '@playwright/test'
import type { Front } from './front.ts'

/** Begins a visit to the first firm of today's list, up to where numbers are asked. Returns the visit's id. */
export async function beginVisit(page: Page, front: Front): Promise<string> {
  await page.goto(`${front.origin}/today`)
  await page
    .getByRole('link', { name: /Công ty TNHH Mẫu/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Bắt đầu khảo sát' }).click()
  await page.getByRole('radio', { name: 'Nhân sự, hành chính', exact: true }).check()
  await page.getByRole('checkbox', { name: /Đã nói rõ mục đích/ }).check()
  await headcount(page).waitFor()
  await untilSettled(page)
  const [, visitId] = /\/visits\/([^/]+)/.exec(page.url()) ?? []
  if (visitId === undefined) throw new Error(`no visit is open at ${page.url()}`)
  return visitId
}

export function headcount(page: Page) {
  return page.getByRole('textbox', { name: /bao nhiêu lao động/ })
}

/** What stands in the box, without the dots between thousands. */
export async function readHeadcount(page: Page): Promise<number> {
  return Number((await headcount(page).inputValue()).replaceAll('.', ''))
}

/** Types another number than before; returns the revision that the form says is on disk, undefined if it could not. */
export async function tryHeadcount(page: Page, number: number): Promise<number | undefined> {
  const before = await untilSettled(page)
  await headcount(page).fill(String(number))
  const after = await untilSettled(page)
  return after > before ? after : undefined
}

/** The same where it must be saved. */
export async function typeHeadcount(page: Page, number: number): Promise<number> {
  const revision = await tryHeadcount(page, number)
  if (revision === undefined) throw new Error(`the form could not save ${number}`)
  return revision
}

/** Waits until nothing is on its way to disk; returns the latest revision that is there. */
async function untilSettled(page: Page): Promise<number> {
  const form = page.locator('form[data-saved-revision]:not([data-saving])')
  await form.waitFor()
  return Number(await form.getAttribute('data-saved-revision'))
}
