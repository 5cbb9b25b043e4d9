import { expect, test } from 'vitest'
import { readCards } from '#device/cards.ts'
import { readFirmList } from '#device/firmList.ts'
import { applyPage } from '#device/inbox.ts'
import { readPending } from '#device/pending.ts'
import { recordOperation, recordOperations, type Deed } from '#device/recordOperation.ts'
import { readReviewQueue } from '#device/reviewQueue.ts'
import { readFirmViews } from '#device/view.ts'
import { idOf, visitChange } from '../support/firmPages.ts'
import { createTestDevice, type TestDevice } from '../support/testDevice.ts'

const parts = 6
const firmsPerPart = 100

/** A list of 600 firms that nobody has heard of yet. */
async function takeList(device: TestDevice): Promise<void> {
  const importId = idOf(800_000)
  const deeds = Array.from({ length: parts }, (_, part): Deed => {
    const ids = Array.from({ length: firmsPerPart }, (_one, row) => idOf(firmsPerPart * part + row))
    const create = ids.map((id) => [id, { fields: { name: `Công ty Mẫu ${id}` }, approved: true }])
    const about = { importId, fileName: 'ds.xlsx', part, parts, rowsTaken: 600, rowsLeft: 0 }
    const body = { ...about, create: Object.fromEntries(create), set: {} }
    return { kind: 'import.take', recordId: idOf(810_000 + part), body }
  })
  expect(await recordOperations(device, deeds)).toMatchObject({ ok: true })
}

function countReads(table: TestDevice['database']['outbox' | 'waiting']): () => number {
  let count = 0
  table.hook('reading', (row) => {
    count += 1
    return row
  })
  return () => count
}

test('what waits to be sent is opened once, however often screens look at it', async () => {
  const device = await createTestDevice()
  await takeList(device)
  const reads = countReads(device.database.outbox)
  await readPending(device)
  expect(await readFirmList(device)).toHaveLength(parts * firmsPerPart)
  expect(reads()).toBe(parts)
  await recordOperation(device, { kind: 'pin.set', recordId: idOf(3), body: { pinned: true, reason: 'Gấp' } })
  expect((await readCards(device)).find(({ id }) => id === idOf(3))?.pin).toBe('Gấp')
  await readCards(device)
  const afterwards = reads()
  await readCards(device)
  expect(reads()).toBe(afterwards)
  await device.database.outbox.clear()
  expect(await readPending(device)).toEqual([])
})

test('a card of a firm that only an unsent list knows of is worked out once', async () => {
  const device = await createTestDevice()
  await takeList(device)
  const before = new Map((await readCards(device)).map((card) => [card.id, card]))
  await recordOperation(device, { kind: 'pin.set', recordId: idOf(3), body: { pinned: true, reason: 'Gấp' } })
  const other = (await readCards(device)).filter((card) => before.get(card.id) !== card)
  expect(other.map(({ id }) => id)).toEqual([idOf(3)])
})

test('for one firm no part of a list is folded that is about others', async () => {
  const device = await createTestDevice()
  await takeList(device)
  const pending = await readPending(device)
  const folded: string[] = []
  for (const { content } of pending)
    for (const [firmId, firm] of Object.entries(content.body['create'] as Record<string, object>)) {
      const fields = (firm as { fields: object }).fields
      const noteFold = () => {
        folded.push(firmId)
        return fields
      }
      Object.defineProperty(firm, 'fields', { get: noteFold })
    }
  const [view] = await readFirmViews(device, [idOf(firmsPerPart + 7)], pending)
  expect(view!.get(`firm/${idOf(firmsPerPart + 7)}`)).toMatchObject({ status: 'approved' })
  expect(new Set(folded).size).toBe(firmsPerPart)
})

test('a list that is not sent yet does not make the queue of visits any longer to read', async () => {
  const device = await createTestDevice()
  const changes = Array.from({ length: 40 }, (_, index) =>
    visitChange(idOf(7000 + index), idOf(900 + index), index + 1),
  )
  await applyPage(device, undefined, { changes, meta: { cursor: 'c1', upTo: 40 } })
  await takeList(device)
  const reads = countReads(device.database.waiting)
  expect(await readReviewQueue(device, 5)).toHaveLength(5)
  expect(reads()).toBe(5)
})
