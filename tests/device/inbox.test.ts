import 'fake-indexeddb/auto'
import { Dexie, liveQuery } from 'dexie'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SyncChange } from '#domain/change.ts'
import { addDigest, digestOf, emptyDigest } from '#domain/digest.ts'
import { readCards } from '#device/cards.ts'
import { DeviceDatabase } from '#device/database.ts'
import { applyPage, refreshDerived } from '#device/inbox.ts'
import { readMeta } from '#device/meta.ts'
import { effectOf } from '#device/pageEffect.ts'
import { readRecords } from '#device/view.ts'
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
  await refreshDerived(device)
  expect(await readMeta(device.database, 'baseVersion')).toBe(version)
  device.world.advance(86_400_000)
  await refreshDerived(device)
  expect(await readMeta(device.database, 'baseVersion')).toBe((version ?? 0) + 1)
})

const step = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), id: fc.integer({ max: 6, min: 0 }), scope: fc.boolean() }),
  fc.record({ kind: fc.constant('tombstone' as const), id: fc.integer({ max: 6, min: 0 }) }),
  fc.record({ kind: fc.constant('unscope' as const), scope: fc.boolean() }),
)
const pages = fc.array(fc.record({ steps: fc.array(step), atHand: fc.boolean() }), { maxLength: 6 })

test('[I6] the digest that is kept along is that of the rows, whatever pages bring', async () => {
  await fc.assert(
    fc.asyncProperty(pages, async (all) => {
      const device = await createTestDevice()
      let cursor: string | undefined
      let seq = 0
      let before = effectOf([])
      for (const { steps, atHand } of all) {
        const changes = steps.map((one): SyncChange => {
          seq += 1
          if (one.kind === 'put') return record(`r${one.id}`, seq, one.scope ? firmA : firmB)
          if (one.kind === 'unscope') return { kind: 'unscope', scope: one.scope ? firmA : firmB, seq }
          return { kind: 'tombstone', collection: 'plan', id: `r${one.id}`, seq }
        })
        const next = `c${seq}`
        const page = { changes, meta: { cursor: next }, more: seq % 2 === 0 }
        await applyPage(device, cursor, atHand ? { ...page, sinceEmpty: before } : page)
        before = effectOf(changes, before)
        cursor = next
        await expectDigestOfBase(device)
      }
      expect(await heldKeys(device)).toEqual(
        [...before.puts.values()].map(({ id, seq: at }) => `${id}@${at}`).toSorted(),
      )
    }),
    { numRuns: 60 },
  )
})

test('screens are not told of pages that others follow, and read once after the last', async () => {
  const device = await createTestDevice()
  const seen: number[] = []
  let reads = 0
  const subscription = liveQuery(() => {
    reads += 1
    return readRecords<unknown>(device, 'plan')
  }).subscribe((records) => seen.push(records.length))
  await expect.poll(() => seen).toEqual([0])
  const page = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => record(`r${from + index}`, from + index))
  await applyPage(device, undefined, { changes: page(1, 60), more: true, meta: { cursor: 'c1' } })
  await applyPage(device, 'c1', { changes: page(100, 60), more: true, meta: { cursor: 'c2' } })
  expect(await readRecords(device, 'plan')).toHaveLength(120)
  expect(reads).toBe(1)
  await applyPage(device, 'c2', { changes: page(200, 1), meta: { cursor: 'c3', upTo: 300 } })
  await expect.poll(() => seen.at(-1)).toBe(121)
  expect(seen).toEqual([0, 121])
  subscription.unsubscribe()
})

test('screens hear of what came quietly, whatever it was and wherever the pull broke off', async () => {
  const device = await createTestDevice()
  const seen: number[] = []
  const subscription = liveQuery(() => readRecords<unknown>(device, 'conflict', 'open')).subscribe(
    (records) => seen.push(records.length),
  )
  await expect.poll(() => seen).toEqual([0])
  const changes = [{ ...record('x', 1, 'unit', 'conflict'), record: { id: 'x', state: 'open' } }]
  await applyPage(device, undefined, { changes: [], meta: { cursor: 'c1', upTo: 1 } })
  await applyPage(device, 'c1', { changes, more: true, meta: { cursor: 'c2' } })
  await applyPage(device, 'c2', { changes: [], meta: { cursor: 'c3' } })
  await expect.poll(() => seen.at(-1)).toBe(1)
  subscription.unsubscribe()
})

test('what lists read of a database from before is worked out anew', async () => {
  const device = await createTestDevice()
  const firm = { id: firmA, status: 'approved', createdBy: firmB, fields: {} }
  const change = {
    kind: 'record',
    collection: 'firm',
    id: firmA,
    seq: 1,
    scope: firmA,
    record: firm,
  } as const
  await applyPage(device, undefined, { changes: [change], meta: { cursor: 'c1', upTo: 1 } })
  const [row] = await device.database.base.toArray()
  const { name } = device.database
  device.database.close()
  await Dexie.delete(name)
  // as the version before laid it out
  const old = new Dexie(name)
  old.version(1).stores({
    base: '[collection+id], scope, [collection+state]',
    shadow: '[collection+id], scope',
    cards: 'chunk',
    drafts: 'visitId, firmId',
    outbox: 'operationId, deviceSeq, recordId',
    acknowledged: 'operationId, receiptSeq, recordId, acknowledgedAt, confirmedAt',
    meta: 'key',
  })
  await old.table('base').put({ ...row, state: '' })
  await old.table('cards').put({ chunk: 7, sealed: { plain: { [firmA]: { id: firmA } } } })
  await old.table('drafts').put({ visitId: 'v1', firmId: firmA })
  const meta = { cursor: 'c1', upTo: 1, digest: digestOf(`firm/${firmA}`, 1), cardsDay: '2026-11-21' }
  await old.table('meta').bulkPut(Object.entries(meta).map(([key, value]) => ({ key, value })))
  old.close()
  const reopened = { ...device, database: new DeviceDatabase(name) }
  await refreshDerived(reopened)
  expect((await readCards(reopened)).map((card) => card.id)).toEqual([firmA])
  expect(await reopened.database.drafts.count()).toBe(1)
})
