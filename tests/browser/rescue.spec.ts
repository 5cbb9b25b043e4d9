import { expect, type Page } from '@playwright/test'
import { phone, signIn, test, untilOfflineReady } from './fixtures.ts'

test.use({ viewport: phone, sampleOf: 'rescue' })

/** As a phone that is short of space: a database can be opened as it lies there, not upgraded or checked. */
function refuseUpgrades(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const open = Reflect.get(IDBFactory.prototype, 'open') as IDBFactory['open']
    IDBFactory.prototype.open = function refusing(name, version) {
      if (version !== undefined && name.startsWith('nhip-cau/'))
        throw new DOMException('Internal error opening backing store', 'UnknownError')
      return open.apply(this, version === undefined ? [name] : [name, version])
    }
  })
}

test('data that cannot be opened shows no blank page: what waits is counted, sent and carried', async ({
  page,
  context,
  server,
}) => {
  await signIn(page, server, 'binh')
  await untilOfflineReady(page)
  await page.goto(`${server.origin}/firms/new`)
  await context.setOffline(true)
  await page.getByLabel('Tên doanh nghiệp').fill('Công ty TNHH Cứu Hộ')
  await page.getByLabel(/^Khu/).first().selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Thêm doanh nghiệp' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Công ty TNHH Cứu Hộ' })).toBeVisible()
  await refuseUpgrades(page)
  await page.goto(server.origin)
  await expect(
    page.getByRole('heading', { level: 1, name: 'Chưa mở được dữ liệu trên máy này' }),
  ).toBeVisible()
  await expect(page.getByText('Không có gì bị xóa. Trên máy còn chưa gửi: 1 mục.')).toBeVisible()
  await page.screenshot({ path: 'test-results/screens/rescue-phone.png' })
  await page.getByRole('button', { name: 'Gửi ngay' }).click()
  await expect(page.getByText('Còn 1 mục chưa gửi được. Thử lại khi có mạng.')).toBeVisible()
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Lưu tệp dự phòng' }).click()
  expect(await (await download).path()).toBeTruthy()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Gửi ngay' }).click()
  await expect(page.getByText('Máy chủ đã nhận đủ, không còn mục nào chờ gửi.')).toBeVisible()
})
