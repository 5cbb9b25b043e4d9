import { addMonths } from '#domain/calendar.ts'
import { rankFirms } from '#domain/priority.ts'
import { threshold } from '#domain/ruleSet.ts'
import { vietnamDay } from '#domain/time.ts'
import {
  headRevision,
  replacedIds,
  standingDecision,
  type VisitDecision,
  type VisitRecord,
} from '#domain/visit.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import { readDrafts } from './drafts.ts'
import type { FirmCard } from './firmCard.ts'
import { orderOfGoing, plannedFirm, type PlannedFirm } from './planList.ts'
import { readRuleSetOfToday } from './ruleSets.ts'
import { readRecords } from './view.ts'
import type { VisitDraft, VisitForm } from './visits.ts'

export interface ReturnedVisit {
  readonly visit: VisitRecord
  readonly card: FirmCard | undefined
  readonly decision: VisitDecision | undefined
}

export interface OpenDraft {
  readonly draft: VisitDraft
  readonly card: FirmCard | undefined
}

export interface FirmToVisit extends PlannedFirm {
  /** Place among this person's firms, from 1. */
  readonly place: number
  readonly overdue: boolean
  /** The day of the last visit, where it is so long ago that it should be called to mind. */
  readonly untouchedSince: string | undefined
}

export interface DoneToday {
  readonly visit: VisitRecord
  readonly card: FirmCard | undefined
  /** Where it is: only here, or stored by the server. */
  readonly stored: boolean
}

/** A surveyor's day. */
export interface Today {
  readonly toCorrect: readonly ReturnedVisit[]
  readonly appointments: readonly FirmCard[]
  readonly drafts: readonly OpenDraft[]
  readonly toVisit: readonly FirmToVisit[]
  /** Firms that rest after a refusal; not hidden, but not to be gone to now. */
  readonly onHold: readonly FirmToVisit[]
  readonly doneToday: readonly DoneToday[]
}

export async function readToday(device: Device): Promise<Today> {
  const { personId } = device.identity
  const [cards, drafts, visits, ruleSet] = await Promise.all([
    readCards(device),
    readDrafts<VisitForm>(device),
    readRecords<VisitRecord>(device, 'visit'),
    readRuleSetOfToday(device),
  ])
  const today = vietnamDay(device.now())
  const cardById = new Map(cards.map((card) => [card.id, card]))
  const own = visits.filter((visit) => visit.personId === personId)
  const inHand = new Set(drafts.flatMap(({ visitId, form }) => [visitId, form.replacesVisitId]))
  const replaced = replacedIds(own)
  const mine = cards.filter((card) => card.assignedTo === personId || card.helperIds.includes(personId))
  const toVisit = rank(mine, today, addMonths(today, -threshold(ruleSet, 'untouchedMonths')))
  const unsent = new Set((await device.database.outbox.toArray()).map((row) => row.operationId))
  return {
    toCorrect: own
      .filter(({ id, state }) => state === 'returned' && !inHand.has(id) && !replaced.has(id))
      .map((visit) => ({ visit, card: cardById.get(visit.firmId), decision: standingDecision(visit) }))
      .toSorted((left, right) => (right.decision?.seq ?? 0) - (left.decision?.seq ?? 0)),
    appointments: mine
      .filter((card) => adviceOf(card).appointment?.on === today)
      .toSorted((one, other) => hourOf(one) - hourOf(other)),
    drafts: drafts.map((draft) => ({ draft, card: cardById.get(draft.firmId) })),
    toVisit: toVisit.filter(({ advice }) => advice.coolDownUntil === undefined),
    onHold: toVisit.filter(({ advice }) => advice.coolDownUntil !== undefined),
    doneToday: own
      .filter((visit) => headRevision(visit).clientTime.slice(0, 10) === today && visit.state !== 'void')
      .map((visit) => ({
        visit,
        card: cardById.get(visit.firmId),
        stored: !unsent.has(visit.headRevisionId),
      })),
  }
}

/** The advice that counts for whoever recorded: with their own undecided visits. */
export function adviceOf(card: FirmCard) {
  return card.ownAdvice ?? card.advice
}

/** Minutes of the day at which an appointment comes up; one without an hour is last. */
function hourOf(card: FirmCard): number {
  const at = adviceOf(card).appointment?.at
  if (at === undefined) return 24 * 60
  const [hour, minute] = ({ morning: '07:30', afternoon: '13:00' }[at] ?? at).split(':').map(Number)
  return hour! * 60 + minute!
}

/** Firms visited today are done for today; the others keep their places among all of this person's. */
function rank(mine: readonly FirmCard[], today: string, longAgo: string): FirmToVisit[] {
  const ordered = orderOfGoing(rankFirms(mine.map((card) => plannedFirm(card, adviceOf(card)))))
  return ordered
    .map((item, index) => ({
      ...item,
      place: index + 1,
      overdue: item.card.dueOn !== undefined && item.card.dueOn < today,
      untouchedSince: (item.card.lastVisitOn ?? today) < longAgo ? item.card.lastVisitOn : undefined,
    }))
    .filter(({ card }) => card.lastVisitOn !== today)
}
