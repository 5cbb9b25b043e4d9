import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDraft, putDraft } from '#device/drafts.ts'
import { addPhoto } from '#device/photos.ts'
import { keepReserve } from '#device/reserve.ts'
import { must } from '../support/participant.ts'
import { createTestDevice } from '../support/testDevice.ts'

const reserveBytes = 4 * 1024 * 1024
const firmId = '00000000-0000-7000-8000-000000000001'

/** A disk with so much room on it besides the reserve. */
const disk = { free: 0, isReserved: false }

beforeEach(() => {
  Object.assign(disk, { free: reserveBytes, isReserved: false })
  const reserve = {
    match: async () => (disk.isReserved ? new Response() : undefined),
    put: async () => {
      fill(reserveBytes)
      disk.isReserved = true
    },
    delete: async () => {
      const was = disk.isReserved
      disk.free += was ? reserveBytes : 0
      disk.isReserved = false
      return was
    },
  }
  vi.stubGlobal('caches', { open: async () => reserve })
})
afterEach(() => vi.unstubAllGlobals())

function fill(bytes: number): void {
  if (bytes > disk.free) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
  disk.free -= bytes
}

test('a photo that finds no room is refused and leaves the room that is kept for answers to them', async () => {
  const device = await createTestDevice()
  const { drafts, photos, photoChunks } = device.database
  const draft = must(await createDraft(device, { firmId, form: { answers: {} } }))
  await keepReserve()
  photoChunks.hook('creating').subscribe(() => fill(1000))
  drafts.hook('updating').subscribe(() => fill(1000))
  const refused = await addPhoto(device, draft, new Uint8Array([1, 2, 3]))
  expect(refused).toMatchObject({ ok: false, problem: { code: 'storageFull' } })
  expect([await photos.count(), await photoChunks.count()]).toEqual([0, 0])
  expect(disk).toEqual({ free: 0, isReserved: true })
  must(await putDraft(device, { ...draft, revision: draft.revision + 1 }))
  expect((await drafts.get(draft.visitId))!.revision).toBe(draft.revision + 1)
})
