import { expect, test } from 'vitest'
import { createDraft, putDraft, readDraft } from '#device/drafts.ts'
import { recordOperation, recordOperations } from '#device/recordOperation.ts'
import { unseal } from '#device/stored.ts'
import { canonicalJson } from '#domain/canonicalJson.ts'
import type { OperationContent } from '#domain/operation.ts'
import { createTestDevice } from '../support/testDevice.ts'
// after the database in memory, which it looks for once
import { liveQuery } from 'dexie'

const deed = { kind: 'pin.set', recordId: 'f1', body: { pinned: true, reason: 'gấp' } } as const

test('a recorded deed is in the outbox with the hash of exactly what will be sent', async () => {
  const device = await createTestDevice()
  await recordOperation(device, deed)
  const [row] = await device.database.outbox.toArray()
  const content = await unseal<OperationContent>(row!.sealed)
  expect(row!.bodyHash).toBe(await device.sha256(canonicalJson(content)))
  expect(content.personId).toBe(device.identity.personId)
})

test('deeds are numbered 1, 2, 3 … without gaps, also when several are recorded at once', async () => {
  const device = await createTestDevice()
  await Promise.all([
    recordOperation(device, deed),
    recordOperations(device, [deed, deed]),
    recordOperation(device, deed),
  ])
  const rows = await device.database.outbox.orderBy('deviceSeq').toArray()
  expect(rows.map((row) => row.deviceSeq)).toEqual([1, 2, 3, 4])
})

test('the same deed recorded twice, as after a crash before the page heard, is there once', async () => {
  const device = await createTestDevice()
  const id = '019aa000-0000-7000-8000-000000000001'
  await recordOperation(device, { ...deed, id })
  await recordOperation(device, { ...deed, id })
  expect(await device.database.outbox.count()).toBe(1)
})

test('[I2] the draft goes in the same transaction in which its submission comes', async () => {
  const device = await createTestDevice()
  const draft = await createDraft(device, { firmId: 'f1', form: { typed: 1 } })
  if (!draft.ok) throw new Error('no draft')
  const refusedBody = { when: () => undefined } as never
  await expect(
    recordOperations(device, [{ ...deed, body: refusedBody }], { draftId: draft.value.visitId }),
  ).rejects.toThrow()
  expect(await readDraft(device, draft.value.visitId)).toBeDefined()
  await recordOperations(device, [{ ...deed, id: draft.value.revisionId }], { draftId: draft.value.visitId })
  expect(await readDraft(device, draft.value.visitId)).toBeUndefined()
  expect(await device.database.outbox.count()).toBe(1)
})

test('a late autosave does not bring back a draft that was submitted', async () => {
  const device = await createTestDevice()
  const draft = await createDraft(device, { firmId: 'f1', form: { typed: 1 } })
  if (!draft.ok) throw new Error('no draft')
  const { visitId, revisionId } = draft.value
  await recordOperations(device, [{ ...deed, id: revisionId }], { draftId: visitId })
  const late = await putDraft(device, { ...draft.value, revision: 9 })
  expect(late.ok).toBe(false)
  expect(await readDraft(device, visitId)).toBeUndefined()
})

test('a save on a closed database is reported as not saved', async () => {
  const device = await createTestDevice()
  device.database.close()
  const recorded = await recordOperation(device, deed)
  expect(recorded).toMatchObject({ ok: false, problem: { code: 'notSaved' } })
})

/** Transactions that the browser still ends by itself, as phones do when they are short of something. */
let abortsLeft = 0
const begin = Reflect.get(IDBDatabase.prototype, 'transaction') as IDBDatabase['transaction']
// Dexie takes hold of it when a database opens: before any does
IDBDatabase.prototype.transaction = function transaction(...stores) {
  const begun = begin.apply(this, stores)
  if (begun.mode === 'readwrite' && abortsLeft > 0) {
    abortsLeft -= 1
    begun.objectStore('outbox').count().onsuccess = () => begun.abort()
  }
  return begun
}

test('[F20] a transaction the browser aborts is run once more, with the same operation', async () => {
  const device = await createTestDevice()
  abortsLeft = 1
  const recorded = await recordOperation(device, deed)
  expect(recorded.ok).toBe(true)
  expect(await device.database.outbox.toArray()).toMatchObject([{ deviceSeq: 1 }])
  abortsLeft = 2
  expect(await recordOperation(device, deed)).toMatchObject({ ok: false, problem: { code: 'notSaved' } })
  expect(await device.database.outbox.count()).toBe(1)
})

test('[F20] a connection that was lost is opened again', async () => {
  const device = await createTestDevice()
  device.database.backendDB().close()
  expect((await recordOperation(device, deed)).ok).toBe(true)
  expect(await device.database.outbox.count()).toBe(1)
})

test('[I2] when one of several deeds cannot be written none is, and the draft stays', async () => {
  const device = await createTestDevice()
  const draft = await createDraft(device, { firmId: 'f1', form: { typed: 1 } })
  if (!draft.ok) throw new Error('no draft')
  const { visitId, revisionId } = draft.value
  const twice = { ...deed, id: revisionId }
  const recorded = await recordOperations(device, [twice, twice], { draftId: visitId })
  expect(recorded).toMatchObject({ ok: false, problem: { code: 'notSaved' } })
  expect(await device.database.outbox.count()).toBe(0)
  expect(await readDraft(device, visitId)).toBeDefined()
  await recordOperation(device, deed)
  expect(await device.database.outbox.toArray()).toMatchObject([{ deviceSeq: 1 }])
})

test('a screen that watches what waits hears of a recorded deed', async () => {
  const device = await createTestDevice()
  const counts: number[] = []
  const heard = new Promise<void>((resolve) => {
    liveQuery(() => device.database.outbox.count()).subscribe((count) => {
      counts.push(count)
      if (count === 0) void recordOperation(device, deed)
      if (count === 1) resolve()
    })
  })
  await heard
  expect(counts).toEqual([0, 1])
})
