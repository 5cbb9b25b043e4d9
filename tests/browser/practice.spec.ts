import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, type BrowserContext, type Page, type TestInfo } from '@playwright/test'
import { practiceIds } from '#device/practice/practiceIds.ts'
import { phone, signIn, test, untilOfflineReady } from './fixtures.ts'

test.use({ sampleOf: 'practice' })

const profile = mkdtempSync(join(tmpdir(), 'nhip-cau-practice-'))
test.afterAll(() => rmSync(profile, { recursive: true, force: true }))

/** The same phone each time: what was kept on it is there again. */
function switchOn({ project }: TestInfo): Promise<BrowserContext> {
  const { launchOptions, locale, timezoneId } = project.use
  return chromium.launchPersistentContext(profile, {
    ...launchOptions,
    ...(locale !== undefined && { locale }),
    ...(timezoneId !== undefined && { timezoneId }),
    viewport: phone,
  })
}

const band = (page: Page) => page.getByText('Đang tập làm – không có gì được gửi đi')

/** What waits in every database on the phone, by its name, read beside the app. */
function readWaiting(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const found: Record<string, number> = {}
    const names = (await indexedDB.databases()).map(({ name }) => name!)
    for (const name of names.filter((one) => /^nhip-cau(-tap-lam)?\//.test(one))) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
      })
      const count = database.transaction('outbox').objectStore('outbox').count()
      await new Promise((resolve) => {
        count.onsuccess = resolve
      })
      database.close()
      found[name.split('/')[0]!] = count.result
    }
    return found
  })
}

test('a practice without a network: a visit is completed, the phone dies, it goes on and ends; real work waits untouched', async ({
  server,
}, info) => {
  let context = await switchOn(info)
  let page = await context.newPage()
  await signIn(page, server, 'binh')
  await untilOfflineReady(page)
  await page.goto(`${server.origin}/firms/new`)
  // there is no server any more, whatever a browser takes for a network
  await server.stop()
  await page.getByLabel('Tên doanh nghiệp').fill('Công ty TNHH Việc Thật')
  await page.getByLabel(/^Khu/).first().selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Thêm doanh nghiệp' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Công ty TNHH Việc Thật' })).toBeVisible()

  await page.goto(`${server.origin}/settings`)
  await page.getByRole('button', { name: 'Bắt đầu tập làm' }).click()
  await expect(band(page)).toBeVisible()
  await expect(page.getByText(/^Việc thật: .*1 mục chờ gửi/)).toBeVisible()
  await page.getByRole('link', { name: 'Công ty TNHH Mẫu Bao bì Cổng Kín' }).click()
  await page.getByRole('button', { name: 'Bắt đầu khảo sát' }).click()
  await page.getByRole('radio', { name: 'Từ chối tiếp' }).check()
  await page.getByRole('checkbox', { name: 'Đang bận' }).check()
  await page.getByRole('button', { name: 'Nhận' }).first().click()
  await page.getByRole('button', { name: 'Hoàn tất' }).click()
  await expect(page.getByText(/^Quy tắc xếp «.+»: .+ Chưa đến lại trước /)).toBeVisible()
  expect(await readWaiting(page)).toEqual({ 'nhip-cau': 1, 'nhip-cau-tap-lam': 1 })
  await context.close()

  context = await switchOn(info)
  page = await context.newPage()
  await page.goto(server.origin)
  await expect(page.getByRole('heading', { level: 1, name: 'Hôm nay' })).toBeVisible()
  await expect(band(page)).toHaveCount(0)
  await page.goto(`${server.origin}/settings`)
  await page.getByRole('link', { name: 'Làm tiếp buổi tập' }).click()
  await expect(band(page)).toBeVisible()
  await page.reload()
  await expect(band(page)).toBeVisible()
  await page.getByRole('link', { name: 'Gửi dữ liệu' }).click()
  await page.getByRole('button', { name: 'Gửi ngay' }).click()
  await expect(page.getByText(/^Tập làm: không gửi đi\./)).toBeVisible()
  expect(await readWaiting(page)).toEqual({ 'nhip-cau': 1, 'nhip-cau-tap-lam': 0 })

  const second = await context.newPage()
  await second.goto(`${server.origin}/practice/today`)
  await expect(band(second)).toBeVisible()
  await page.getByRole('button', { name: 'Kết thúc tập làm' }).click()
  await page.waitForURL(/\/settings$/)
  await expect(band(page)).toHaveCount(0)
  // another tab is told plainly
  await second.waitForURL(/\/today$/)
  await expect(band(second)).toHaveCount(0)
  // what tells that the browser has cleared something knows of real work alone
  const remembered = () =>
    page.evaluate(async () => {
      const sentinels = await caches.open('nhip-cau-sentinel')
      return (await sentinels.keys()).map(({ url }) => url)
    })
  expect(await remembered()).toEqual([expect.not.stringContaining(practiceIds.unit)])
  expect(await readWaiting(page)).toEqual({ 'nhip-cau': 1, 'nhip-cau-tap-lam': 0 })
  await context.close()
})
