import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type Page } from '@playwright/test'
import { createServerProcess, type ServerProcess } from '../support/serverProcess.ts'

export const password = 'nhip-cau-demo'
export const phone = { width: 360, height: 740 }
export const tablet = { width: 1180, height: 820 }

interface Sample {
  /** The real server with the sample unit. */
  readonly server: ServerProcess
  /** Each file of tests names a sample of its own, in which the others have not worked. */
  readonly sampleOf: string | undefined
}

export const test = base.extend<object, Sample>({
  sampleOf: [undefined, { scope: 'worker', option: true }],
  server: [
    async ({ sampleOf }, provide) => {
      if (sampleOf === undefined) throw new Error('test.use({ sampleOf }) says whose sample this is')
      const directory = mkdtempSync(join(tmpdir(), 'nhip-cau-browser-'))
      const server = await createServerProcess(directory, ['--demo'])
      await server.start()
      await provide(server)
      await server.stop()
      rmSync(directory, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
})

/** Signs in through the screen and waits until what this person may see has come. */
export async function signIn(
  page: Page,
  server: Pick<ServerProcess, 'origin'>,
  username: string,
): Promise<void> {
  await page.goto(`${server.origin}/sign-in`)
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu').fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await page
    .getByText(/Đã gửi hết|Không có mục nào chờ gửi/)
    .first()
    .waitFor()
}

/** Waits until the app opens without a server: its service worker has everything and controls the page. */
export async function untilOfflineReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
}
