import { expect, type Page } from '@playwright/test'
import { phone, signIn, test, untilOfflineReady } from './fixtures.ts'

test.use({ viewport: phone, sampleOf: 'backgroundSync' })

/** How many deeds wait on this device, read beside the app. */
function readWaiting(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name!)
    const name = names.find((one) => one.startsWith('nhip-cau/'))!
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => resolve(opening.result)
    })
    const count = database.transaction('outbox').objectStore('outbox').count()
    await new Promise((resolve) => {
      count.onsuccess = resolve
    })
    database.close()
    return count.result
  })
}

test('what was recorded goes out after the app was closed, when the browser has a connection', async ({
  page,
  context,
  server,
}) => {
  const workers = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    workers.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [found] = registrations.filter(({ scopeURL }) => scopeURL.startsWith(server.origin))
      if (found !== undefined) resolve(found.registrationId)
    })
  })
  await workers.send('ServiceWorker.enable')
  await signIn(page, server, 'binh')
  await untilOfflineReady(page)
  const registrationId = await registered
  await page.goto(`${server.origin}/firms/new`)
  await context.setOffline(true)
  await page.getByLabel('Tên doanh nghiệp').fill('Công ty TNHH Gửi Sau')
  await page.getByLabel(/^Khu/).first().selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Thêm doanh nghiệp' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Công ty TNHH Gửi Sau' })).toBeVisible()
  expect(await readWaiting(page)).toBe(1)
  await page.goto('about:blank')
  await context.setOffline(false)
  // of this origin, without the app: nothing but the service worker can send, now or when it is called
  await page.goto(`${server.origin}/healthz`)
  await workers.send('ServiceWorker.dispatchSyncEvent', {
    origin: server.origin,
    registrationId,
    tag: 'outbox',
    lastChance: false,
  })
  await expect.poll(() => readWaiting(page)).toBe(0)
})
