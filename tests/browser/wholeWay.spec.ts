import { DatabaseSync } from 'node:sqlite'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { createProfile, startChromium, type RunningChromium } from '../support/chromium.ts'
import { createServerProcess, type ServerProcess } from '../support/serverProcess.ts'
import { phone, signIn, tablet, untilOfflineReady } from './fixtures.ts'

// The promise on the box, in a real browser with its profile on disk: no signal, a dead battery, a server that
// comes back, a second look, and a firm that has changed and says from which visit.

const firmName = 'Công ty TNHH Mẫu Dệt Sao 3'
/** Without a union the way forward is another, and so is the place in the order. */
const trackAfter = 'Vận động lập công đoàn trước'

test('a visit recorded without a server survives kill -9, arrives once, is returned, corrected and approved', async () => {
  test.setTimeout(300_000)
  const directory = mkdtempSync(join(tmpdir(), 'nhip-cau-way-'))
  const server = await createServerProcess(directory, ['--demo'])
  const profiles = { binh: createProfile('binh'), minh: createProfile('minh') }
  await server.start()
  let binh = await startChromium(profiles.binh, phone)
  let minh: RunningChromium | undefined
  try {
    await signIn(binh.page, server, 'binh')
    await untilOfflineReady(binh.page)
    await server.stop()

    await openForm(binh.page, server)
    await answer(binh.page, 'Nhân sự, hành chính')
    await tellPurpose(binh.page)
    const headcount = binh.page.getByRole('textbox', { name: /bao nhiêu lao động/ })
    await headcount.fill('3300')
    const before = await untilSaved(binh.page)
    await binh.kill()

    binh = await startChromium(profiles.binh, phone)
    await binh.page.goto(`${server.origin}/today`)
    await binh.page
      .getByRole('link', { name: new RegExp(firmName) })
      .first()
      .click()
    await expect(binh.page.getByRole('textbox', { name: /bao nhiêu lao động/ })).toBeFocused()
    await expect(binh.page.getByRole('textbox', { name: /bao nhiêu lao động/ })).toHaveValue('3.300')
    await expect(binh.page.getByRole('radio', { name: 'Nhân sự, hành chính' })).toBeChecked()
    expect(await savedRevision(binh.page)).toBeGreaterThanOrEqual(before)
    await binh.page
      .getByRole('radiogroup', { name: 'Có công đoàn chưa?' })
      .getByRole('radio', { name: 'Chưa có' })
      .check()
    await complete(binh.page)
    await expect(binh.page.getByText('Tạm tính, chờ duyệt').first()).toBeVisible()
    await expect(binh.page.getByText(trackAfter).first()).toBeVisible()
    await expect(binh.page.getByText(/chưa có công đoàn\s· 3\.300 lao động/).first()).toBeVisible()

    await server.start()
    await binh.page
      .getByRole('link', { name: /Hôm nay/ })
      .first()
      .click()
    await expect(binh.page.getByText(/Đã gửi hết/).first()).toBeVisible({ timeout: 90_000 })
    await sendTwice(binh.page)
    expect(visitsOnServer(directory)).toBe(1)

    minh = await startChromium(profiles.minh, tablet)
    await signIn(minh.page, server, 'minh')
    expect(await firstInPlan(minh.page, server)).toContain(firmName)
    await openInReview(minh.page, server)
    await expect(minh.page.getByText('3.300').first()).toBeVisible()
    await returnVisit(minh.page)

    await binh.page.goto(`${server.origin}/today`)
    const toCorrect = binh.page.getByRole('region', { name: 'Cần sửa' })
    await expect(toCorrect.getByText('Đề nghị hỏi lại số lao động.')).toBeVisible({ timeout: 60_000 })
    await expect(toCorrect.getByRole('heading', { level: 3 }).first()).toHaveText(firmName)
    await correct(binh.page)
    await openInReview(minh.page, server)
    await minh.page.getByRole('button', { name: 'Duyệt và xem lượt tiếp' }).click()

    await expect(minh.page.getByRole('heading', { level: 1, name: firmName })).toBeHidden()
    expect(await firstInPlan(minh.page, server)).not.toContain(firmName)
    await minh.page.getByRole('link', { name: firmName }).first().click()
    await minh.page.getByRole('heading', { level: 1, name: firmName }).waitFor()
    await expect(minh.page.getByText(trackAfter).first()).toBeVisible()
    await expect(minh.page.getByText('3.280').first()).toBeVisible()
    await minh.page.getByText('Vì sao?').first().click()
    await expect(minh.page.getByText(new RegExp(`${todayInVietnam()}.*Bình`)).first()).toBeVisible()
  } finally {
    await binh.kill()
    await minh?.kill()
    await server.stop()
    profiles.binh.remove()
    profiles.minh.remove()
    rmSync(directory, { recursive: true, force: true })
  }
})

