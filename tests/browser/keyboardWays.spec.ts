import { expect, type Locator, type Page } from '@playwright/test'
import { password, phone, tablet, test } from './fixtures.ts'
import { createKeyboard, type Keyboard } from './keyboard.ts'
import type { ServerProcess } from '../support/serverProcess.ts'

test.use({ sampleOf: 'keyboardWays' })

// Whole pieces of work from the sign-in on, and no pointer touches the page.

test('on the phone a visit is recorded, completed and sent by keyboard alone', async ({ page, server }) => {
  await page.setViewportSize(phone)
  const keyboard = await signInByKeyboard(page, server, 'binh')
  const firm = page.getByRole('main').getByRole('link', { name: /Dệt Sao/ })
  await keyboard.press(firm.first())
  await keyboard.press(page.getByRole('button', { name: 'Bắt đầu khảo sát' }))
  await keyboard.choose(page.getByRole('radio', { name: 'Nhân sự, hành chính', exact: true }))
  await keyboard.press(page.getByRole('checkbox', { name: /Đã nói rõ mục đích/ }), 'Space')
  const headcount = page.getByRole('textbox', { name: /bao nhiêu lao động/ })
  await keyboard.type(headcount, '3180')
  await expect(headcount).toHaveValue('3.180')
  for (const section of [
    'Doanh nghiệp và lao động',
    'Công đoàn và Đoàn Thanh niên',
    'Tổ chức đảng và đảng viên',
  ]) {
    await keyboard.press(page.getByRole('button', { name: `Vẫn như cũ: ${section}` }))
  }
  await keyboard.press(page.getByRole('button', { name: 'Nhận tất cả' }), 'Space')
  await keyboard.press(page.getByRole('button', { name: 'Hoàn tất' }))
  await expect(page.getByText('Tạm tính, chờ duyệt').first()).toBeVisible()
  await keyboard.press(page.getByRole('link', { name: 'Hôm nay' }).first())
  await expect(page.getByText(/Đã gửi hết/).first()).toBeVisible()
  await keyboard.press(page.getByRole('link', { name: 'Gửi dữ liệu' }))
  await expect(page.getByText('Hôm nay: 1 lượt trên máy, máy chủ đã nhận đủ 1')).toBeVisible()
})

test('on the tablet a visit is returned and another approved by keyboard alone', async ({ page, server }) => {
  await page.setViewportSize(tablet)
  const keyboard = await signInByKeyboard(page, server, 'minh')
  const queue = page.getByRole('list', { name: 'Lượt chờ duyệt' })
  await keyboard.press(queue.getByRole('link', { name: /Kính Suối/ }))
  const name = page.getByRole('heading', { level: 2, name: /Kính Suối/ })
  await expect(name).toBeFocused()

  await keyboard.press(page.getByRole('button', { name: /^Loại bỏ…/ }))
  await keyboard.choose(page.getByRole('radio', { name: 'Ghi nhầm' }))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: /^Loại bỏ…/ })).toBeFocused()

  await page.keyboard.press('r')
  const sheet = page.getByRole('dialog')
  await keyboard.press(sheet.getByRole('button', { name: 'Trả lại' }))
  await expect(sheet.getByRole('textbox')).toBeFocused()
  await keyboard.type(sheet.getByRole('textbox'), 'Đề nghị đến lại trong tuần.')
  await keyboard.press(sheet.getByRole('checkbox').first(), 'Space')
  await keyboard.press(sheet.getByRole('button', { name: 'Trả lại' }))
  await expect(queue.getByRole('link', { name: /Kính Suối/ })).toBeHidden()

  const next = page.getByRole('region', { name: 'Lượt đang xem' }).getByRole('heading', { level: 2 }).first()
  const approved = await next.textContent()
  await expect(next).toBeFocused()
  const before = await queue.getByRole('link').count()
  await keyboard.press(page.getByRole('button', { name: /Duyệt và xem lượt tiếp/ }), 'Space')
  await expect(page.getByText(`Đã duyệt: ${approved}`)).toBeVisible()
  await expect(queue.getByRole('link')).toHaveCount(before - 1)
})

test('on the tablet firms are chosen and given to a member by keyboard alone', async ({ page, server }) => {
  await page.setViewportSize(tablet)
  const keyboard = await signInByKeyboard(page, server, 'minh')
  await keyboard.press(page.getByRole('link', { name: 'Kế hoạch', exact: true }))
  await keyboard.select(page.getByRole('combobox', { name: 'Khu' }), 'KCN Đồi Chè (mẫu)')
  const firms = page.getByRole('checkbox', { name: /^Chọn Công ty/ })
  await keyboard.press(firms.first(), 'Space')
  await keyboard.press(page.getByRole('button', { name: 'Giao cho…' }))
  const sheet = page.getByRole('dialog')
  await keyboard.choose(sheet.getByRole('radio', { name: /Dũng/ }))
  await keyboard.press(sheet.getByRole('button', { name: '2 tuần' }), 'Space')
  await keyboard.press(sheet.getByRole('button', { name: 'Giao', exact: true }))
  await expect(page.getByText(/^Đã giao 1 doanh nghiệp cho Dũng/)).toBeVisible()
  await expect(firms.first()).toBeFocused()
  await expect(page.getByRole('listitem').first()).toContainText('Dũng')
})

