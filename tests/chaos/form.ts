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
  await untilSaved(page)
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

/** Types a number and waits for the form's own word that it is on disk. Returns the revision it names. */
export async function typeHeadcount(page: Page, number: number): Promise<number> {
  await headcount(page).fill(String(number))
  return untilSaved(page)
}

export async function untilSaved(page: Page): Promise<number> {
  const form = page.locator('form[data-saved-revision]:not([data-saving])')
  await form.waitFor()
  if (await page.getByText('Chưa lưu được', { exact: true }).isVisible())
    throw new Error('the form says: not saved')
  return Number(await form.getAttribute('data-saved-revision'))
}
