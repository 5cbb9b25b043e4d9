import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { phone, signIn, test } from './fixtures.ts'

test.use({ sampleOf: 'dialogue' })

test('«Gợi ý trao đổi» is read at the firm without a network, and scrolled by keyboard', async ({
  page,
  server,
}) => {
  await page.setViewportSize(phone)
  await signIn(page, server, 'binh')
  await page.goto(`${server.origin}/firms`)
  await page.getByRole('link', { name: 'Công ty TNHH Mẫu Dệt Sao 3' }).click()
  await page.evaluate(async () => navigator.serviceWorker.ready.then(() => undefined))
  await page.context().setOffline(true)
  await page.getByText('Ý kiến của chủ doanh nghiệp, người liên hệ').click()
  await page.getByRole('button', { name: /^Gợi ý trao đổi: Tốn thời gian/ }).click()
  const sheet = page.getByRole('dialog', { name: /^Gợi ý trao đổi/ })
  await expect(sheet.getByText(/không phải điều kiện cấp phép/)).toBeAttached()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  const scrolled = () => sheet.evaluate((dialog) => dialog.querySelector('.dialog-body')!.scrollTop)
  await sheet.getByRole('document').focus()
  await page.keyboard.press('End')
  await expect.poll(scrolled).toBeGreaterThan(0)
})
