import { priorityKey } from '#domain/priority.ts'
import { firmStateOf } from '#domain/firmState.ts'
import type { ReportFirm } from '#domain/reports/reportFirm.ts'
import { builtInRuleSet } from '#domain/ruleSet.ts'

let made = 0

/** A surveyed firm without anything, unless said otherwise. */
export function reportFirm(more: Partial<ReportFirm> = {}): ReportFirm {
  made += 1
  const id = more.id ?? `firm-${made}`
  const firm = { id, status: 'approved', createdBy: '', fields: {} } as const
  const state = firmStateOf({ firm, facts: {}, surveyed: true, ruleSet: builtInRuleSet, organisations: [] })
  return {
    id,
    name: `Công ty TNHH Mẫu ${made}`,
    taxCode: undefined,
    taxCodeIs: 'missing',
    parkId: 'park',
    communeId: 'commune',
    ownership: 'domesticPrivate',
    legalForm: 'jointStock',
    row: 'D8',
    surveyed: true,
    org: 'none',
    isCommittee: false,
    orgKey: undefined,
    official: 0,
    probationary: 0,
    hasMembers: 'no',
    union: 'no',
    unionMembers: 0,
    youth: 'no',
    youthMembers: 0,
    headcount: 100,
    reached: {},
    asides: [],
    key: priorityKey({ firmId: id, foldedName: `${made}`, state, access: 'easy', asOf: '2026-11-21' }),
    pinned: false,
    planned: [],
    advised: undefined,
    assignedTo: undefined,
    dueOn: undefined,
    lastVisitOn: undefined,
    visits: [],
    concerns: { open: [], raised: [], settled: [] },
    ...more,
  }
}
