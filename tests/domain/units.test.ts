import { describe, expect, test } from 'vitest'
import type { HistoryRecord } from '#domain/records.ts'
import { firmsByPlace } from '#domain/placeSums.ts'
import { reorganisationsOf, type UnitChange } from '#domain/reorganisation.ts'
import { indexUnits, nameOn, organisationsOn, parentsOn, placeOn, unitsOn } from '#domain/units.ts'

const commune = (id: string, ...names: [name: string, from: string][]) => ({
  id,
  provinceCode: '99',
  provinceName: 'Tỉnh Ba Sông',
  names: names.map(([name, from]) => ({ name, from })),
})

const known = {
  communes: [
    commune('A', ['Xã An', '2025-07-01']),
    commune('B', ['Xã Bình', '2025-07-01']),
    commune('C', ['Xã Cầu', '2025-07-01'], ['Phường Cầu', '2026-09-20']),
  ],
  parks: [{ id: 'p', name: 'KCN Thử', communeIds: ['A', 'B'] }],
  organisations: [
    {
      id: 'union',
      kind: 'jointUnion',
      names: [{ name: 'Công đoàn ghép' }],
      parents: [{ id: 'khoi' }, { id: 'phuong', from: '2026-09-30' }],
      firms: [{ firmId: 'f1' }, { firmId: 'f2' }, { firmId: 'f3', from: '2026-06-01', to: '2026-10-31' }],
    },
    { id: 'khoi', kind: 'partyCommittee', names: [{ name: 'Đảng ủy Khối' }], parents: [], firms: [] },
    { id: 'phuong', kind: 'partyCommittee', names: [{ name: 'Đảng ủy phường' }], parents: [], firms: [] },
  ],
}

function units(...events: [on: string, ...changes: UnitChange[]][]) {
  const records = events.map(([on, ...changes], index): HistoryRecord => {
    const body = { on, instrument: '12/NQ', changes }
    return { id: `r${index}`, entries: [{ operationId: '', seq: index, personId: '', clientTime: '', body }] }
  })
  return indexUnits(known, reorganisationsOf(records))
}

const at = (id: string) => ({ thing: 'commune', id }) as const
const merge = (from: string[], into: string, name?: string, begins?: boolean): UnitChange => ({
  kind: 'merge',
  thing: 'commune',
  from,
  into: { id: into, ...(name !== undefined && { name }), ...(begins && { begins }) },
})
const split = (from: string, ...into: { id: string; name?: string; begins?: boolean }[]): UnitChange => ({
  kind: 'split',
  thing: 'commune',
  from,
  into,
})

describe('names', () => {
  test('are those of the day, before the first name the first, and an unknown unit has none', () => {
    const all = units(['2026-12-01', { kind: 'rename', thing: 'commune', id: 'C', name: 'Phường Cầu Mới' }])
    const names = ['2020-01-01', '2026-09-19', '2026-09-20', '2026-11-30', '2026-12-01']
    expect(names.map((day) => nameOn(all, at('C'), day))).toEqual([
      'Xã Cầu',
      'Xã Cầu',
      'Phường Cầu',
      'Phường Cầu',
      'Phường Cầu Mới',
    ])
    expect(nameOn(all, at('Z'), '2026-12-01')).toBeUndefined()
  })

  test('a province that became a city is called so by the communes in it from that day', () => {
    const all = units([
      '2026-09-20',
      { kind: 'rename', thing: 'province', id: '99', name: 'Thành phố Ba Sông' },
    ])
    const province = (day: string) => {
      const [id = ''] = parentsOn(all, at('A'), day)
      return nameOn(all, { thing: 'province', id }, day)
    }
    expect([province('2026-09-19'), province('2026-09-20')]).toEqual(['Tỉnh Ba Sông', 'Thành phố Ba Sông'])
  })
})

describe('mergers', () => {
  const all = units(['2026-09-20', merge(['A', 'B'], 'B', 'Phường An Bình')])

  test('what lay in the merged unit lies in the new one from that day, and not before', () => {
    expect(placeOn(all, at('A'), '2026-09-19')).toEqual({ id: 'A' })
    expect(placeOn(all, at('A'), '2026-09-20')).toEqual({ id: 'B' })
    expect(unitsOn(all, 'commune', '2026-09-20')).toEqual(['B', 'C'])
    expect(nameOn(all, at('B'), '2026-09-20')).toBe('Phường An Bình')
  })

  test('a phone that still names the merged unit months later means the new one', () => {
    expect(placeOn(all, at('A'), '2026-12-01', '2026-11-30')).toEqual({ id: 'B' })
  })

  test('a park that lay in both lies in the new one, once', () => {
    expect(parentsOn(all, { thing: 'park', id: 'p' }, '2026-09-19')).toEqual(['A', 'B'])
    expect(parentsOn(all, { thing: 'park', id: 'p' }, '2026-09-20')).toEqual(['B'])
  })

  test('mergers of one day are followed to the end, in whatever order they are listed', () => {
    const chain = units(['2026-09-20', merge(['B'], 'C'), merge(['A'], 'B')])
    expect(placeOn(chain, at('A'), '2026-09-20')).toEqual({ id: 'C' })
    const circle = units(['2026-09-20', merge(['A'], 'B'), merge(['B'], 'A')])
    expect(typeof placeOn(circle, at('A'), '2026-09-20').id).toBe('string')
  })

  test('where something lay before a new unit began of several is for a person to say', () => {
    const fresh = units(['2026-09-20', merge(['A', 'B'], 'N', 'Phường Mới', true)])
    expect(placeOn(fresh, at('N'), '2026-09-19')).toEqual({ id: 'N', among: ['A', 'B'] })
    expect(placeOn(fresh, at('A'), '2026-09-20')).toEqual({ id: 'N' })
    expect(parentsOn(fresh, at('N'), '2026-09-20')).toEqual(['99'])
  })
})

