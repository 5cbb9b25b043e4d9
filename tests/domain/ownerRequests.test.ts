import { expect, test } from 'vitest'
import { ownerRequests } from '#domain/ownerRequests.ts'
import type { HistoryRecord } from '#domain/records.ts'
import { makeVisit } from '../support/survey.ts'

const visit = (id: string, on: string, request: string) =>
  makeVisit(
    { outcome: 'metOwner', ownerNeeds: ['procedures'], request },
    { id, state: 'approved', at: `${on}T09:00+07:00` },
  )

const answered = (...bodies: readonly Record<string, unknown>[]): HistoryRecord => ({
  id: 'firm',
  firmId: 'firm',
  entries: bodies.map((body, index) => ({
    operationId: `o${index}`,
    seq: index,
    personId: 'p',
    clientTime: '',
    body,
  })),
})

const visits = [
  visit('a', '2026-03-02', 'điện 3 pha'),
  visit('b', '2026-04-02', 'đường vào'),
  visit('c', '2026-05-02', 'giấy phép'),
]

test('[000-7] what a firm wished for is open until somebody says otherwise, with the day of the visit', () => {
  expect(ownerRequests(visits.slice(0, 1), undefined, 'approved')).toMatchObject([
    { visitId: 'a', on: '2026-03-02', needs: ['procedures'], text: 'điện 3 pha', state: 'open' },
  ])
})

test('[000-7] the last that was said of each stands; open ones come first, by the day they are due', () => {
  const record = answered(
    { visitId: 'c', state: 'open', inCharge: 'Ban Quản lý', dueOn: '2026-12-15' },
    { visitId: 'b', state: 'open', dueOn: '2026-12-01' },
    { visitId: 'a', state: 'open' },
    { visitId: 'a', state: 'settled', answer: 'đã lắp trạm' },
  )
  expect(ownerRequests(visits, record, 'approved')).toMatchObject([
    { visitId: 'b', state: 'open', dueOn: '2026-12-01' },
    { visitId: 'c', state: 'open', inCharge: 'Ban Quản lý' },
    { visitId: 'a', state: 'settled', answer: 'đã lắp trạm' },
  ])
})

test('a visit without wishes, or one that does not count, has no request', () => {
  const silent = makeVisit({ outcome: 'metOwner', ownerNeeds: [], request: '  ' }, { state: 'approved' })
  const waiting = makeVisit({ outcome: 'metOwner', request: 'điện' }, { state: 'submitted' })
  expect(ownerRequests([silent, waiting], undefined, 'approved')).toEqual([])
})
