import { expect, test } from 'vitest'
import { fallsTo, receivedFrom, shareOut } from '#domain/handOver.ts'
import type { HistoryRecord } from '#domain/records.ts'

function assigned(...bodies: readonly { personId: string | null; helperIds?: string[]; on?: string }[]) {
  const entries = bodies.map(({ on = '2026-11-01', ...body }, index) => ({
    operationId: `o${index}`,
    seq: index,
    personId: 'minh',
    clientTime: `${on}T09:00:00.000+07:00`,
    body,
  }))
  return { id: 'firm', firmId: 'firm', entries } satisfies HistoryRecord
}

test('a step that fell to whoever had the firm falls to whoever has it now, and back when it is handed back', () => {
  const handed = assigned({ personId: 'binh' }, { personId: 'chi' })
  expect(fallsTo('binh', handed)).toBe('chi')
  expect(fallsTo(undefined, handed)).toBe('chi')
  expect(fallsTo('binh', assigned({ personId: 'binh' }, { personId: 'chi' }, { personId: 'binh' }))).toBe(
    'binh',
  )
})

test('a step stays with whoever helps on, with a colleague who never had the firm, and where nobody has it now', () => {
  expect(fallsTo('binh', assigned({ personId: 'binh' }, { personId: 'chi', helperIds: ['binh'] }))).toBe(
    'binh',
  )
  expect(fallsTo('minh', assigned({ personId: 'binh' }, { personId: 'chi' }))).toBe('minh')
  expect(fallsTo('binh', assigned({ personId: 'binh' }, { personId: null }))).toBe('binh')
  expect(fallsTo('dung', assigned({ personId: 'binh', helperIds: ['dung'] }, { personId: 'chi' }))).toBe(
    'chi',
  )
})

test('a firm is told from whom and on which day it came, also after its day was moved', () => {
  const moved = assigned(
    { personId: 'binh' },
    { personId: 'chi', on: '2026-11-10' },
    { personId: 'chi', on: '2026-11-15' },
  )
  expect(receivedFrom(moved)).toEqual({ personId: 'binh', on: '2026-11-10' })
  expect(receivedFrom(assigned({ personId: 'binh' }))).toBeUndefined()
  expect(receivedFrom(assigned({ personId: null }, { personId: 'binh' }))).toBeUndefined()
  expect(receivedFrom(undefined)).toBeUndefined()
})

test('parks stay whole where that is fair, the largest goes to whoever has least, and every firm goes once', () => {
  const firms = (parkId: string, count: number) =>
    Array.from({ length: count }, (_, n) => ({ id: `${parkId}${n}`, parkId }))
  const all = [...firms('a', 4), ...firms('b', 3), ...firms('c', 1)]
  const counts = (shares: ReturnType<typeof shareOut>) =>
    shares.map(({ personId, firms: given }) => `${personId} ${given.map(({ id }) => id).join(' ')}`)
  expect(counts(shareOut(all, ['chi', 'dung'], new Map()))).toEqual(['chi a0 a1 a2 a3', 'dung b0 b1 b2 c0'])
  const [chi, dung] = shareOut(all, ['chi', 'dung'], new Map([['chi', 20]]))
  expect([chi!.firms.length, dung!.firms.length]).toEqual([0, 8])
  // one large park is no burden for one alone
  const [one, other] = shareOut(firms('a', 5), ['chi', 'dung'], new Map())
  expect([one!.firms.length, other!.firms.length]).toEqual([3, 2])
})
