import { contactsOf, type Contacts } from '#domain/contacts.ts'
import { countedVisits } from '#domain/countedVisits.ts'
import { foldFacts, type Facts } from '#domain/facts.ts'
import { firmStateOf, type FirmState } from '#domain/firmState.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { FirmRecord } from '#domain/records.ts'
import { builtInRuleSet } from '#domain/ruleSet.ts'
import { decideTrack } from '#domain/track.ts'
import type { TrackRowId } from '#domain/track/table.ts'
import { sample } from './sample.ts'
import { sampleRecords, visitsOf } from './sampleRecords.ts'

/** The day on which the sample is looked at. */
export const today = '2026-11-21'

/** A firm of the sample with all that approved visits and plans say of it. */
export interface SampleFirmView {
  readonly firm: FirmRecord
  readonly facts: Facts
  readonly contacts: Contacts
  readonly state: FirmState
  /** The row of the decision table. */
  readonly row: TrackRowId
  readonly inPlan: boolean
}

export const firmViews: readonly SampleFirmView[] = sampleRecords.firms.map((firm) => {
  const visits = visitsOf(firm.id)
  const facts = foldFacts(visits, { include: 'approved' })
  const plan = sampleRecords.plans.find(({ id }) => id === firm.id)?.entries.at(-1)
  const inPlan = plan?.body['inApproachPlan'] === true
  const contacts = contactsOf({
    visits: countedVisits(visits, 'approved'),
    facts,
    datedStages: inPlan ? [{ stage: 'planned', on: plan.clientTime.slice(0, 10) }] : [],
    ruleSet: builtInRuleSet,
    asOf: today,
  })
  const state = firmStateOf({
    firm,
    facts,
    surveyed: contacts.surveyed,
    ruleSet: builtInRuleSet,
    organisations: sample.organisations,
  })
  return { firm, facts, contacts, state, row: decideTrack(state, builtInRuleSet).row, inPlan }
})

export const cellFirms = firmViews.filter(({ state }) => state.org === 'own')
export const otherFirms = firmViews.filter(({ state }) => state.org !== 'own')
/** The firms without a cell whose owner was met. */
export const metFirms = otherFirms.filter(({ contacts }) => contacts.met)
export const unmetFirms = otherFirms.filter(({ contacts }) => !contacts.met)

/** How many of these firms have each value of a fact; `unknown` where there is none. */
export function tally(firms: readonly SampleFirmView[], key: FieldKey): Readonly<Record<string, number>> {
  return count(firms, ({ facts }) => {
    const value = facts[key]?.value
    return typeof value === 'string' || typeof value === 'boolean' ? String(value) : 'unknown'
  })
}

export function count<Thing>(
  things: readonly Thing[],
  name: (thing: Thing) => string,
): Readonly<Record<string, number>> {
  const groups = Map.groupBy(things, name)
  return Object.fromEntries([...groups].map(([key, group]) => [key, group.length]))
}

/** The sum of a count over these firms; what is not known adds nothing. */
export function sum(firms: readonly SampleFirmView[], key: FieldKey): number {
  return firms.reduce((total, { facts }) => total + Number(facts[key]?.value ?? 0), 0)
}
