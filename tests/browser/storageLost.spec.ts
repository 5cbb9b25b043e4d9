import { expect, type Page } from '@playwright/test'
import { phone, signIn, test, untilOfflineReady } from './fixtures.ts'

test.use({ viewport: phone, sampleOf: 'storageLost' })

/** What the app noted outside IndexedDB. */
function readNotes(page: Page): Promise<{ unsent: number }[]> {
  return page.evaluate(async () => {
    const cache = await caches.open('nhip-cau-sentinel')
    const found = await Promise.all((await cache.keys()).map((key) => cache.match(key)))
    return Promise.all(found.map((response) => response!.json()))
  })
}

async function clearIndexedDb(): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(name!).onsuccess = resolve
    })
  }
}

test('after the browser cleared everything the app says so, what may be lost, and how to get it back', async ({
  page,
  context,
  server,
}) => {
  await signIn(page, server, 'binh')
  await untilOfflineReady(page)
  await context.setOffline(true)
  await page.goto(`${server.origin}/firms/new`)
  await page.getByLabel('Tên doanh nghiệp').fill('Công ty TNHH Chưa Gửi')
  await page.getByLabel(/^Khu/).first().selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Thêm doanh nghiệp' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Công ty TNHH Chưa Gửi' })).toBeVisible()
  await expect.poll(() => readNotes(page)).toMatchObject([{ unsent: 1 }])
  await page.goto(`${server.origin}/outbox`)
  const download = page.waitForEvent('download')
  // headless has no window to choose a place in: the phones' way
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  await page.getByRole('button', { name: 'Lưu tệp dự phòng' }).click()
  const backup = await (await download).path()
  await expect(page.getByText(/Đã đưa nhip-cau-binh-.*: \d+ mục, 0 bản đang làm dở/)).toBeVisible()

  await context.setOffline(false)
  await page.goto(`${server.origin}/healthz`)
  await page.evaluate(clearIndexedDb)
  await page.goto(server.origin)
  await expect(page.getByText(/Điện thoại đã xóa dữ liệu.*Phạm Mẫu Bình/)).toBeVisible()
  await expect(page.getByText(/Trước đó máy có 1 mục chưa gửi, có thể đã mất/)).toBeVisible()
  await page.getByLabel('Tên đăng nhập').fill('binh')
  await page.getByLabel('Mật khẩu').fill('nhip-cau-demo')
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Dữ liệu trên máy đã bị xóa' })).toBeVisible()
  await expect(page.getByText(/1 mục chưa gửi, có thể đã mất/)).toBeVisible()
  await expect(
    page.getByRole('list', { name: 'Lượt máy chủ đang giữ' }).getByRole('listitem').first(),
  ).toBeVisible()
  await page.screenshot({ path: 'test-results/screens/storage-lost-phone.png', fullPage: true })

  await page.locator('input[type=file]').setInputFiles(backup)
  await page.getByRole('dialog').getByRole('button', { name: 'Đưa vào máy này' }).click()
  await expect(page.getByText(/Đã đưa vào máy này: \d+ mục chờ gửi/)).toBeVisible()
  await expect(page.getByText(/Đã gửi hết/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Đã xem, làm tiếp' }).click()
  await expect(page.getByRole('heading', { name: 'Dữ liệu trên máy đã bị xóa' })).toBeHidden()
  await page.goto(`${server.origin}/firms`)
  await page.getByRole('searchbox').fill('chua gui')
  await expect(page.getByText('Công ty TNHH Chưa Gửi')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Doanh nghiệp' })).toBeVisible()
})
