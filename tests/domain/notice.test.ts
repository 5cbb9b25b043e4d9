import { expect, test } from 'vitest'
import { mergeOperation } from '#domain/merge.ts'
import { isVersionTaken, nextVersion, noticeOn, noticesOf } from '#domain/notice.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { HistoryRecord } from '#domain/records.ts'

const unit = { noticeVersion: '1' }
const unitId = '00000000-0000-7000-8000-000000000001'

function set(record: unknown, number: number, body: object) {
  const content: OperationContent = {
    id: `00000000-0000-7000-8000-0000000001${String(number).padStart(2, '0')}`,
    unitId,
    personId: '00000000-0000-7000-8000-000000000009',
    kind: 'notice.set',
    recordId: unitId,
    schemaVersion: 1,
    clientTime: '2026-11-21T08:00:00+07:00',
    body: { ...body },
  }
  return mergeOperation(record, content, { seq: number, receivedAt: content.clientTime }, '')
}

function recordOf(...bodies: readonly object[]): HistoryRecord | undefined {
  let record: unknown
  bodies.forEach((body, index) => {
    const merged = set(record, index + 1, body)
    if (merged.kind === 'changed') record = merged.changes[0]?.record
  })
  return record as HistoryRecord | undefined
}

const december = { version: '2', from: '2026-12-01', text: 'Lời tháng 12', contactText: 'Chỉ để liên hệ' }
const spring = { version: '3', from: '2027-03-01', text: 'Lời mùa xuân', contactText: 'Chỉ để liên hệ' }

test('until the unit has words of its own, the wording of the app is said', () => {
  expect(noticeOn(noticesOf(unit, undefined), '2026-11-21')).toEqual({ version: '1' })
})

test('a wording is said from its first day on, whatever the order in which they were written', () => {
  const notices = noticesOf(unit, recordOf(spring, december))
  const versionOn = (day: string) => noticeOn(notices, day).version
  expect(['2026-11-30', '2026-12-01', '2027-02-28', '2027-03-01'].map(versionOn)).toEqual([
    '1',
    '2',
    '2',
    '3',
  ])
})

test('of two wordings from one day the later by server order is said', () => {
  const notices = noticesOf(unit, recordOf(december, { ...december, version: '2b', text: 'Lời sửa' }))
  expect(noticeOn(notices, '2026-12-01')).toMatchObject({ version: '2b', words: { text: 'Lời sửa' } })
})

test('[P7] other words under a version that was used are kept and not counted; the same words on another day count', () => {
  const record = recordOf(december)
  expect(set(record, 2, { ...december, text: 'Lời khác' })).toEqual({
    kind: 'held',
    problem: 'notApplicable',
  })
  expect(set(record, 2, { ...december, from: '2026-12-15' }).kind).toBe('changed')
})

test('[P7] a wording without words, version or day is kept and not counted', () => {
  for (const gap of [{ text: '' }, { contactText: '' }, { version: '' }, { from: 'mai' }])
    expect(set(undefined, 1, { ...december, ...gap }).kind).toBe('held')
})

test('the version of the app’s own wording stands for no other words', () => {
  expect(isVersionTaken(noticesOf(unit, undefined), '1', december)).toBe(true)
})

test('the next version is named after the day, with a number where the day has one', () => {
  const today = '2026-11-21'
  expect(nextVersion(noticesOf(unit, undefined), today)).toBe(today)
  const record = recordOf({ ...december, version: today }, { ...spring, version: `${today}.2` })
  expect(nextVersion(noticesOf(unit, record), today)).toBe(`${today}.3`)
})