async function openForm(page: Page, server: ServerProcess): Promise<void> {
  await page.goto(`${server.origin}/today`)
  await page
    .getByRole('link', { name: new RegExp(firmName) })
    .first()
    .click()
  await page.getByRole('button', { name: 'Bắt đầu khảo sát' }).click()
  await page.getByRole('radio', { name: 'Nhân sự, hành chính' }).waitFor()
}

async function answer(page: Page, label: string): Promise<void> {
  await page.getByRole('radio', { name: label, exact: true }).check()
}

async function tellPurpose(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /Đã nói rõ mục đích/ }).check()
}

async function savedRevision(page: Page): Promise<number> {
  return Number(await page.locator('form[data-saved-revision]').getAttribute('data-saved-revision'))
}

/** Waits for the form's own word that everything typed is on disk; returns the revision it names. */
async function untilSaved(page: Page): Promise<number> {
  await page.locator('form[data-saved-revision]:not([data-saving])').waitFor()
  return savedRevision(page)
}

async function complete(page: Page): Promise<void> {
  for (const section of [
    'Doanh nghiệp và lao động',
    'Công đoàn và Đoàn Thanh niên',
    'Tổ chức đảng và đảng viên',
  ]) {
    await page.getByRole('button', { name: `Vẫn như cũ: ${section}` }).click()
  }
  await page.getByRole('button', { name: 'Nhận tất cả' }).click()
  await page.getByRole('button', { name: /Hoàn tất/ }).click()
}

async function sendTwice(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /Gửi dữ liệu/ })
    .first()
    .click()
  const send = page.getByRole('button', { name: 'Gửi ngay' })
  await send.click()
  await send.click()
  await expect(page.getByText(/Đã gửi hết/).first()).toBeVisible()
}

async function openInReview(page: Page, server: ServerProcess): Promise<void> {
  await page.goto(`${server.origin}/review`)
  const item = page.getByRole('link', { name: new RegExp(firmName) }).first()
  await item.click({ timeout: 60_000 })
  await expect(page.getByRole('heading', { name: firmName })).toBeVisible()
}

/** The firm that `/plan` puts first. */
async function firstInPlan(page: Page, server: ServerProcess): Promise<string> {
  await page.goto(`${server.origin}/plan`)
  return (await page.getByRole('main').getByRole('link', { name: /Mẫu/ }).first().textContent()) ?? ''
}

function todayInVietnam(): string {
  return new Intl.DateTimeFormat('vi', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(Date.now())
}

async function returnVisit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Trả lại' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Đề nghị hỏi lại số lao động.')
  await dialog
    .getByRole('checkbox', { name: /lao động/i })
    .first()
    .check()
  await dialog.getByRole('button', { name: 'Trả lại' }).click()
  await expect(dialog).toBeHidden()
}

async function correct(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Cần sửa' }).getByRole('button', { name: /Sửa/ }).first().click()
  await answer(page, 'Gọi điện')
  await page.getByRole('textbox', { name: /bao nhiêu lao động/ }).fill('3280')
  await page.getByRole('button', { name: /Hoàn tất/ }).click()
  await expect(page.getByText('Tạm tính, chờ duyệt').first()).toBeVisible()
}

/** Visits of today that the server's own database holds. */
function visitsOnServer(directory: string): number {
  const database = new DatabaseSync(join(directory, 'demo', 'nhip-cau.sqlite'), { readOnly: true })
  const row = database
    .prepare(
      `SELECT count(*) AS visits FROM operation o JOIN enrolment e ON e.device_id = o.device_id
       WHERE o.kind = 'visit.submit' AND e.device_name LIKE '%Mozilla%'`,
    )
    .get()
  database.close()
  return Number(row?.['visits'])
}
