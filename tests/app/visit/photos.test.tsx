import { act, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addPhoto } from '#device/photos.ts'
import { readDraft } from '#device/drafts.ts'
import { must } from '../../support/participant.ts'
import { openVisitScreen, question, record, tap, type } from './visitScreen.tsx'

const addresses = { made: 0 }
beforeEach(() => {
  addresses.made = 0
  // jsdom has no pictures
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: () => `blob:${(addresses.made += 1)}`,
      revokeObjectURL: () => undefined,
    }),
  )
})
afterEach(() => vi.unstubAllGlobals())

/** The form of a unit that allows photos, far enough for the last section. */
async function openWithPhotos(allowsPhotos = true) {
  const visit = await openVisitScreen('approved', ({ identity }) => [
    record('unit', identity.unitId, 'unit', {
      id: identity.unitId,
      name: 'Đơn vị thử',
      noticeVersion: '1',
      asksOwnerMembership: false,
      allowsPhotos,
    }),
  ])
  await tap('radio', 'Nhân sự, hành chính')
  await screen.findByRole('textbox', { name: 'Ghi chú' })
  return visit
}

async function choose(...files: File[]) {
  await screen.findByRole('button', { name: 'Chọn ảnh' })
  const [, album] = question('photos').querySelectorAll<HTMLInputElement>('input[type=file]')
  Object.defineProperty(album, 'files', { value: files, configurable: true })
  await act(async () => void fireEvent(album!, new Event('change', { bubbles: true })))
}

/** What is still to be said before «Hoàn tất». */
async function answerTheRest() {
  await tap('checkbox', /Đã nói rõ mục đích/)
  await tap('button', 'Tất cả vẫn như cũ')
  await tap('button', /^Nhận: /)
}

/** jsdom cannot draw: every file is a picture of ten bytes, once it was read. */
function standInForPictures(read: () => Promise<void>) {
  vi.stubGlobal('createImageBitmap', async () => {
    await read()
    return { width: 4, height: 4, close: () => undefined }
  })
  const canvas = HTMLCanvasElement.prototype
  vi.spyOn(canvas, 'getContext').mockReturnValue({
    fillRect: () => undefined,
    drawImage: () => undefined,
  } as never)
  vi.spyOn(canvas, 'toBlob').mockImplementation((done) => done(new Blob([new Uint8Array(10)])))
}

test('6.6 is not asked while the unit does not allow photos', async () => {
  await openWithPhotos(false)
  expect(screen.queryByText('Ảnh biển hiệu, giấy tờ')).toBeNull()
})

test('6.6 shows each photo small, and takes it out with one tap', async () => {
  const { device, visitId } = await openWithPhotos()
  const draft = (await readDraft(device, visitId))!
  must(await addPhoto(device, draft, new Uint8Array([1, 2, 3])))
  must(await addPhoto(device, draft, new Uint8Array([4, 5, 6])))
  expect(await screen.findByRole('img', { name: 'Ảnh 2' })).toBeTruthy()
  expect(question('photos').textContent).toContain('Thêm được 4 ảnh nữa.')
  await tap('button', 'Bỏ ảnh 1')
  await waitFor(() => expect(screen.queryByRole('img', { name: 'Ảnh 2' })).toBeNull())
  expect(await device.database.photos.count()).toBe(1)
})

test('a photo that is damaged on disk says so in its place', async () => {
  const { device, visitId } = await openWithPhotos()
  const draft = (await readDraft(device, visitId))!
  const { hash } = must(await addPhoto(device, draft, new Uint8Array(300_000)))
  await device.database.photoChunks.delete([visitId, hash, 1])
  await act(async () => void must(await addPhoto(device, draft, new Uint8Array([1]))))
  expect(await screen.findByText(/bị hỏng trên máy, không gửi được/)).toBeTruthy()
})

test('a file that cannot be read is told in words, and nothing of the form changes', async () => {
  const { device, savedForm } = await openWithPhotos()
  await type('Ghi chú', 'Có 3 ca')
  vi.stubGlobal('createImageBitmap', async () => {
    throw new DOMException('no picture', 'InvalidStateError')
  })
  await choose(new File(['not a picture'], 'x.jpg', { type: 'image/jpeg' }))
  expect(await screen.findByText(/không đọc được tệp ảnh vừa chọn/)).toBeTruthy()
  expect(await device.database.photos.count()).toBe(0)
  await waitFor(async () =>
    expect((await savedForm())?.answers['notes']).toMatchObject({ answer: { value: 'Có 3 ca' } }),
  )
})

test('«Hoàn tất» waits for a photo that is being made smaller, and the visit names it', async () => {
  const { device, visitId } = await openWithPhotos()
  await answerTheRest()
  const shrunk = Promise.withResolvers<void>()
  standInForPictures(() => shrunk.promise)
  await choose(new File(['x'], 'x.jpg', { type: 'image/jpeg' }))
  expect(await screen.findByText('Đang thu nhỏ ảnh…')).toBeTruthy()
  await tap('button', 'Hoàn tất')
  expect(await device.database.outbox.count()).toBe(0)
  shrunk.resolve()
  await waitFor(async () => expect(await device.database.outbox.count()).toBe(1))
  const [deed] = await device.database.outbox.toArray()
  const [photo] = await device.database.photos.toArray()
  expect(deed!.sealed.plain).toMatchObject({
    recordId: visitId,
    body: { answers: { photos: { value: [photo!.hash] } } },
  })
  expect(photo).toMatchObject({ state: 'waiting' })
})

test('a photo that could not be kept stops «Hoàn tất» once, and is told; the next tap completes without it', async () => {
  const { device } = await openWithPhotos()
  await answerTheRest()
  const read = Promise.withResolvers<never>()
  standInForPictures(() => read.promise)
  await choose(new File(['x'], 'x.jpg', { type: 'image/jpeg' }))
  await tap('button', 'Hoàn tất')
  await act(async () => read.reject(new DOMException('no picture', 'InvalidStateError')))
  expect(await screen.findByText(/không đọc được tệp ảnh vừa chọn/)).toBeTruthy()
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Chụp ảnh'))
  expect(await device.database.outbox.count()).toBe(0)
  await tap('button', 'Hoàn tất')
  await waitFor(async () => expect(await device.database.outbox.count()).toBe(1))
})

test('a full phone is told what is safe and what to do', async () => {
  const { device } = await openWithPhotos()
  device.database.photoChunks.hook('creating').subscribe(() => {
    throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
  })
  standInForPictures(async () => undefined)
  await choose(new File(['x'], 'x.jpg', { type: 'image/jpeg' }))
  expect(await screen.findByText(/Máy hết chỗ trống, ảnh này chưa lưu được/)).toBeTruthy()
  expect(screen.getByText(/Lượt này vẫn hoàn tất được khi thiếu ảnh/)).toBeTruthy()
})
