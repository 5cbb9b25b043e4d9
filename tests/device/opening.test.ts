import { expect, test, vi } from 'vitest'
import { recordOperation } from '#device/recordOperation.ts'
import { createTestDevice } from '../support/testDevice.ts'

const pin = { kind: 'pin.set', recordId: 'f1', body: { pinned: true, reason: 'gấp' } } as const

test('[F19] a database that could not be opened on a full disk opens again when there is room', async () => {
  const device = await createTestDevice()
  device.database.close({ disableAutoOpen: false })
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new DOMException('the disk is full', 'QuotaExceededError')
  })
  expect(await recordOperation(device, pin)).toMatchObject({ ok: false, problem: { code: 'storageFull' } })
  await new Promise((resolve) => setTimeout(resolve))
  expect(await recordOperation(device, pin)).toMatchObject({ ok: true })
  expect(await device.database.outbox.count()).toBe(1)
})

test('a database that was closed on purpose stays closed', async () => {
  const device = await createTestDevice()
  device.database.close()
  expect(await recordOperation(device, pin)).toMatchObject({ ok: false, problem: { code: 'notSaved' } })
})