test('on the phone a person is added by keyboard alone, led to what was forgotten', async ({
  page,
  server,
}) => {
  await page.setViewportSize(phone)
  const keyboard = await signInByKeyboard(page, server, 'quantri')
  await page.goto(`${server.origin}/admin`)
  await keyboard.press(page.getByRole('button', { name: 'Thêm người' }))
  const sheet = page.getByRole('dialog')
  await keyboard.type(sheet.getByLabel('Tên đăng nhập'), 'giang')
  await keyboard.type(sheet.getByLabel('Mật khẩu'), 'mat-khau-thu')
  await keyboard.press(sheet.getByRole('checkbox', { name: 'Quản trị' }), 'Space')
  await keyboard.select(sheet.getByLabel('Tổ công tác'), 'Tổ công tác số 1 (mẫu)')
  await keyboard.press(sheet.getByRole('button', { name: 'Lưu' }))
  await expect(sheet.getByLabel('Tên gọi')).toBeFocused()
  await page.keyboard.type('Giang (Hồ Mẫu Giang)')
  await keyboard.press(sheet.getByRole('button', { name: 'Lưu' }))
  await expect(page.getByRole('listitem').filter({ hasText: 'Giang (Hồ Mẫu Giang)' })).toBeVisible()
})

test('on the phone what has the focus stays in sight when an answer above it comes late', async ({
  page,
  server,
}) => {
  await page.setViewportSize(phone)
  const keyboard = await signInByKeyboard(page, server, 'minh')
  await keyboard.press(page.getByRole('link', { name: 'Kế hoạch', exact: true }))
  const whys = page.getByRole('button', { name: /^Vì sao/ })
  await keyboard.reach(whys.first())
  // keys are faster than what the disk is asked for
  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll<HTMLElement>('.plan-why')
    first!.click()
    second!.focus()
  })
  await expect(page.getByRole('heading', { level: 2, name: /^Vì sao/ }).first()).toBeAttached()
  await expect(whys.nth(1)).toBeFocused()
  expect(await isInSight(whys.nth(1))).toBe(true)
})

test('on the tablet what has the focus stays in sight when what approval would change comes late above it', async ({
  page,
  server,
}) => {
  await page.setViewportSize(tablet)
  const keyboard = await signInByKeyboard(page, server, 'minh')
  const queue = page.getByRole('list', { name: 'Lượt chờ duyệt' })
  const visit = queue.getByRole('link', { name: /Bao bì Tre/ })
  const all = page.getByRole('button', { name: 'Xem tất cả' })
  await keyboard.press(visit)
  await expect(page.locator('.outlook[aria-busy=false]')).toBeVisible()
  // a window in which it ends up a little too low
  const bottom = await all.evaluate((button) => button.getBoundingClientRect().bottom)
  const bar = await page.getByRole('button', { name: /^Trả lại/ }).boundingBox()
  await page.setViewportSize({ ...tablet, height: Math.round(tablet.height - bar!.y + bottom - 24) })
  await page.goto(`${server.origin}/review`)
  await keyboard.reach(visit)
  const wasBusy = await page.evaluate(async () => {
    const shown = Promise.withResolvers<boolean>()
    new MutationObserver(() => {
      const all = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Xem tất cả')
      if (all === undefined) return
      all.focus()
      shown.resolve(document.querySelector('.outlook[aria-busy=true]') !== null)
    }).observe(document.body, { childList: true, subtree: true })
    ;(document.activeElement as HTMLElement).click()
    return shown.promise
  })
  expect(wasBusy).toBe(true)
  await expect(page.locator('.outlook[aria-busy=false]')).toBeVisible()
  await expect(all).toBeFocused()
  expect(await isInSight(all)).toBe(true)
})

/** Nothing lies over it, and it lies in the window. */
function isInSight(control: Locator): Promise<boolean> {
  return control.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  })
}

async function signInByKeyboard(page: Page, server: ServerProcess, username: string): Promise<Keyboard> {
  const keyboard = createKeyboard(page)
  await page.goto(`${server.origin}/sign-in`)
  await keyboard.type(page.getByLabel('Tên đăng nhập'), username)
  await keyboard.type(page.getByLabel('Mật khẩu'), password)
  await page.keyboard.press('Enter')
  // where one begins is found out after signing in, and would lead away from what is pressed meanwhile
  await page.waitForURL((url) => !['/', '/sign-in'].includes(url.pathname))
  return keyboard
}
