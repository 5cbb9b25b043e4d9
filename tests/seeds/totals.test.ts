import { expect, it } from 'vitest'
import { codeOf, codesOf } from '#domain/factValues.ts'
import { sample } from './sample.ts'
import { cellFirms, count, firmViews, metFirms, otherFirms, sum, tally, unmetFirms } from './sampleFirms.ts'

const profile = (key: string) => count(sample.firms, ({ fields }) => String(fields[key] ?? 'none'))

it('6 parks hold 40 firms: 12, 8, 7, 6, 4 and 3', () => {
  const names = new Map(sample.parks.map((park) => [park.id, String(park['name'])]))
  expect(count(sample.firms, ({ fields }) => names.get(String(fields['parkId']))!)).toEqual({
    'KCN Sông Xanh (mẫu)': 12,
    'KCN Đồi Chè (mẫu)': 8,
    'KCN Bến Sương (mẫu)': 7,
    'KKT Vịnh Nắng (mẫu)': 6,
    'CCN Gốm Hạ (mẫu)': 4,
    'CCN Lúa Vàng (mẫu)': 3,
  })
})

it('13 firms have a cell of their own, 27 have none', () => {
  expect([cellFirms.length, otherFirms.length]).toEqual([13, 27])
})

it('the 13 cells have 99 members: 86 official and 13 probationary', () => {
  expect([sum(cellFirms, 'membersOfficial'), sum(cellFirms, 'membersProbationary')]).toEqual([86, 13])
})

it('cells have from 3 to 15 members, and one has only 2 official ones', () => {
  const sizes = cellFirms.map((firm) => sum([firm], 'membersOfficial') + sum([firm], 'membersProbationary'))
  expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([3, 15])
  expect(cellFirms.filter(({ state }) => Number(state.official) < 3).map(({ state }) => state.official)).toEqual([2])
})

it('more than 15,000 workers are young: 15,609', () => {
  expect(sum(firmViews, 'headcountYouth')).toBe(15_609)
})

it('9 firms have the Youth Union, with 575 members', () => {
  expect(tally(firmViews, 'youthStatus')).toEqual({ cell: 7, grassroots: 2, none: 27, unknown: 4 })
  expect(sum(firmViews, 'youthMembers')).toBe(575)
})

it('27,153 people work in the 39 firms whose workforce is known', () => {
  expect(sum(firmViews, 'headcountTotal')).toBe(27_153)
  expect(firmViews.filter(({ facts }) => facts['headcountTotal'] === undefined)).toHaveLength(1)
})

it('the workforce has the sizes it should: a giant, four of 40 to 90, two of 8, one of 4, one of none', () => {
  const sizes = firmViews.flatMap(({ state }) => (state.headcount === 'unknown' ? [] : [state.headcount]))
  const sorted = sizes.toSorted((one, other) => other - one)
  expect(sorted.slice(0, 8)).toEqual([12_400, 3_150, 1_980, 1_250, 980, 716, 640, 520])
  expect(sorted.slice(-8).filter((size) => size >= 40 && size <= 90)).toHaveLength(4)
  expect(sorted.slice(-4)).toEqual([8, 8, 4, 0])
})

it('tracks of the 27: D4 3, D5 1, D6 4 and D6p 2, D7 1, D8 8, D9 1, D10 4, D11 1, D1 2', () => {
  const rows = { D4: 3, D5: 1, D6: 4, D6p: 2, D7: 1, D8: 8, D9: 1, D10: 4, D11: 1, D1: 2 }
  expect(count(otherFirms, ({ row }) => row)).toEqual(rows)
})

it('tracks of the 13: 12 to consolidate, 1 at once', () => {
  expect(count(cellFirms, ({ row }) => row)).toEqual({ D2: 12, D3: 1 })
})

it('the firms with a union that have members but no cell are 7, those with a union alone 8', () => {
  const rowsWithUnion = otherFirms.filter(({ state }) => state.union === 'yes').map(({ row }) => row)
  expect(count(rowsWithUnion, (row) => (row === 'D8' ? 'union alone' : 'members too'))).toEqual({
    'members too': 7,
    'union alone': 8,
  })
})

it('the firm of 4 has one member, the site without workers is only watched', () => {
  const small = firmViews.filter(({ state }) => state.headcount !== 'unknown' && state.headcount < 5)
  expect(small.map(({ row, state }) => [row, state.headcount, state.official])).toEqual([
    ['D11', 0, 0],
    ['D6', 4, 1],
  ])
})

it('unions: 27 yes, 1 dormant, 8 none, 1 other organisation of workers, 3 unknown', () => {
  expect(tally(firmViews, 'unionStatus')).toEqual({
    active: 24,
    joint: 3,
    dormant: 1,
    none: 8,
    otherWorkersOrganisation: 1,
    unknown: 3,
  })
})

