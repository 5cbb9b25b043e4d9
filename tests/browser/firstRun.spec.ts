import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base, type Page } from '@playwright/test'
import { createServerProcess, type ServerProcess } from '../support/serverProcess.ts'
import { tablet } from './fixtures.ts'

/** A server with an empty database, one for each test. */
const test = base.extend<{ server: ServerProcess }>({
  server: async ({ browserName: _ }, provide) => {
    const directory = mkdtempSync(join(tmpdir(), 'nhip-cau-first-'))
    const server = await createServerProcess(directory, [])
    await server.start()
    await provide(server)
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  },
})

test.use({ viewport: tablet })

function codeOf(server: ServerProcess): string {
  const [, code] = /enter this code: (\S+)/.exec(server.printed()) ?? []
  if (code === undefined) throw new Error(`no code in: ${server.printed()}`)
  return code
}

async function add(
  page: Page,
  part: string,
  button: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
) {
  await page.getByRole('radio', { name: part }).check()
  await page.getByRole('button', { name: button, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await fill(dialog)
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click()
  await expect(dialog).toBeHidden()
}

test('«Thiết lập đơn vị» leads to a unit with a park, a group, a surveyor and a firm', async ({
  page,
  server,
}) => {
  await page.goto(server.origin)
  await page.getByLabel('Mã thiết lập').fill('khong-phai')
  await page.getByLabel('Tên đơn vị').fill('Đảng ủy khu công nghiệp thử')
  await page.getByLabel('Họ tên người quản trị').fill('Quản trị thử')
  await page.getByLabel('Tên đăng nhập').fill('quantri')
  await page.getByLabel('Mật khẩu').fill('mat-khau-thu')
  await page.getByRole('button', { name: 'Thiết lập đơn vị' }).click()
  await expect(page.getByText('Mã thiết lập không đúng. Xem lại dòng máy chủ in ra.')).toBeVisible()
  await page.getByLabel('Mã thiết lập').fill(codeOf(server))
  await page.getByRole('button', { name: 'Thiết lập đơn vị' }).click()
  await page.waitForURL(/\/(today|admin)/)

  await page.getByRole('link', { name: 'Quản trị' }).click()
  await add(page, 'Khu', 'Thêm khu', async (dialog) => {
    await dialog.getByLabel('Tên khu').fill('KCN Thử')
  })
  await add(page, 'Tổ công tác', 'Thêm tổ công tác', async (dialog) => {
    await dialog.getByLabel('Tên tổ').fill('Tổ thử')
    await dialog.getByRole('checkbox', { name: 'KCN Thử' }).check()
  })
  await add(page, 'Người', 'Thêm người', async (dialog) => {
    await dialog.getByLabel('Tên gọi').fill('Bình')
    await dialog.getByLabel('Tên đăng nhập').fill('binh')
    await dialog.getByLabel('Mật khẩu').fill('mat-khau-thu')
    await dialog.getByRole('checkbox', { name: /Khảo sát/i }).check()
  })
  await expect(page.getByText('Bình').first()).toBeVisible()

  await page.getByRole('link', { name: 'Doanh nghiệp', exact: true }).click()
  await page.getByRole('link', { name: 'Thêm doanh nghiệp' }).first().click()
  await page.getByLabel('Tên doanh nghiệp').fill('Công ty TNHH Thử Nghiệm 1')
  await page.getByLabel(/^Khu/).first().selectOption({ label: 'KCN Thử' })
  await page.getByRole('button', { name: 'Thêm doanh nghiệp' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Công ty TNHH Thử Nghiệm 1' })).toBeVisible()
})

test('«Dùng thử với dữ liệu mẫu» leads to the sample with its accounts', async ({ page, server }) => {
  await page.goto(server.origin)
  await page.getByLabel('Mã thiết lập').fill(codeOf(server))
  await page.getByRole('button', { name: 'Dùng thử với dữ liệu mẫu' }).click()
  await expect(page.getByText(/nhip-cau-demo/)).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(/Phạm Mẫu Bình/)).toBeVisible()
})
