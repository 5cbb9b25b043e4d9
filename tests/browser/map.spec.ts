import { expect, type Page } from '@playwright/test'
import { signIn, tablet, test, untilOfflineReady } from './fixtures.ts'
import { pmtilesFile, pngTile, waterTile } from './pmtilesFile.ts'

test.use({ sampleOf: 'map' })

/** The app as a tablet has it from its second start on: with what draws the map, and no network. */
async function openOffline(page: Page, server: Parameters<typeof signIn>[1], who: string): Promise<void> {
  await page.setViewportSize(tablet)
  await signIn(page, server, who)
  await untilOfflineReady(page)
  await page.goto(`${server.origin}/plan`)
  await expect.poll(() => keptParts(page)).toEqual(['baseFile', 'drawMap'])
  await page.context().setOffline(true)
  await openMap(page, server.origin)
}

async function openMap(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/map`)
  await page.locator('.map-host[data-drawn]').waitFor()
}

function keptParts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const kept = await (await caches.open('lists')).keys()
    return kept.flatMap(({ url }) => /(baseFile|drawMap)-/.exec(url)?.[1] ?? []).toSorted()
  })
}

/** What is painted in the upper left of the map, where the sample has nothing; red, green and blue. */
function painted(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const [canvas] = document.querySelectorAll<HTMLCanvasElement>('.map-host canvas')
    return Array.from(canvas!.getContext('2d')!.getImageData(9, 60, 1, 1).data.slice(0, 3))
  })
}

async function addFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer,
  })
}

test('without a network a pin leads to its firm, and nothing is asked of any other place', async ({
  page,
  server,
}) => {
  const foreign: string[] = []
  page.on('request', (request) => foreign.push(request.url()))
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  await openOffline(page, server, 'minh')
  await page.getByRole('button', { name: 'Chuẩn bị điều kiện 1' }).click()
  const rows = page.getByRole('list', { name: 'Trên bản đồ' }).getByRole('link')
  await expect(rows).toHaveCount(1)
  const name = (await rows.textContent())!
  // the only one that is left comes to the middle
  await page.getByRole('button', { name: 'Xem toàn bộ' }).click()
  const sheet = page.getByRole('dialog', { name: '1 doanh nghiệp ở đây' })
  await expect(async () => {
    await page.getByRole('application', { name: 'Bản đồ doanh nghiệp' }).click()
    await expect(sheet).toBeVisible({ timeout: 2000 })
  }).toPass()
  await sheet.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  expect(foreign.filter((url) => !url.startsWith(server.origin) && !/^(data|blob):/.test(url))).toEqual([])
  expect(complaints.filter((text) => text.includes('Content Security Policy'))).toEqual([])
})

test('a place that is tapped on the map is kept without a network, and the firm stands there', async ({
  page,
  server,
}) => {
  await openOffline(page, server, 'minh')
  await page.getByRole('radio', { name: /^Chưa có vị trí/ }).check()
  const list = page.getByRole('list', { name: 'Chưa có vị trí' })
  const name = (await list.getByRole('link').first().textContent())!
  await page.getByRole('button', { name: `Đặt vị trí của ${name}` }).click()
  await page.getByRole('button', { name: 'Chọn trên bản đồ' }).click()
  await expect(page.getByText(`Chạm vào bản đồ, đúng chỗ của ${name}.`)).toBeVisible()
  await page.getByRole('application').click({ position: { x: 60, y: 200 } })
  await expect(page.getByLabel('Vĩ độ, kinh độ')).toHaveValue(/^19\.\d{5}, 10\d\.\d{5}$/)
  await page.getByRole('button', { name: 'Lưu' }).click()
  await expect(list.getByRole('link', { name })).toHaveCount(0)
  await page.getByRole('radio', { name: /^Trên bản đồ/ }).check()
  await expect(page.getByRole('list', { name: 'Trên bản đồ' }).getByRole('link', { name })).toBeVisible()
})

test('a map file of one’s own lies beneath the pins, stays over a restart without a network, and can be removed', async ({
  page,
  server,
}) => {
  await openOffline(page, server, 'quantri')
  const bare = await painted(page)
  await addFile(
    page,
    'tinh.pmtiles',
    pmtilesFile('pictures', pngTile(10, 200, 90), '<a href="#">Tỉnh Mẫu</a>'),
  )
  await expect.poll(() => painted(page)).toEqual([10, 200, 90])
  await expect(page.getByText('Tỉnh Mẫu', { exact: true })).toBeVisible()
  await page.reload()
  await page.locator('.map-host[data-drawn]').waitFor()
  await expect.poll(() => painted(page)).toEqual([10, 200, 90])
  // lines and areas in its place
  await addFile(page, 'song.pmtiles', pmtilesFile('lines', waterTile(), 'Sở Mẫu'))
  await expect.poll(() => painted(page)).toEqual([226, 234, 249])
  await page.getByText('Bản đồ nền', { exact: true }).click()
  await page.getByRole('button', { name: 'Bỏ bản đồ nền' }).click()
  await expect.poll(() => painted(page)).toEqual(bare)
  await page.reload()
  await page.locator('.map-host[data-drawn]').waitFor()
  await page.getByText('Bản đồ nền', { exact: true }).click()
  await expect(page.getByText(/^Chưa có bản đồ nền/)).toBeVisible()
})

test('a file that is no map is told in words, and the map that is there stays', async ({ page, server }) => {
  await openOffline(page, server, 'minh')
  await addFile(page, 'tinh.pmtiles', pmtilesFile('pictures', pngTile(10, 200, 90), ''))
  await expect.poll(() => painted(page)).toEqual([10, 200, 90])
  await addFile(page, 'danh-sach.xlsx', Buffer.from('PK not a map at all'))
  await expect(page.getByText('Tệp danh-sach.xlsx không phải là bản đồ PMTiles.')).toBeVisible()
  await expect(page.getByText('Bản đồ đang có không thay đổi.')).toBeVisible()
  expect(await painted(page)).toEqual([10, 200, 90])
})
