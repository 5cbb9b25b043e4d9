import { describe, expect, test } from 'vitest'
import {
  datedOn,
  editOrganisation,
  firmsOn,
  organisationOf,
  type OrganisationBody,
} from '#domain/organisation.ts'

const today = '2026-11-21'
const union: OrganisationBody = {
  kind: 'jointUnion',
  names: [{ name: 'Công đoàn cũ' }],
  parents: [{ id: 'khối' }],
  firms: [{ firmId: 'a' }, { firmId: 'b' }],
}

describe('a change from a day on', () => {
  const after = editOrganisation(
    union,
    { name: 'Công đoàn mới', parentId: 'phường', firmIds: ['a', 'c'], from: '2026-09-30' },
    today,
  )

  test('leaves what was before that day as it was', () => {
    expect(datedOn(after.names, '2026-09-29')?.name).toBe('Công đoàn cũ')
    expect(datedOn(after.parents, '2026-09-29')?.id).toBe('khối')
    expect(firmsOn(after, '2026-09-29')).toEqual(['a', 'b'])
  })

  test('holds from that day', () => {
    expect(datedOn(after.names, '2026-09-30')?.name).toBe('Công đoàn mới')
    expect(datedOn(after.parents, '2026-09-30')?.id).toBe('phường')
    expect(firmsOn(after, '2026-09-30')).toEqual(['a', 'c'])
  })

  test('said again for the same day takes the place of what was said', () => {
    const again = editOrganisation(after, { name: 'Công đoàn đúng', from: '2026-09-30' }, today)
    expect(again.names).toEqual([{ name: 'Công đoàn cũ' }, { name: 'Công đoàn đúng', from: '2026-09-30' }])
  })

  test('a firm that left may come back, and is there once', () => {
    const back = editOrganisation(after, { firmIds: ['a', 'b', 'c'], from: '2026-12-01' }, today)
    const days = ['2026-09-29', '2026-10-15', '2026-12-01']
    expect(days.map((day) => firmsOn(back, day).toSorted())).toEqual([
      ['a', 'b'],
      ['a', 'c'],
      ['a', 'b', 'c'],
    ])
  })
})

test('put right without a day, it is as if it had always been so', () => {
  const after = editOrganisation(union, { name: 'Công đoàn ghép', firmIds: ['a'], officialTotal: 4 }, today)
  expect(after).toEqual({
    ...union,
    names: [{ name: 'Công đoàn ghép' }],
    firms: [{ firmId: 'a' }],
    officialTotal: 4,
  })
  expect('officialTotal' in editOrganisation(after, { officialTotal: null }, today)).toBe(false)
})

test('an organisation of before there were deeds about it is read as one that was always so', () => {
  const record = { id: 'u', kind: 'jointUnion', name: 'Công đoàn', firmIds: ['a'] }
  expect(organisationOf(record)).toEqual({
    id: 'u',
    kind: 'jointUnion',
    names: [{ name: 'Công đoàn' }],
    parents: [],
    firms: [{ firmId: 'a' }],
  })
})
