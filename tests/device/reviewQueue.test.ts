import { expect, test } from 'vitest'
import type { SyncChange } from '#domain/change.ts'
import { headRevision, type VisitRecord } from '#domain/visit.ts'
import { applyPage } from '#device/inbox.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { readReviewQueue } from '#device/reviewQueue.ts'
import { readRecords } from '#device/view.ts'
import { firmChange, idOf, visitChange } from '../support/firmPages.ts'
import { must } from '../support/participant.ts'
import { createTestDevice, type TestDevice } from '../support/testDevice.ts'

const firmId = (number: number) => idOf(number)
const visitId = (number: number) => idOf(10_000 + number)
const firms = 140
const firmOfVisit = (index: number) => firmId((index * 3) % firms)

/** 140 firms and 150 visits of which four in five wait; some firms have two. */
async function openQueue(): Promise<TestDevice> {
  const device = await createTestDevice()
  const changes: SyncChange[] = Array.from({ length: firms }, (_, index) =>
    firmChange(firmId(index), index + 1),
  )
  for (let index = 0; index < 150; index += 1) {
    const state = index % 5 === 0 ? 'approved' : 'submitted'
    changes.push(visitChange(visitId(index), firmOfVisit(index), 100 + index, state))
  }
  await applyPage(device, undefined, { changes, meta: { cursor: 'c1', upTo: 1000 } })
  return device
}

/** What waits, from the visits themselves. */
async function idsFolded(device: TestDevice): Promise<string[]> {
  const visits = await readRecords<VisitRecord>(device, 'visit')
  return visits
    .filter(({ state }) => state === 'submitted')
    .toSorted((left, right) => headRevision(right).seq - headRevision(left).seq)
    .map(({ id }) => id)
}

async function idsQueued(device: TestDevice, most?: number): Promise<string[]> {
  return (await readReviewQueue(device, most)).map(({ visit }) => visit.id)
}

async function expectQueue(device: TestDevice) {
  const folded = await idsFolded(device)
  expect(await idsQueued(device)).toEqual(folded)
  for (const most of [1, 50, 119, 500]) expect(await idsQueued(device, most)).toEqual(folded.slice(0, most))
}

test('the first fifty of the queue are the first fifty of all that wait', async () => {
  const device = await openQueue()
  expect(await idsQueued(device)).toHaveLength(120)
  await expectQueue(device)
})

test('decisions not sent yet leave the queue, and what is next moves up', async () => {
  const device = await openQueue()
  for (const id of (await idsQueued(device)).slice(0, 20)) {
    const body = { revisionId: id, decision: 'approve' }
    must(await recordOperation(device, { kind: 'review.decide', recordId: id, body }))
  }
  expect(await idsQueued(device)).toHaveLength(100)
  await expectQueue(device)
})

test('a pull brings, takes and moves what waits, page by page', async () => {
  const device = await openQueue()
  const [first, second, third] = await idsQueued(device)
  const firmOf = (id: string) => firmOfVisit(id === first ? 149 : id === second ? 148 : 147)
  await applyPage(device, 'c1', {
    changes: [
      visitChange(first!, firmOf(first!), 2000, 'approved', 249),
      { kind: 'tombstone', collection: 'visit', id: second!, seq: 2001 },
    ],
    more: true,
    meta: { cursor: 'c2', upTo: 1000 },
  })
  await applyPage(device, 'c2', {
    changes: [
      { kind: 'unscope', scope: firmOf(third!), seq: 2002 },
      visitChange(visitId(500), firmId(1), 2003),
    ],
    meta: { cursor: 'c3', upTo: 2003 },
  })
  const ids = await idsQueued(device)
  expect(ids[0]).toBe(visitId(500))
  for (const gone of [first, second, third]) expect(ids).not.toContain(gone)
  await expectQueue(device)
})
