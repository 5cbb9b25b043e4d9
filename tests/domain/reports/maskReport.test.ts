import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskReport } from '#domain/reports/maskReport.ts'
import type { Report, ReportCell, ReportColumn, ReportRow } from '#domain/reports/report.ts'

const count: ReportColumn = { key: 'n', heading: 'n', kind: 'number', width: 10 }

function row(key: string, level: number, n: number): ReportRow {
  return { key, level, cells: { n: { kind: 'number', value: n, firmIds: ['f'] } } }
}

/** A report of parks, each of communes, each of leaves with these numbers. */
function reportOf(parks: readonly (readonly (readonly number[])[])[]): Report {
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
  const rows = parks.flatMap((communes, p) => [
    row(`${p}`, 0, sum(communes.flat())),
    ...communes.flatMap((leaves, c) => [
      row(`${p}/${c}`, 1, sum(leaves)),
      ...leaves.map((leaf, l) => row(`${p}/${c}/${l}`, 2, leaf)),
    ]),
  ])
  return {
    id: 'R1',
    title: '',
    lines: [],
    columns: [count],
    rows,
    total: row('total', 0, sum(parks.flat(2))),
    notes: [],
  }
}

const cellOf = ({ cells }: ReportRow) => cells['n']!
const valueOf = (cell: ReportCell) => (cell.kind === 'number' ? cell.value : undefined)

/** Every way the leaves may be, by what a reader of the masked report sees: the sums of all that are not masked fit. */
function readings(truth: Report, seen: Report): Map<string, Set<number>> {
  const all = [...truth.rows, truth.total!]
  const shown = new Map([...seen.rows, seen.total!].map((one) => [one.key, valueOf(cellOf(one))]))
  const leaves = truth.rows.filter(({ level }) => level === 2)
  const possible = new Map(all.map(({ key }) => [key, new Set<number>()]))
  const inside = (key: string, leaf: string) => key === 'total' || key === leaf || leaf.startsWith(`${key}/`)
  const choose = (index: number, chosen: readonly number[]) => {
    const leaf = leaves[index]
    if (leaf !== undefined) {
      const known = shown.get(leaf.key)
      const most = valueOf(cellOf(leaf))! + 2
      for (let n = known ?? 0; n <= (known ?? most); n += 1) choose(index + 1, [...chosen, n])
      return
    }
    const sums = all.map(({ key }) => ({
      key,
      sum: leaves.reduce((sum, { key: one }, at) => (inside(key, one) ? sum + chosen[at]! : sum), 0),
    }))
    if (sums.some(({ key, sum }) => shown.get(key) !== undefined && shown.get(key) !== sum)) return
    for (const { key, sum } of sums) possible.get(key)!.add(sum)
  }
  choose(0, [])
  return possible
}

const leaves = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 })
const parks = fc
  .array(fc.array(leaves, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
  .filter((all) => all.flat(2).length <= 6)

test('[004-1] no number of 1 or 2 is told, and none that is masked can be worked out from the others', () => {
  fc.assert(
    fc.property(parks, (numbers) => {
      const truth = reportOf(numbers)
      const seen = maskReport(truth)
      for (const one of [...seen.rows, seen.total!]) expect([1, 2]).not.toContain(valueOf(cellOf(one)))
      const possible = readings(truth, seen)
      for (const one of [...seen.rows, seen.total!]) {
        if (cellOf(one).kind === 'masked') expect(possible.get(one.key)!.size, one.key).toBeGreaterThan(1)
      }
    }),
    { numRuns: 300, seed: 5 },
  )
})

test('a masked number brings its brother with it, not the sum that others see', () => {
  const { rows, total } = maskReport(reportOf([[[1, 40, 60]]]))
  expect(rows.map((one) => valueOf(cellOf(one)))).toEqual([101, 101, undefined, undefined, 60])
  expect(valueOf(cellOf(total!))).toBe(101)
})

test('where all beside it is 0, the sum goes too, up to the total', () => {
  const { rows, total } = maskReport(reportOf([[[2, 0]]]))
  expect([...rows, total!].map((one) => valueOf(cellOf(one)))).toEqual([
    undefined,
    undefined,
    undefined,
    0,
    undefined,
  ])
})

test('a report without small numbers stays as it is', () => {
  const report = reportOf([[[3, 0], [8]], [[12]]])
  expect(maskReport(report)).toEqual(report)
})

test('what is worked out from a masked number is masked, and a target is not', () => {
  const line = (key: string, achieved: number): ReportRow => ({
    key,
    level: 0,
    cells: {
      target: { kind: 'number', value: 5 },
      achieved: { kind: 'number', value: achieved },
      share: { kind: 'percent', part: achieved, whole: 5 },
      remaining: { kind: 'number', value: 5 - achieved },
    },
  })
  const column = (key: string, more: Partial<ReportColumn>): ReportColumn => ({
    key,
    heading: key,
    kind: 'number',
    width: 10,
    ...more,
  })
  const columns = [
    column('target', { isOpen: true }),
    column('achieved', {}),
    column('share', { kind: 'percent', derivedFrom: ['achieved'] }),
    column('remaining', { derivedFrom: ['achieved'] }),
  ]
  const report: Report = { ...reportOf([]), total: undefined, columns, rows: [line('a', 1), line('b', 3)] }
  const kinds = maskReport(report).rows.map(({ cells }) => Object.values(cells).map(({ kind }) => kind))
  expect(kinds).toEqual([
    ['number', 'masked', 'masked', 'masked'],
    ['number', 'number', 'percent', 'number'],
  ])
})

test('a share of a small number in another row is masked too', () => {
  const share: ReportColumn = { key: 'share', heading: 'share', kind: 'percent', width: 10 }
  const line = (key: string, n: number, whole: number): ReportRow => ({
    key,
    level: 0,
    cells: { n: { kind: 'number', value: n }, share: { kind: 'percent', part: n, whole } },
  })
  const rows = [line('met', 2, 9), line('agreed', 4, 2), line('decided', 3, 4)]
  const report: Report = { ...reportOf([]), total: undefined, columns: [count, share], rows }
  expect(maskReport(report).rows.map(({ cells }) => cells['share']!.kind)).toEqual([
    'masked',
    'masked',
    'percent',
  ])
})
