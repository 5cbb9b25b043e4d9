import type { IncomingMessage } from 'node:http'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { openFront, type Front } from '../chaos/front.ts'
import { createProfile, startChromium } from '../support/chromium.ts'
import { createServerProcess } from '../support/serverProcess.ts'
import { phone, signIn, tablet, untilOfflineReady } from './fixtures.ts'

const firmName = 'Công ty TNHH Mẫu Dệt Sao 3'
/** Where and with what it was taken, as a camera writes it; made up. */
const secret = 'GPS 21.0285N 105.8542E MAY-ANH-THU'

test('a photo is made small, loses its place, outlives kill -9 without a server, goes on where its connection broke, and reaches the supervisor', async () => {
  test.setTimeout(400_000)
  const directory = mkdtempSync(join(tmpdir(), 'nhip-cau-photos-'))
  const server = await createServerProcess(directory, ['--demo'])
  const profiles = { quantri: createProfile('quantri'), binh: createProfile('binh') }
  await server.start()
  const front = await openFront(server.origin)
  const quantri = await startChromium(profiles.quantri, tablet)
  let binh = await startChromium(profiles.binh, phone)
  try {
    await allowPhotos(quantri.page, front)
    await signIn(binh.page, front, 'binh')
    await untilOfflineReady(binh.page)
    await server.stop()

    await openForm(binh.page, front)
    const large = await drawPhoto(binh.page)
    await choose(binh.page, large)
    await expect(binh.page.getByRole('img', { name: 'Ảnh 1' })).toBeVisible()
    await binh.kill()

    binh = await startChromium(profiles.binh, phone)
    await binh.page.goto(`${front.origin}/today`)
    await binh.page
      .getByRole('link', { name: new RegExp(firmName) })
      .first()
      .click()
    const shown = binh.page.getByRole('img', { name: 'Ảnh 1' })
    await expect(shown).toBeVisible()
    const size = await shown.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])
    expect(size).toEqual([1600, 1200])
    await choose(binh.page, Buffer.from('not a picture'))
    await expect(binh.page.getByText(/không đọc được tệp ảnh vừa chọn/)).toBeVisible()
    await complete(binh.page)

    await binh.page.goto(`${front.origin}/outbox`)
    await expect(binh.page.getByText('Gửi sau khi máy chủ nhận lượt khảo sát.')).toBeVisible()
    const pieces = watchPieces(front)
    await server.start()
    await binh.page.getByRole('button', { name: 'Gửi ngay' }).click()
    // its visit is there, it is not: nothing says that all is sent
    await expect(binh.page.getByText(/Còn 1 ảnh chưa gửi/)).toBeVisible({ timeout: 90_000 })
    await expect(
      binh.page.getByText('Gửi khi có mạng. Đứt giữa chừng thì gửi tiếp phần còn lại.'),
    ).toBeVisible()
    await expect(binh.page.getByText(/Đã gửi hết/)).toBeHidden()
    expect(photosOnServer(directory)).toEqual([])
    await binh.kill()
    pieces.isBad = false
    binh = await startChromium(profiles.binh, phone)
    await binh.page.goto(`${front.origin}/outbox`)
    await binh.page.getByRole('button', { name: 'Gửi ngay' }).click()
    await expect(binh.page.getByText(/Đã gửi hết/).first()).toBeVisible({ timeout: 90_000 })
    // its first piece once, the others until they were there
    expect(pieces.begins.slice(0, 2)).toEqual([0, 256 * 1024])
    expect(pieces.begins.slice(1).every((begin) => begin >= 256 * 1024)).toBe(true)
    await expect(binh.page.getByRole('list', { name: 'Ảnh chờ gửi' })).toBeHidden()
    const [stored] = photosOnServer(directory)
    expect(large.includes(secret)).toBe(true)
    expect(stored!.includes(secret) || stored!.includes('Exif')).toBe(false)
    expect([stored!.subarray(0, 2).toString('hex'), stored!.length < large.length]).toEqual(['ffd8', true])

    await review(quantri.page, front)
  } finally {
    await binh.kill()
    await quantri.kill()
    await front.close()
    await server.stop()
    profiles.quantri.remove()
    profiles.binh.remove()
    rmSync(directory, { recursive: true, force: true })
  }
})

