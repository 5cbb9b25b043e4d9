import { canonicalJson } from '#domain/canonicalJson.ts'
import type { Advice } from '#domain/advice.ts'
import { foldVietnamese } from '#domain/fold.ts'
import { dayOfId } from '#domain/ids.ts'
import { readLocation, type Location } from '#domain/location.ts'
import { standing } from '#domain/merge/history.ts'
import type { Opinion } from '#domain/opinions.ts'
import { approachSteps, type ReachedSteps } from '#domain/overview.ts'
import {
  appointmentOf,
  plannedActions,
  type Appointment,
  type PlannedAction,
} from '#domain/plannedActions.ts'
import type { PriorityKey } from '#domain/priority.ts'
import { nameOf, textOf } from '#domain/profile.ts'
import type { DirectoryRecord, FirmRecord } from '#domain/records.ts'
import { replacedIds } from '#domain/visit.ts'
import { adviseView, parkToday, type AdviceContext } from './adviceContext.ts'
import type { FirmView } from './firmView.ts'

/** A firm as lists need it: packed by the hundred, so that a whole unit opens with few reads. */
export interface FirmCard {
  readonly id: string
  readonly name: string
  /** Name, former names and tax code, folded for searching; with those of firms merged into it. */
  readonly searchKey: string
  /** Firms merged into it, by what they are called. */
  readonly aliases: readonly FirmAlias[] | undefined
  readonly parkId: string | undefined
  readonly taxCode: string | undefined
  readonly address: string | undefined
  /** Its own place on the map. */
  readonly location: Location | undefined
  readonly proposed: boolean
  readonly assignedTo: string | undefined
  /** yyyy-mm-dd */
  readonly assignedOn: string | undefined
  readonly helperIds: readonly string[]
  /** yyyy-mm-dd */
  readonly dueOn: string | undefined
  readonly inApproachPlan: boolean
  /** The document that it was planned by. */
  readonly planBasis: string | undefined
  readonly ownership: string | undefined
  /** Why a leader put it on top. */
  readonly pin: string | undefined
  readonly phone: string | undefined
  readonly lastVisitOn: string | undefined
  /** The day each visit was begun, yyyy-mm-dd; those taken out are not among them. */
  readonly visitDays: readonly string[]
  /** Visits that wait for a decision, and those that came back and are still to be corrected. */
  readonly waitingVisits: number
  readonly returnedVisitIds: readonly string[]
  /** What whoever leads the firm said in approved visits, the earliest first; undefined where nothing. */
  readonly opinions: readonly Opinion[] | undefined
  /** From approved visits. */
  readonly advice: CardAdvice
  /** With the undecided visits of whoever works here, where that says something else. */
  readonly ownAdvice: CardAdvice | undefined
}

export interface FirmAlias {
  readonly name: string
  readonly formerNames: readonly string[]
  readonly taxCode: string | undefined
}

/** What the rules say, in short. */
export interface CardAdvice {
  readonly row: Advice['track']['row']
  /** Who set it against the rules, when and why. */
  readonly override: Advice['track']['override']
  readonly org: Advice['state']['org']
  readonly key: PriorityKey
  readonly coolDownUntil: string | undefined
  /** Refused so often that the leader is to decide how to go on. */
  readonly toEscalate: boolean
  readonly stage: Advice['contacts']['funnel']['stage']
  readonly reached: ReachedSteps
  readonly appointment: Appointment | undefined
  readonly followUpOn: string | undefined
  /** What is to be done next, by what visits planned. */
  readonly nextStep: PlannedAction | undefined
}

/** A firm next door, known by name and place alone. */
export interface FirmName {
  readonly id: string
  readonly name: string
  readonly parkId: string
  readonly taxCode: string | undefined
  readonly address: string | undefined
  /** As a card's. */
  readonly searchKey: string
}

/** Undefined for a firm that is not to be shown. */
export function makeName(card: DirectoryRecord): FirmName | undefined {
  const { id, name, formerNames, parkId, taxCode, address, withdrawn } = card
  if (withdrawn === true) return undefined
  return { id, name, parkId, taxCode, address, searchKey: searchKey(name, formerNames, taxCode) }
}

function searchKey(
  name: string,
  formerNames: readonly string[],
  taxCode = '',
  aliases: readonly FirmAlias[] = [],
): string {
  const others = aliases.flatMap((one) => [one.name, ...one.formerNames, one.taxCode ?? ''])
  return foldVietnamese([name, ...formerNames, taxCode, ...others].join(' '))
}

