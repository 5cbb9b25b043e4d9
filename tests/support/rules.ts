import { adviseFirm, type Advice, type AdviceInput } from '#domain/advice.ts'
import type { Answer, AnswerValue } from '#domain/answers.ts'
import { contactsOf } from '#domain/contacts.ts'
import { countedVisits } from '#domain/countedVisits.ts'
import { foldFacts, type Facts } from '#domain/facts.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { FirmState } from '#domain/firmState.ts'
import { profileOf } from '#domain/profile.ts'
import type { FirmRecord, OrganisationRecord } from '#domain/records.ts'
import { builtInRuleSet } from '#domain/ruleSet.ts'
import type { Situation } from '#domain/situation.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { makeVisit } from './survey.ts'

export type Values = Partial<Record<FieldKey, AnswerValue | Answer>>

/** A surveyed firm of which everything is known: no organisation, no member, no mass organisation. */
export function makeState(changes: Partial<FirmState> = {}): FirmState {
  return {
    outOfScope: 'no',
    surveyed: true,
    org: 'none',
    isCommittee: false,
    official: 0,
    officialIsAtLeast: false,
    ownOfficial: changes.official ?? 0,
    stableOfficial: changes.official ?? 0,
    tenureKnown: true,
    shortTenureOfficial: 0,
    probationary: 0,
    hasMembers: 'no',
    union: 'no',
    unionDormant: false,
    youth: 'no',
    headcount: 100,
    businessStable: 'yes',
    allInPool: false,
    ...changes,
  }
}

export function makeFirm(
  fields: Readonly<Record<string, string | boolean | null>> = {},
  id = 'firm',
): FirmRecord {
  const entries = Object.entries({ name: 'Công ty TNHH Mẫu Dệt Sao 3', ...fields }).map(([key, value]) => [
    key,
    { value, seq: 1, personId: 'minh', clientTime: '2026-01-05T08:00:00.000+07:00' },
  ])
  return { id, status: 'approved', createdBy: 'minh', fields: Object.fromEntries(entries) }
}

export function makeCell(changes: Partial<OrganisationRecord> = {}): OrganisationRecord {
  return {
    id: 'joint',
    kind: 'jointCell',
    name: 'Chi bộ ghép Gốm Hạ',
    firmIds: ['firm', 'next', 'third'],
    ...changes,
  }
}

/** Approved visits on these days, in this order. */
export function visitsOn(
  ...days: readonly (readonly [day: string, values: Values])[]
): readonly VisitRecord[] {
  return days.map(([day, values], index) => makeVisit(values, { seq: index + 1, at: `${day}T09:40+07:00` }))
}

export function adviseOn(
  visits: readonly VisitRecord[],
  { asOf = '2026-11-21', ...changes }: Partial<Omit<AdviceInput, 'visits' | 'facts'>> = {},
): Advice {
  const include = changes.include ?? 'approved'
  return adviseFirm({
    firm: makeFirm(),
    foldedName: 'mau det sao 3',
    organisations: [],
    ruleSet: builtInRuleSet,
    ...changes,
    facts: foldFacts(visits, { include }),
    visits,
    include,
    asOf,
  })
}

/** What overlays and actions look at, with a made-up state. */
export function makeSituation(
  facts: Facts,
  {
    state = {},
    firm = makeFirm(),
    inKeyPark = false,
    visits = [],
    asOf = '2026-11-21',
  }: {
    readonly state?: Partial<FirmState>
    readonly firm?: FirmRecord
    readonly inKeyPark?: boolean
    readonly visits?: readonly VisitRecord[]
    readonly asOf?: string
  } = {},
): Situation {
  const ruleSet = builtInRuleSet
  const contacts = contactsOf({
    visits: countedVisits(visits, 'approved'),
    facts,
    datedStages: [],
    ruleSet,
    asOf,
  })
  return { state: makeState(state), facts, contacts, profile: profileOf(firm, facts), inKeyPark, ruleSet }
}
