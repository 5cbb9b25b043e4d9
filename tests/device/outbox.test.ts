import { expect, test } from 'vitest'
import { nextBatch, nextTryAt, postpone, retryAtOnce, takeNewDeviceId, takeReceipts } from '#device/outbox.ts'
import { readMeta } from '#device/meta.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { createTestDevice, type TestDevice } from '../support/testDevice.ts'

const limits = { operations: 100, bytes: 256 * 1024 }

async function nextIds(device: TestDevice, within = limits): Promise<string[]> {
  return (await nextBatch(device, within)).operations.map((operation) => operation.content.id)
}

async function pin(device: TestDevice, recordId: string, reason = 'gấp'): Promise<string> {
  const recorded = await recordOperation(device, {
    kind: 'pin.set',
    recordId,
    body: { pinned: true, reason },
  })
  if (!recorded.ok) throw new Error('not recorded')
  return recorded.value
}

test('[I5] only a receipt for that very deed with the same hash moves it', async () => {
  const device = await createTestDevice()
  const id = await pin(device, 'f1')
  const [row] = await device.database.outbox.toArray()
  const receipt = { operationId: id, status: 'applied', seq: 7 } as const
  const heard = { epoch: 'one', serverTimeMs: device.now(), deviceId: 'phone' }
  expect(await takeReceipts(device, [{ ...receipt, bodyHash: 'f'.repeat(64) }], heard)).toEqual([])
  expect(
    await takeReceipts(device, [{ ...receipt, operationId: 'another', bodyHash: row!.bodyHash }], heard),
  ).toEqual([])
  expect(await device.database.outbox.count()).toBe(1)
  expect(await takeReceipts(device, [{ ...receipt, bodyHash: row!.bodyHash }], heard)).toEqual([id])
  expect(await device.database.outbox.count()).toBe(0)
  expect(await device.database.acknowledged.get(id)).toMatchObject({ receiptSeq: 7, status: 'applied' })
})

test.each([
  ['the first three, side by side', [0, 1, 2]],
  ['two with another between them', [0, 2]],
  ['one with a hash that is not its own, among others', [0, 1, 2, 3]],
])('[I5] receipts for %s leave every other deed where it is', async (_which, given) => {
  const device = await createTestDevice()
  const ids: string[] = []
  for (const record of ['f1', 'f2', 'f3', 'f4', 'f5']) {
    device.world.advance(1)
    ids.push(await pin(device, record))
  }
  const rows = await device.database.outbox.bulkGet(given.map((index) => ids[index]!))
  const receipts = rows.map((row, index) => ({
    operationId: row!.operationId,
    bodyHash: index === 3 ? 'f'.repeat(64) : row!.bodyHash,
    status: 'applied' as const,
    seq: 7 + index,
  }))
  const heard = { epoch: 'one', serverTimeMs: device.now(), deviceId: 'phone' }
  const moved = given.slice(0, 3).map((index) => ids[index]!)
  expect(await takeReceipts(device, receipts, heard)).toEqual(moved)
  expect(await device.database.acknowledged.toCollection().primaryKeys()).toEqual(moved)
  expect(await device.database.outbox.toCollection().primaryKeys()).toEqual(
    ids.filter((id) => !moved.includes(id)),
  )
})

test('[I14] a deed that must wait holds back only later deeds about the same record', async () => {
  const device = await createTestDevice()
  const stuck = await pin(device, 'f1')
  await pin(device, 'f1', 'sau')
  const free = await pin(device, 'f2')
  await postpone(device, [stuck], () => 60_000)
  expect(await nextIds(device)).toEqual([free])
  await retryAtOnce(device)
  expect(await nextIds(device)).toHaveLength(3)
})

test('[F16] a deed does not wait for years because the clock was put back after a try', async () => {
  const device = await createTestDevice()
  const id = await pin(device, 'f1')
  await postpone(device, [id], () => 60_000)
  expect((await nextBatch(device, limits)).operations).toEqual([])
  device.world.advance(-10 * 365 * 86_400_000)
  expect((await nextBatch(device, limits)).operations.map((operation) => operation.content.id)).toEqual([id])
  expect(await nextTryAt(device)).toBe(device.now())
})

test('a batch keeps to its limits, and a single deed above them goes alone', async () => {
  const device = await createTestDevice()
  for (const recordId of ['f1', 'f2', 'f3']) await pin(device, recordId)
  expect(await nextIds(device, { operations: 2, bytes: limits.bytes })).toHaveLength(2)
  expect(await nextIds(device, { operations: 100, bytes: 10 })).toHaveLength(1)
})

test('after a fork the device has a new number and unsent deeds are numbered from 1, ids unchanged', async () => {
  const device = await createTestDevice()
  const before = await readMeta(device.database, 'deviceId')
  await device.database.outbox.delete(await pin(device, 'f1'))
  const ids = [await pin(device, 'f2'), await pin(device, 'f3')]
  await takeNewDeviceId(device, before!)
  expect(await readMeta(device.database, 'deviceId')).not.toBe(before)
  const { operations } = await nextBatch(device, limits)
  expect(operations.map((operation) => [operation.content.id, operation.deviceSeq])).toEqual([
    [ids[0], 1],
    [ids[1], 2],
  ])
})
