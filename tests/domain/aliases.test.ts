import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { aliasesOf } from '#domain/aliases.ts'
import { mergeOperation } from '#domain/merge.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { HistoryRecord } from '#domain/records.ts'

const firms = [1, 2, 3, 4, 5].map((number) => `019aa000-0000-7000-8000-00000000000${number}`)
const [a = '', b = '', c = ''] = firms

type Said = readonly [kind: 'merge' | 'unmerge', firmId: string, other: string]

/** The records that deeds come to in the order of the server. */
function recordsOf(all: readonly Said[]): HistoryRecord[] {
  const records = new Map<string, HistoryRecord>()
  for (const [index, [kind, recordId, other]] of all.entries()) {
    const content: OperationContent = {
      id: `019aa000-0000-7000-9000-${String(index).padStart(12, '0')}`,
      unitId: a,
      personId: a,
      kind: `firm.${kind}`,
      recordId,
      schemaVersion: 1,
      clientTime: '2026-11-21T09:40:00.000+07:00',
      body: kind === 'merge' ? { into: other } : { from: other },
    }
    const merged = mergeOperation(records.get(recordId), content, { seq: index + 1, receivedAt: '' }, '')
    if (merged.kind === 'changed') records.set(recordId, merged.changes[0]!.record as HistoryRecord)
  }
  return [...records.values()]
}

/** Which firms are one, each group with the one that stays first. */
function groupsOf(all: readonly Said[]): string[][] {
  const { rootOf, membersOf } = aliasesOf(recordsOf(all))
  return [...new Set(firms.map(rootOf))].map((root) => [...membersOf(root)])
}

const firm = fc.constantFrom(...firms)
const said: fc.Arbitrary<Said> = fc.tuple(fc.constantFrom('merge', 'merge', 'unmerge'), firm, firm)
const manySaid = fc.array(said, { maxLength: 25 })

test('whatever is said of firms, each is one firm, under a name that stands for itself, and never in a circle', () => {
  fc.assert(
    fc.property(manySaid, (all) => {
      const groups = groupsOf(all)
      expect(groups.flat().toSorted()).toEqual(firms)
      const { rootOf } = aliasesOf(recordsOf(all))
      for (const [root, ...others] of groups)
        for (const one of [root!, ...others]) expect(rootOf(one)).toBe(root)
    }),
  )
})

test('what firms come to does not depend on the order in which their records are read', () => {
  const shuffled = manySaid.chain((all) => {
    const records = recordsOf(all)
    return fc.tuple(
      fc.constant(records),
      fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }),
    )
  })
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(aliasesOf(other).mergings).toEqual(aliasesOf(one).mergings)
    }),
  )
})

test('a merging that is taken back leaves everything as it was', () => {
  fc.assert(
    fc.property(manySaid, firm, firm, (all, goes, stays) => {
      const before = aliasesOf(recordsOf(all))
      fc.pre(before.rootOf(goes) === goes && before.rootOf(stays) !== goes)
      const after: Said[] = [...all, ['merge', goes, stays], ['unmerge', goes, stays]]
      expect(aliasesOf(recordsOf(after)).mergings).toEqual(before.mergings)
    }),
  )
})

test('of two firms merged into each other by two people the first word stands, and taking it back leaves both', () => {
  const both: Said[] = [
    ['merge', a, b],
    ['merge', b, a],
  ]
  expect(groupsOf(both)).toContainEqual([b, a])
  expect(groupsOf([...both, ['unmerge', a, b]])).toEqual(firms.map((one) => [one]))
})

test('a firm merged into two others is one with the last of them, and taking the first back does nothing', () => {
  const twice: Said[] = [
    ['merge', a, b],
    ['merge', a, c],
  ]
  expect(groupsOf(twice)).toContainEqual([c, a])
  expect(groupsOf([...twice, ['unmerge', a, b]])).toContainEqual([c, a])
})

test('in a chain all are one; taken apart in the middle, what was one before stays one', () => {
  const chain: Said[] = [
    ['merge', a, b],
    ['merge', b, c],
  ]
  expect(groupsOf(chain)).toContainEqual([c, a, b])
  expect(groupsOf([...chain, ['merge', c, a]])).toContainEqual([c, a, b])
  expect(groupsOf([...chain, ['unmerge', b, c]])).toContainEqual([b, a])
})

test('a firm is not merged into itself', () => {
  expect(recordsOf([['merge', a, a]])).toEqual([])
})
