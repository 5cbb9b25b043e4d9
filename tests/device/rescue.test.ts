import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import { DeviceDatabase } from '#device/database.ts'
import { readBackupOf } from '#device/backupFile.ts'
import { reopenDevice } from '#device/device.ts'
import { createDraft } from '#device/drafts.ts'
import { nextBatch, takeReceipts } from '#device/outbox.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { openForRescue } from '#device/rescue.ts'
import { createTestDevice } from '../support/testDevice.ts'

/** What the next build's database may be: its upgrade fails, as on a phone that is full or was switched off. */
class NextDatabase extends DeviceDatabase {
  constructor(name: string) {
    super(name)
    this.version(this.verno + 1)
      .stores({ outbox: 'operationId, deviceSeq, recordId, savedAt' })
      .upgrade(() => {
        throw new Error('no space for the upgrade')
      })
  }
}

test('[F22] after an upgrade that failed, what waits can be sent and carried', async () => {
  const device = await createTestDevice()
  const { name } = device.database
  await recordOperation(device, { kind: 'pin.set', recordId: 'f1', body: { pinned: true } })
  await createDraft(device, { firmId: 'f1', form: { typed: 1 } })
  device.database.close()
  await expect(new NextDatabase(name).open()).rejects.toThrow('no space')

  const rescued = (await openForRescue(name, device.world))!
  expect(rescued.identity).toEqual(device.identity)
  expect(await readBackupOf(rescued)).toMatchObject({ operations: [{}], drafts: [{ form: { typed: 1 } }] })
  const [waiting] = (await nextBatch(rescued, { operations: 100, bytes: 1000 })).operations
  const receipt = { operationId: waiting!.content.id, status: 'applied', seq: 7 } as const
  const heard = { epoch: 'one', serverTimeMs: rescued.now(), deviceId: 'phone' }
  expect(await takeReceipts(rescued, [{ ...receipt, bodyHash: waiting!.bodyHash }], heard)).toHaveLength(1)
  expect(await rescued.database.outbox.count()).toBe(0)
})

test('[F22] an upgrade that an old tab holds up goes on by itself once that tab is closed', async () => {
  const device = await createTestDevice()
  const { name } = device.database
  await device.database.delete()
  const opening = indexedDB.open(name, 5)
  await new Promise((resolve) => {
    opening.onsuccess = resolve
  })
  const heldUp = new Promise<void>((resolve) => {
    void reopenDevice(name, device.world, resolve).then((reopened) => expect(reopened).toBeUndefined())
  })
  await heldUp
  opening.result.close()
  expect(await reopenDevice(name, device.world)).toBeUndefined()
})

test('[F22] a database that a newer build has extended is opened by this one, with all that is in it', async () => {
  const device = await createTestDevice()
  const { name } = device.database
  await recordOperation(device, { kind: 'pin.set', recordId: 'f1', body: { pinned: true } })
  device.database.close()
  const newer = new DeviceDatabase(name)
  newer
    .version(newer.verno + 1)
    .stores({ somethingNew: 'id', outbox: 'operationId, deviceSeq, recordId, savedAt' })
  await newer.open()
  newer.close()
  const reopened = await reopenDevice(name, device.world)
  expect(await reopened?.database.outbox.count()).toBe(1)
})

test('nothing is made where there is no database', async () => {
  const device = await createTestDevice()
  expect(await openForRescue('nhip-cau/khong/co', device.world)).toBeUndefined()
  expect(await Dexie.exists('nhip-cau/khong/co')).toBe(false)
})
