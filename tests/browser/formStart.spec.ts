import { expect, type Page } from '@playwright/test'
import { installProbe, type Probe } from '../bench/pages/probe.ts'
import { phone, signIn, test } from './fixtures.ts'

test.use({ viewport: phone, sampleOf: 'formStart' })

declare const probe: Probe

const firstAnswer = { name: 'Nhân sự, hành chính', exact: true }
const openElsewhere = 'Lượt này đang mở ở một cửa sổ khác.'

/** Begins a visit to the first firm; returns the form's address. */
async function beginVisit(page: Page, origin: string): Promise<string> {
  await page.goto(`${origin}/firms`)
  await page.getByRole('main').getByRole('link', { name: /Mẫu/ }).first().click()
  await page
    .getByRole('button', { name: /Bắt đầu khảo sát|Làm tiếp/ })
    .or(page.getByRole('link', { name: 'Làm tiếp' }))
    .first()
    .click()
  await page.getByRole('radio', firstAnswer).waitFor()
  return page.url()
}

test('a form opened by its address needs at most 160 kB of code and five requests', async ({
  page,
  context,
  server,
}) => {
  await signIn(page, server, 'binh')
  const address = await beginVisit(page, server.origin)
  await page.goto('about:blank')
  const browser = await context.newCDPSession(page)
  await browser.send('Network.clearBrowserCache')
  const storageTypes = 'service_workers,cache_storage'
  await browser.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes })
  await page.addInitScript(installProbe)
  await page.goto(address)
  await page.waitForFunction(() => probe.focusableAt !== undefined)
  const { code, files } = await page.evaluate(() => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const before = entries.filter(({ startTime }) => startTime < probe.focusableAt!)
    return {
      code: before
        .filter(({ name }) => /\.(js|css)$/.test(name))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
      files: before.map(({ name }) => name),
    }
  })
  expect(code).toBeGreaterThan(0)
  expect(code).toBeLessThanOrEqual(160_000)
  // and the page itself
  expect(files.length + 1, files.join('\n')).toBeLessThanOrEqual(5)
})

test('the app can be installed: its manifest is linked once a screen stands', async ({ page, server }) => {
  await page.goto(server.origin)
  const link = page.locator('link[rel="manifest"]')
  await expect(link).toHaveCount(1)
  const manifest = await page.evaluate(async () => {
    const { href } = document.querySelector<HTMLLinkElement>('link[rel="manifest"]')!
    return (await (await fetch(href)).json()) as { name: string; icons: unknown[] }
  })
  expect(manifest.name).toBe('Nhịp Cầu')
  expect(manifest.icons.length).toBeGreaterThan(0)
})

test('a form that is loaded again stays in hand; in a second tab it can only be read, until it is taken over', async ({
  page,
  context,
  server,
}) => {
  await signIn(page, server, 'binh')
  const address = await beginVisit(page, server.origin)
  for (let time = 0; time < 3; time += 1) {
    await page.reload()
    await expect(page.getByRole('radio', firstAnswer)).toBeEnabled()
    await expect(page.getByText(openElsewhere)).toHaveCount(0)
  }
  const second = await context.newPage()
  await second.goto(address)
  await expect(second.getByText(openElsewhere)).toBeVisible()
  await expect(second.getByRole('radio', firstAnswer)).toBeDisabled()
  await second.getByRole('button', { name: 'Làm tiếp ở đây' }).click()
  await expect(second.getByRole('radio', firstAnswer)).toBeEnabled()
  await expect(page.getByRole('radio', firstAnswer)).toBeDisabled()
})