/** Where each piece begins that a phone sends from now on; while `isBad`, all but the first break off in their middle. */
function watchPieces(front: Front) {
  const watched = { begins: [] as number[], isBad: true }
  const breaks = ({ method, headers }: IncomingMessage) => {
    if (method !== 'PATCH') return false
    watched.begins.push(Number(headers['upload-offset']))
    return watched.isBad && watched.begins.length > 1
  }
  front.meets({ kind: 'shaky', breaks })
  return watched
}

async function allowPhotos(page: Page, front: Front): Promise<void> {
  await signIn(page, front, 'quantri')
  await page.goto(`${front.origin}/admin`)
  await page.getByRole('radio', { name: 'Ảnh', exact: true }).check()
  await page.getByRole('switch', { name: /Cho phép chụp ảnh/ }).click()
  await expect(page.getByRole('switch', { name: /Cho phép chụp ảnh/ })).toBeChecked()
}

async function openForm(page: Page, front: Front): Promise<void> {
  await page.goto(`${front.origin}/today`)
  await page
    .getByRole('link', { name: new RegExp(firmName) })
    .first()
    .click()
  await page.getByRole('button', { name: 'Bắt đầu khảo sát' }).click()
  await page.getByRole('radio', { name: 'Nhân sự, hành chính' }).check()
  await page.getByRole('button', { name: 'Chọn ảnh' }).waitFor()
}

/** A large picture with some noise in it, and in its head what a camera writes there. */
async function drawPhoto(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 3200, height: 2400 })
    const context = canvas.getContext('2d')!
    for (let spot = 0; spot < 4000; spot += 1) {
      context.fillStyle = `hsl(${(spot * 37) % 360} 60% 50%)`
      context.fillRect((spot * 97) % 3200, (spot * 61) % 2400, 60, 40)
    }
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95))
    return Array.from(new Uint8Array(await blob!.arrayBuffer()))
  })
  const jpeg = Buffer.from(drawn)
  const note = Buffer.from(`Exif\0\0${secret}`)
  const head = Buffer.from([0xff, 0xe1, 0, note.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), head, note, jpeg.subarray(2)])
}

async function choose(page: Page, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Chọn ảnh' }).click(),
  ])
  await chooser.setFiles({ name: 'bien-hieu.jpg', mimeType: 'image/jpeg', buffer })
}

async function complete(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /Đã nói rõ mục đích/ }).check()
  await page.getByRole('textbox', { name: /bao nhiêu lao động/ }).fill('3300')
  for (const section of [
    'Doanh nghiệp và lao động',
    'Công đoàn và Đoàn Thanh niên',
    'Tổ chức đảng và đảng viên',
  ]) {
    await page.getByRole('button', { name: `Vẫn như cũ: ${section}` }).click()
  }
  await page.getByRole('button', { name: 'Nhận tất cả' }).click()
  await page.getByRole('button', { name: /Hoàn tất/ }).click()
  await expect(page.getByText('Tạm tính, chờ duyệt').first()).toBeVisible()
}

function photosOnServer(directory: string): Buffer[] {
  const names = readdirSync(directory, { recursive: true }) as string[]
  return names.filter((name) => name.endsWith('.jpg')).map((name) => readFileSync(join(directory, name)))
}

async function review(page: Page, front: Front): Promise<void> {
  await signIn(page, front, 'minh')
  await page.goto(`${front.origin}/review`)
  await page
    .getByRole('link', { name: new RegExp(firmName) })
    .first()
    .click({ timeout: 60_000 })
  const shown = page.getByRole('img', { name: 'Ảnh 1' })
  await expect(shown).toBeVisible({ timeout: 60_000 })
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600)
  await page.getByRole('button', { name: 'Xem lớn ảnh 1' }).click()
  await expect(page.getByRole('dialog', { name: 'Ảnh 1' }).getByRole('img')).toBeVisible()
}
