import { expect, test } from 'vitest'
import type { SyncChange } from '#domain/change.ts'
import { addDigest, digestOf, emptyDigest } from '#domain/digest.ts'
import { readCards } from '#device/cards.ts'
import { applyPage, refreshCards } from '#device/inbox.ts'
import { readMeta } from '#device/meta.ts'
import { createTestDevice, type TestDevice } from '../support/testDevice.ts'

const firmA = '019aa000-0000-7000-8000-00000000000a'
const firmB = '019aa000-0000-7000-8000-00000000000b'

function record(id: string, seq: number, scope = firmA, collection = 'plan'): SyncChange {
  return { kind: 'record', collection, id, seq, scope, record: { id, entries: [] } }
}

function write(device: TestDevice, cursor: string | undefined, next: string, changes: SyncChange[]) {
  return applyPage(device, cursor, { changes, meta: { cursor: next } })
}

async function heldKeys(device: TestDevice): Promise<string[]> {
  return (await device.database.base.toArray()).map((row) => `${row.id}@${row.seq}`).toSorted()
}

async function expectDigestOfBase(device: TestDevice) {
  let digest = emptyDigest
  for (const row of await device.database.base.toArray()) {
    digest = addDigest(digest, digestOf(`${row.collection}/${row.id}`, row.seq))
  }
  expect(await readMeta(device.database, 'digest')).toEqual(digest)
}

test('rows, digest and cursor of a page are written together', async () => {
  const device = await createTestDevice()
  expect(await write(device, undefined, 'c1', [record('x', 1), record('y', 2)])).toBe('written')
  expect(await heldKeys(device)).toEqual(['x@1', 'y@2'])
  expect(await readMeta(device.database, 'cursor')).toBe('c1')
  await expectDigestOfBase(device)
})

test('[I18] of two rounds with the same page only one is written', async () => {
  const device = await createTestDevice()
  const outcomes = await Promise.all([
    write(device, undefined, 'c1', [record('x', 1)]),
    write(device, undefined, 'c1', [record('x', 1)]),
  ])
  expect(outcomes.toSorted()).toEqual(['overtaken', 'written'])
  await expectDigestOfBase(device)
})

test('a later number replaces the row, a tombstone takes it away, and the digest follows', async () => {
  const device = await createTestDevice()
  await write(device, undefined, 'c1', [record('x', 1), record('y', 2), record('x', 3)])
  await write(device, 'c1', 'c2', [
    record('y', 4),
    { kind: 'tombstone', collection: 'plan', id: 'x', seq: 5 },
  ])
  expect(await heldKeys(device)).toEqual(['y@4'])
  await expectDigestOfBase(device)
})

test('[I15] losing a firm drops its clean rows only, and what comes after it in the same page stays', async () => {
  const device = await createTestDevice()
  await write(device, undefined, 'c1', [record('x', 1), record('y', 2, firmB)])
  await write(device, 'c1', 'c2', [record('z', 3), { kind: 'unscope', scope: firmA, seq: 4 }, record('x', 1)])
  expect(await heldKeys(device)).toEqual(['x@1', 'y@2'])
  await expectDigestOfBase(device)
})

test('[I20] a collection this build does not know is kept as it came', async () => {
  const device = await createTestDevice()
  await write(device, undefined, 'c1', [record('q', 1, 'reference', 'somethingNew')])
  expect(await heldKeys(device)).toEqual(['q@1'])
})

test('cards are worked out with the last page of a pull, and not again on the same day', async () => {
  const device = await createTestDevice()
  const firm = { id: firmA, status: 'approved', createdBy: firmB, fields: {} }
  const coming: SyncChange = {
    kind: 'record',
    collection: 'firm',
    id: firmA,
    seq: 1,
    scope: firmA,
    record: firm,
  }
  await applyPage(device, undefined, { changes: [coming], more: true, meta: { cursor: 'c1' } })
  expect(await readCards(device)).toEqual([])
  await applyPage(device, 'c1', { changes: [], meta: { cursor: 'c2' } })
  expect((await readCards(device)).map((card) => card.id)).toEqual([firmA])
  const version = await readMeta(device.database, 'baseVersion')
  await refreshCards(device)
  expect(await readMeta(device.database, 'baseVersion')).toBe(version)
  device.world.advance(86_400_000)
  await refreshCards(device)
  expect(await readMeta(device.database, 'baseVersion')).toBe((version ?? 0) + 1)
})