it('12 of the cell firms have a working union, and the thirteenth a dormant one', () => {
  expect(tally(cellFirms, 'unionStatus')).toEqual({ active: 11, joint: 1, dormant: 1 })
})

it('the joint union of the cluster is one organisation over three firms', () => {
  const joint = sample.organisations.filter(({ kind }) => kind === 'jointUnion')
  const named = firmViews.filter(({ facts }) => facts['unionOrgId']?.value === joint[0]?.id)
  expect([joint.length, joint[0]?.firmIds]).toEqual([1, named.map(({ firm }) => firm.id)])
  expect(named).toHaveLength(3)
})

it('ownership: 22 domestic private, 13 foreign, 2 joint ventures, 2 cooperatives, 1 clinic', () => {
  expect(profile('ownershipGroup')).toEqual({
    domesticPrivate: 22,
    foreign: 13,
    jointVenture: 2,
    cooperative: 2,
    nonPublic: 1,
  })
  expect(profile('unitKind')).toEqual({ enterprise: 37, cooperative: 2, healthFacility: 1 })
})

it('owners of the cell firms: 7 in favour, 4 neutral, 2 hesitant', () => {
  expect(tally(cellFirms, 'ownerStance')).toEqual({ support: 7, neutral: 4, hesitant: 2 })
})

it('owners of the 7 met: 2 in favour, 1 neutral, 3 hesitant, 1 not agreed', () => {
  expect(tally(metFirms, 'ownerStance')).toEqual({ support: 2, neutral: 1, hesitant: 3, notAgreed: 1 })
})

it('of the other 20, 2 refused by telephone and the opinion of none is known', () => {
  expect(unmetFirms).toHaveLength(20)
  expect(tally(unmetFirms, 'ownerStance')).toEqual({ unknown: 20 })
  expect(unmetFirms.filter(({ contacts }) => contacts.refusalsInRow > 0)).toHaveLength(2)
})

it('4 owners fear the burden', () => {
  const feared = firmViews.filter(({ facts }) => codesOf(facts, 'ownerConcerns').includes('burden'))
  expect(feared).toHaveLength(4)
})

it('access: 14 easy, 12 medium, 8 hard, 6 unknown', () => {
  const levels = count(firmViews, ({ contacts }) => contacts.access.level)
  expect(levels).toEqual({ easy: 14, medium: 12, hard: 8, unknown: 6 })
})

it('4 firms have a new project: commitment included, asked, refused and not asked', () => {
  const projects = firmViews.filter(({ facts }) => ['applying', 'granted'].includes(codeOf(facts, 'projectStage')))
  expect(tally(projects, 'commitmentInAgreement')).toEqual({ included: 1, asked: 1, refused: 1, unknown: 1 })
})

it('whether the owner is a member is known of 6 only', () => {
  expect(tally(firmViews, 'ownerIsPartyMember')).toEqual({ true: 3, false: 3, unknown: 34 })
})

it('39 of the 40 firms are surveyed', () => {
  expect(firmViews.filter(({ contacts }) => contacts.surveyed)).toHaveLength(39)
})

it('the steps of approach: 24 planned, 23 contacted, 7 met, 2 agreed, none established', () => {
  const planned = otherFirms.filter(({ inPlan }) => inPlan)
  const reached = (stage: 'contacted' | 'met' | 'agreed' | 'decided') =>
    planned.filter(({ contacts }) => contacts.funnel.reached[stage] !== undefined).length
  expect(firmViews.filter(({ inPlan }) => inPlan)).toHaveLength(24)
  expect([planned.length, reached('contacted'), reached('met'), reached('agreed'), reached('decided')]).toEqual([
    24, 23, 7, 2, 0,
  ])
})

it('beside the steps: 2 refused, 1 not agreed, 1 postponed', () => {
  const asides = otherFirms.flatMap(({ contacts }) => contacts.funnel.asides)
  expect(count(asides, (aside) => aside)).toEqual({ refused: 2, notAgreed: 1, postponed: 1 })
})

it('in 2025 8 of 12 cells were established: 66.7 %', () => {
  const target = sample.targets.find((row) => row['indicator'] === 'cellsEstablished' && row['from'] === '2025-01-01')
  const done = sample.outcomes
    .filter((row) => row['outcome'] === 'cellsEstablished' && String(row['decidedOn']).startsWith('2025'))
    .reduce((total, row) => total + Number(row['count']), 0)
  expect([done, target?.['value'], ((done / Number(target?.['value'])) * 100).toFixed(1)]).toEqual([8, 12, '66.7'])
})
