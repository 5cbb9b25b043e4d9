import { expect, test } from 'vitest'
import { firmsCountingOrganisations, formCells, formLineOf, isInLine } from '#domain/reports/partyForm.ts'
import { firmsByIssue } from '#domain/reports/quality.ts'
import { reportPeriods } from '#domain/reports/reportPeriods.ts'
import { rowNumbers } from '#domain/reports/report.ts'
import { workloadCells, workloadPeople } from '#domain/reports/workload.ts'
import { reportFirm } from '../../support/reportFirms.ts'

const period = { from: '2026-10-01', to: '2026-11-21' }
const value = (cell: unknown) => (cell as { value: number }).value

test('[decision 45] a cell of three firms is one organisation, in the line of the firm named first', () => {
  const joint = { org: 'joint', orgKey: 'cell', official: 1 } as const
  const firms = [
    reportFirm({ id: 'a', ...joint, ownership: 'foreign' }),
    reportFirm({ id: 'b', ...joint }),
    reportFirm({ id: 'c', ...joint }),
    reportFirm({ id: 'd', org: 'own', orgKey: 'd', isCommittee: true, official: 30, probationary: 2 }),
  ]
  const counting = new Set(firmsCountingOrganisations(firms))
  const all = formCells(firms, counting)
  expect(['organisations', 'committees', 'cells', 'members'].map((key) => value(all[key]))).toEqual([
    2, 1, 1, 35,
  ])
  const foreign = formCells(
    firms.filter((firm) => isInLine(firm, 'foreignCapital')),
    counting,
  )
  expect(value(foreign['organisations'])).toBe(1)
})

test('a firm stands in one leaf of the form, by its ownership and within private ones by its legal form', () => {
  expect(formLineOf(reportFirm({ legalForm: 'multiMemberLimited' }))).toBe('limited')
  expect(formLineOf(reportFirm({ legalForm: undefined }))).toBe('otherForm')
  expect(formLineOf(reportFirm({ ownership: 'jointVenture' }))).toBe('jointVenture')
  expect(formLineOf(reportFirm({ ownership: 'nobodyKnows' }))).toBe('unknownOwnership')
  expect(isInLine(reportFirm({ ownership: 'foreign' }), 'nonState')).toBe(true)
})

test('firms with one tax code, or one name in one park, may be doubles; the same name elsewhere is not', () => {
  const named = (name: string, more: object) => {
    const firm = reportFirm(more)
    return { ...firm, key: { ...firm.key, foldedName: name } }
  }
  const firms = [
    named('det sao 3', { id: 'a' }),
    named('det sao 3', { id: 'b' }),
    named('det sao 3', { id: 'c', parkId: 'other' }),
    named('gom ha', { id: 'd', taxCode: '9900001027' }),
    named('gom moi', { id: 'e', taxCode: '9900001027', parkId: 'other' }),
  ]
  expect(firmsByIssue(firms, period.to).possibleDouble.map(({ id }) => id)).toEqual(['a', 'b', 'd', 'e'])
})

test('figures are old six months after the last visit', () => {
  const firms = ['2026-05-20', '2026-05-21'].map((lastVisitOn) => reportFirm({ lastVisitOn }))
  expect(firmsByIssue(firms, period.to).stale).toEqual([firms[0]])
})

test('a member’s work is their firms in scope and their visits of the period; overdue ends with a visit', () => {
  const visit = (personId: string, on: string) => ({ visitId: on, personId, on })
  const firms = [
    reportFirm({ assignedTo: 'binh', dueOn: '2026-11-01', visits: [visit('binh', '2026-09-30')] }),
    reportFirm({
      assignedTo: 'binh',
      dueOn: '2026-11-01',
      lastVisitOn: '2026-11-02',
      visits: [visit('chi', '2026-10-01'), visit('binh', '2026-11-02')],
    }),
    reportFirm({ assignedTo: 'binh', row: 'D0' }),
  ]
  const cells = workloadCells(firms, 'binh', period)
  expect(['assigned', 'overdue', 'visits', 'visitedFirms'].map((key) => value(cells[key]))).toEqual([
    2, 1, 1, 1,
  ])
  expect(workloadPeople(firms, ['an'], period)).toEqual(['an', 'binh', 'chi'])
})

test('periods are those of the calendar, each after the one before it', () => {
  expect(reportPeriods('2026-11-21').map(({ from, to }) => `${from} ${to}`)).toEqual([
    '2026-11-01 2026-11-30',
    '2026-10-01 2026-10-31',
    '2026-10-01 2026-12-31',
    '2026-07-01 2026-09-30',
    '2026-07-01 2026-12-31',
    '2026-01-01 2026-06-30',
    '2026-01-01 2026-12-31',
    '2025-01-01 2025-12-31',
  ])
})

test('rows made of rows are numbered through, lists one after the other', () => {
  const rows = (...levels: number[]) => levels.map((level, key) => ({ key: `${key}`, level, cells: {} }))
  expect(rowNumbers(rows(0, 1, 2, 2, 1, 0, 1))).toEqual(['1', '1.1', '1.1.1', '1.1.2', '1.2', '2', '2.1'])
  expect(rowNumbers(rows(0, 0))).toEqual([1, 2])
})
