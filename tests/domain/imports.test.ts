import { expect, test } from 'vitest'
import { mergeOperation, type Look } from '#domain/merge.ts'
import type { OperationContent, OperationKind } from '#domain/operation.ts'
import type { FirmRecord, ImportRecord } from '#domain/records.ts'

const id = (number: number) => `01a1fb68-1800-7000-8000-${String(number).padStart(12, '0')}`
const [importId, partId, first, second, known] = [id(1), id(2), id(3), id(4), id(5)]

/** The records of a few deeds, each folded upon those before it. */
function fold(...deeds: readonly (readonly [OperationKind, string, object])[]): ReadonlyMap<string, unknown> {
  const records = new Map<string, unknown>()
  const look: Look = (collection, one) => records.get(`${collection}/${one}`)
  for (const [index, [kind, recordId, body]] of deeds.entries()) {
    const content: OperationContent = {
      id: id(100 + index),
      unitId: id(0),
      personId: id(90),
      kind,
      recordId,
      schemaVersion: 1,
      clientTime: '2026-11-21T09:40:00.000+07:00',
      body: { ...body },
    }
    const collection = kind.startsWith('import') ? 'import' : 'firm'
    const stamp = { seq: index * 10 + 1, receivedAt: '2026-11-21T02:40:00.000Z' }
    const merged = mergeOperation(look(collection, recordId), content, stamp, '', look)
    if (merged.kind === 'held') throw new Error(merged.problem)
    for (const change of merged.changes) records.set(`${change.collection}/${change.id}`, change.record)
  }
  return records
}

const about = { importId, fileName: 'a.csv', part: 1, parts: 1, rowsTaken: 1, rowsLeft: 0 }
const brings = (...firmIds: readonly string[]) =>
  [
    'import.take',
    partId,
    {
      ...about,
      create: Object.fromEntries(firmIds.map((one) => [one, { fields: { name: one }, approved: true }])),
      set: {},
    },
  ] as const
const sets = [
  'import.take',
  partId,
  { ...about, create: {}, set: { [known]: { fields: { address: { value: 'Lô 2', baseSeq: 1 } } } } },
] as const
const takesBack = (...firmIds: readonly string[]) => ['import.undo', partId, { importId, firmIds }] as const
const isThere = ['firm.create', known, { fields: { name: 'Có', address: 'Lô 1' }, approved: true }] as const

const firmOf = (records: ReadonlyMap<string, unknown>, one: string) =>
  records.get(`firm/${one}`) as FirmRecord | undefined
const stateOf = (records: ReadonlyMap<string, unknown>) =>
  (records.get(`import/${partId}`) as ImportRecord).state

test('what was taken back of a list stays taken back when another tablet’s word of the same list comes later', () => {
  const before = fold(isThere, sets, sets, takesBack(known))
  const after = fold(isThere, sets, takesBack(known), sets)
  for (const records of [before, after]) {
    expect(firmOf(records, known)!.fields['address']).toMatchObject({ value: 'Lô 1' })
    expect(firmOf(records, known)!.fields['address']!.importId).toBeUndefined()
    expect(stateOf(records)).toBe('undone')
  }
})

test('a firm that was taken back before its list came is not made by the list', () => {
  const records = fold(isThere, sets, takesBack(known, first), brings(first))
  expect(firmOf(records, first)).toBeUndefined()
  expect(stateOf(records)).toBe('undone')
})

test('firms that only the later of two tablets took in are there, and may be taken back like others', () => {
  const records = fold(brings(first), takesBack(first), brings(first, second))
  expect([first, second].map((one) => firmOf(records, one)!.status)).toEqual(['withdrawn', 'approved'])
  expect(stateOf(records)).toBe('taken')
  const undone = fold(brings(first), takesBack(first), brings(first, second), takesBack(second))
  expect(firmOf(undone, second)!.status).toBe('withdrawn')
  expect(stateOf(undone)).toBe('undone')
})