describe('splits', () => {
  const all = units(['2026-09-20', split('A', { id: 'A' }, { id: 'N', name: 'Phường Mới', begins: true })])

  test('leave open where a firm lies that was placed before, until a person says it anew', () => {
    expect(placeOn(all, at('A'), '2026-09-19', '2025-08-01')).toEqual({ id: 'A' })
    expect(placeOn(all, at('A'), '2026-09-20', '2025-08-01')).toEqual({ id: 'A', among: ['A', 'N'] })
    expect(placeOn(all, at('A'), '2026-10-01', '2026-09-25')).toEqual({ id: 'A' })
    expect(placeOn(all, at('N'), '2026-10-01', '2026-09-25')).toEqual({ id: 'N' })
  })

  test('a firm that is known to lie in the new part lay in the old unit before', () => {
    expect(placeOn(all, at('N'), '2026-09-19', '2026-09-25')).toEqual({ id: 'A' })
    expect(unitsOn(all, 'commune', '2026-09-19')).not.toContain('N')
  })

  test('are no question any more once the parts were merged again', () => {
    const again = units(
      ['2026-09-20', split('A', { id: 'A' }, { id: 'N', name: 'Phường Mới', begins: true })],
      ['2026-11-01', merge(['N'], 'A')],
    )
    expect(placeOn(again, at('A'), '2026-10-01')).toEqual({ id: 'A', among: ['A', 'N'] })
    expect(placeOn(again, at('A'), '2026-11-01')).toEqual({ id: 'A' })
  })
})

test('what was undone is as if it had never been', () => {
  const body = { on: '2026-09-20', instrument: '12/NQ', changes: [merge(['A'], 'B')] }
  const entry = { operationId: '', seq: 1, personId: '', clientTime: '' }
  const record = {
    id: 'r',
    entries: [
      { ...entry, body },
      { ...entry, body: { ...body, withdrawn: true } },
    ],
  }
  const all = indexUnits(known, reorganisationsOf([record]))
  expect(placeOn(all, at('A'), '2026-12-01')).toEqual({ id: 'A' })
})

describe('sums', () => {
  const firms = [
    { id: 'f1', placeId: 'A', statedOn: '2025-08-01' },
    { id: 'f2', placeId: 'A', statedOn: '2025-08-01' },
    { id: 'f3', placeId: 'B', statedOn: '2025-08-01' },
    { id: 'f4', placeId: 'N', statedOn: '2026-10-01' },
    { id: 'f5', placeId: undefined },
  ]

  test('have every firm once on every day, however units were merged and split', () => {
    const all = units(
      ['2026-03-01', merge(['B'], 'C')],
      ['2026-09-20', split('A', { id: 'A' }, { id: 'N', name: 'Phường Mới', begins: true })],
      ['2026-12-01', merge(['C', 'N'], 'D', 'Phường Đông', true)],
    )
    for (const day of ['2025-12-31', '2026-03-01', '2026-09-19', '2026-09-20', '2026-12-01', '2027-01-01']) {
      const counted = firmsByPlace(all, 'commune', day, firms).flatMap(({ firmIds }) => firmIds)
      expect(counted.toSorted(), day).toEqual(['f1', 'f2', 'f3', 'f4', 'f5'])
    }
    const after = firmsByPlace(all, 'commune', '2026-10-01', firms)
    expect(after.find(({ placeId }) => placeId === 'A')).toMatchObject({ undecidedIds: ['f1', 'f2'] })
  })
})

describe('organisations', () => {
  test('have the name, parent and firms of the day, and a joint one is one', () => {
    const all = units()
    const [union, ...others] = organisationsOn(all, '2026-07-01').filter(({ kind }) => kind === 'jointUnion')
    expect(others).toEqual([])
    expect(union).toMatchObject({ name: 'Công đoàn ghép', firmIds: ['f1', 'f2', 'f3'] })
    expect(organisationsOn(all, '2026-11-01')[0]?.firmIds).toEqual(['f1', 'f2'])
    const parent = (day: string) => parentsOn(all, { thing: 'organisation', id: 'union' }, day)
    expect([parent('2026-09-29'), parent('2026-09-30')]).toEqual([['khoi'], ['phuong']])
  })

  test('firms of one that was merged are those of its successor, and the parent is the successor too', () => {
    const all = units([
      '2026-09-01',
      { kind: 'merge', thing: 'organisation', from: ['khoi'], into: { id: 'phuong', name: 'Đảng ủy mới' } },
    ])
    expect(parentsOn(all, { thing: 'organisation', id: 'union' }, '2026-09-15')).toEqual(['phuong'])
    expect(organisationsOn(all, '2026-09-15').map(({ id, name }) => [id, name])).toEqual([
      ['union', 'Công đoàn ghép'],
      ['phuong', 'Đảng ủy mới'],
    ])
  })
})
