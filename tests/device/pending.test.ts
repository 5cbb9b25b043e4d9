import { expect, test } from 'vitest'
import { applyPage } from '#device/inbox.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { readRecord } from '#device/view.ts'
import { mergeOperation } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { createTestDevice } from '../support/testDevice.ts'

const firmId = '019aa000-0000-7000-8000-00000000000a'
const visitId = '019aa000-0000-7000-8000-00000000000b'

test('[I9] a visit whose receipt was lost is seen once, although the outbox and the server’s records both hold it', async () => {
  const device = await createTestDevice()
  const body = { firmId, occurredAt: '2026-11-21T09:40+07:00', questionnaireVersion: 1, answers: {} }
  const recorded = await recordOperation(device, { kind: 'visit.submit', recordId: visitId, body })
  expect(recorded.ok).toBe(true)
  const [row] = await device.database.outbox.toArray()
  const merged = mergeOperation(
    undefined,
    row!.sealed.plain as OperationContent,
    { seq: 7, receivedAt: '2026-11-21T02:40:00.000Z' },
    row!.bodyHash,
  )
  if (merged.kind === 'held') throw new Error(merged.problem)
  const { record } = merged.changes[0]!
  await applyPage(device, undefined, {
    changes: [{ kind: 'record', collection: 'visit', id: visitId, seq: 7, scope: firmId, record }],
    meta: { cursor: 'c1', upTo: 7 },
  })
  expect(await device.database.outbox.count()).toBe(1)
  expect(await readRecord<VisitRecord>(device, 'visit', visitId)).toEqual(record)
})