/** What a firm that was merged into another is called. */
export function aliasOf({ fields }: FirmRecord): FirmAlias {
  const [name, code, former] = ['name', 'taxCode', 'formerNames'].map((key) => fields[key]?.value)
  return {
    name: typeof name === 'string' ? name : '',
    formerNames: Array.isArray(former) ? (former as readonly string[]) : [],
    taxCode: typeof code === 'string' && code !== '' ? code : undefined,
  }
}

export function makeCard(view: FirmView, context: AdviceContext): FirmCard {
  const { profile } = view
  const name = nameOf(profile)
  const former = profile['formerNames']
  const formerNames = Array.isArray(former) ? (former as string[]) : []
  const aliases = view.joined.map(aliasOf)
  const assignment = standing('assignment', view.assignment)
  const pin = standing('pin', view.pin)
  const plan = standing('plan', view.plan)
  const contact = view.own['contact']?.value as { readonly phone?: unknown } | undefined
  const advised = adviseView(view, context, 'approved')
  const advice = shorten(advised, view, 'approved')
  return {
    id: view.firm.id,
    name,
    searchKey: searchKey(name, formerNames, textOf(profile, 'taxCode'), aliases),
    aliases: aliases.length === 0 ? undefined : aliases,
    parkId: parkToday(profile, context),
    taxCode: textOf(profile, 'taxCode'),
    address: textOf(profile, 'address'),
    location: locationOf(view.firm),
    proposed: view.firm.status === 'proposed',
    assignedTo: assignment?.personId ?? undefined,
    assignedOn: view.assignment?.entries.at(-1)?.clientTime.slice(0, 10),
    helperIds: assignment?.helperIds ?? [],
    dueOn: assignment?.personId === null ? undefined : assignment?.dueOn,
    inApproachPlan: plan?.inApproachPlan ?? false,
    planBasis: plan?.inApproachPlan === true ? plan.basis : undefined,
    ownership: textOf(profile, 'ownershipGroup'),
    pin: pin?.pinned === true ? pin.reason : undefined,
    phone: typeof contact?.phone === 'string' ? contact.phone : undefined,
    visitDays: view.visits.filter(({ state }) => state !== 'void').flatMap(({ id }) => dayOfId(id) ?? []),
    lastVisitOn: view.visits
      .find((visit) => visit.state !== 'void')
      ?.revisions[0]?.body.occurredAt.slice(0, 10),
    waitingVisits: view.visits.filter((visit) => visit.state === 'submitted').length,
    returnedVisitIds: returnedVisitIds(view),
    opinions: advised.opinions.length === 0 ? undefined : advised.opinions,
    advice,
    ownAdvice: ownAdvice(view, context, advice),
  }
}

function locationOf({ fields }: FirmRecord): Location | undefined {
  const text = fields['location']?.value
  return typeof text === 'string' ? readLocation(text) : undefined
}

function returnedVisitIds({ visits }: FirmView): string[] {
  const replaced = replacedIds(visits)
  return visits.filter(({ id, state }) => state === 'returned' && !replaced.has(id)).map(({ id }) => id)
}

function ownAdvice(view: FirmView, context: AdviceContext, approved: CardAdvice): CardAdvice | undefined {
  if (view.own === view.approved) return undefined
  const own = shorten(adviseView(view, context, { approvedAndOwnOf: context.personId }), view, 'own')
  return canonicalJson(own) === canonicalJson(approved) ? undefined : own
}

function shorten(advice: Advice, view: FirmView, which: 'approved' | 'own'): CardAdvice {
  return {
    row: advice.track.row,
    override: advice.track.override,
    org: advice.state.org,
    key: advice.priority,
    coolDownUntil: advice.contacts.coolDownUntil,
    toEscalate: advice.actions.some(({ action }) => action === 'escalate'),
    stage: advice.contacts.funnel.stage,
    reached: reachedSteps(advice.contacts.funnel.reached),
    appointment: appointmentOf(view[which]['appointmentAt']?.value),
    followUpOn: advice.followUpOn,
    nextStep: plannedActions(view[which]['nextActions']?.value)[0],
  }
}

function reachedSteps(reached: Advice['contacts']['funnel']['reached']): ReachedSteps {
  return Object.fromEntries(
    approachSteps.flatMap((step) => (reached[step] === undefined ? [] : [[step, reached[step]]])),
  )
}
