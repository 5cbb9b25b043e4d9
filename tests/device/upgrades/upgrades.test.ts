import 'fake-indexeddb/auto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readBackupOf } from '#device/backupFile.ts'
import { readCards } from '#device/cards.ts'
import { reopenDevice } from '#device/device.ts'
import { readDrafts } from '#device/drafts.ts'
import { refreshDerived } from '#device/inbox.ts'
import { nextBatch } from '#device/outbox.ts'
import { readPending } from '#device/pending.ts'
import { hasReceivedAll } from '#device/received.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { readRecord } from '#device/view.ts'
import type { FirmRecord } from '#domain/records.ts'
import type { DeviceDump } from '../../fixtures/dumpDevice.ts'
import { must } from '../../support/participant.ts'
import { createTestWorld } from '../../support/testWorld.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')
const versions = readdirSync(fixtures).filter((name) => /^v\d+$/.test(name))

/** Lays a database on disk as a released build left it, without any code of ours. */
function layDown({ name, version, stores }: DeviceDump): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, version)
    opening.onerror = () => reject(new Error(String(opening.error)))
    opening.onupgradeneeded = () => {
      for (const store of stores) {
        const made = opening.result.createObjectStore(store.name, { keyPath: store.keyPath })
        for (const { name: indexName, keyPath, ...options } of store.indexes)
          made.createIndex(indexName, keyPath, options)
        for (const row of store.rows) made.put(row)
      }
    }
    opening.onsuccess = () => {
      opening.result.close()
      resolve()
    }
  })
}

test.each(versions)(
  '[F22] a device of version %s opens under today’s code with its drafts and deeds',
  async (version) => {
    const dump = JSON.parse(readFileSync(join(fixtures, version, 'device.json'), 'utf8')) as DeviceDump
    await layDown(dump)
    const rowsOf = (store: string) => dump.stores.find(({ name }) => name === store)!.rows
    const device = (await reopenDevice(dump.name, createTestWorld()))!
    expect(await readDrafts(device)).toMatchObject([
      { form: { answers: { headcountTotal: { answer: { value: 1250 } } } } },
    ])
    expect(await readDrafts(device, { discarded: true })).toHaveLength(1)
    const [waiting] = rowsOf('outbox') as { operationId: string; bodyHash: string; deviceSeq: number }[]
    const { operations } = await nextBatch(device, { operations: 100, bytes: 100_000 })
    expect(operations).toMatchObject([
      { content: { id: waiting!.operationId }, bodyHash: waiting!.bodyHash, deviceSeq: waiting!.deviceSeq },
    ])
    expect((await readBackupOf(device)).operations).toHaveLength(2)
    expect(await readPending(device)).toHaveLength(2)
    const firmId = '019aa000-0000-7000-8000-000000000021'
    expect(await readRecord<FirmRecord>(device, 'firm', firmId)).toMatchObject({ status: 'approved' })
    // what lists read is worked out anew, and nobody is told meanwhile that there is nothing
    expect(await hasReceivedAll(device)).toBe(false)
    expect(await refreshDerived(device)).toBe('written')
    expect(await readCards(device)).toMatchObject([{ id: firmId }])
    expect(await hasReceivedAll(device)).toBe(true)
    must(
      await recordOperation(device, { kind: 'plan.set', recordId: firmId, body: { inApproachPlan: true } }),
    )
    expect(await device.database.outbox.count()).toBe(2)
  },
)

test('[F22] what lists of an older layout held is worked out anew, and nothing is read from it meanwhile', async () => {
  const dump = JSON.parse(readFileSync(join(fixtures, 'v1', 'device.json'), 'utf8')) as DeviceDump
  const store = { indexes: [], rows: [] }
  const row = { firmId: 'f1', seq: 7, sealed: { plain: [{ visit: { id: 'v1' } }] } }
  const seq = { name: 'seq', keyPath: 'seq', unique: false, multiEntry: false }
  await layDown({
    ...dump,
    name: `${dump.name}-2`,
    version: 20,
    stores: [
      ...dump.stores,
      { name: 'waiting', keyPath: 'firmId', indexes: [seq], rows: [row] },
      { ...store, name: 'photos', keyPath: ['visitId', 'hash'] },
      { ...store, name: 'photoChunks', keyPath: ['visitId', 'hash', 'index'] },
    ],
  })
  const device = (await reopenDevice(`${dump.name}-2`, createTestWorld()))!
  expect(await device.database.waiting.toArray()).toEqual([])
  expect(await hasReceivedAll(device)).toBe(false)
  expect(await refreshDerived(device)).toBe('written')
  expect(await device.database.waiting.toArray()).toEqual([])
  expect(await readCards(device)).toHaveLength(1)
})
