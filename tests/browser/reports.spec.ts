import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { signIn, tablet, test, untilOfflineReady } from './fixtures.ts'

test.use({ sampleOf: 'reports' })

async function download(page: Page, name: string) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ])
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

test('without a network a report is worked out, and made a workbook and a CSV file, by the built app', async ({
  page,
  server,
}) => {
  await page.setViewportSize(tablet)
  await signIn(page, server, 'minh')
  await untilOfflineReady(page)
  await page.context().setOffline(true)
  await page.goto(`${server.origin}/reports/R9`)
  const total = page.getByRole('row', { name: /Tổng cộng/ })
  await expect(total.getByRole('cell')).toHaveText(['', '40', '13', '0', '13', '99', '86', '13', /^\d+$/])
  const workbook = await download(page, 'Tải tệp Excel')
  expect(workbook.name).toMatch(/^nhip-cau-R9-.*\.xlsx$/)
  expect(workbook.bytes.subarray(0, 2).toString()).toBe('PK')
  const csv = await download(page, 'Tải tệp CSV')
  expect(csv.bytes.toString()).toMatch(/^\ufeffSTT;9\. Doanh nghiệp và hợp tác xã;/)
  expect(csv.bytes.toString()).toMatch(/;Tổng cộng;40;13;0;13;99;86;13;/)
})
