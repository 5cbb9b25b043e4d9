import { foldFacts } from '#domain/facts.ts'
import { appointmentOf, type Appointment } from '#domain/plannedActions.ts'
import { rankFirms } from '#domain/priority.ts'
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
import { isVisited } from './dueFirms.ts'
import { readDrafts } from './drafts.ts'
import type { FirmCard } from './firmCard.ts'
import { readFirmName } from './firmName.ts'
import { readPending } from './pending.ts'
import { orderOfGoing, plannedFirm, readLongAgo, type PlannedFirm } from './planList.ts'
import { readAliases, readRecords } from './view.ts'
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
}

/** Somebody waits there today: at a firm of this person's, or at another where they arranged it. */
export interface AppointmentToday {
  readonly firmId: string
  readonly name: string | undefined
  /** `morning`, `afternoon` or `09:30` */
  readonly at: string | undefined
  /** Undefined for a firm next door. */
  readonly card: FirmCard | undefined
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
  readonly appointments: readonly AppointmentToday[]
  readonly drafts: readonly OpenDraft[]
  readonly toVisit: readonly FirmToVisit[]
  /** Firms that rest after a refusal; not hidden, but not to be gone to now. */
  readonly onHold: readonly FirmToVisit[]
  readonly doneToday: readonly DoneToday[]
}

export async function readToday(device: Device): Promise<Today> {
  const { personId } = device.identity
  const [cards, drafts, visits, longAgo, { rootOf }] = await Promise.all([
    readCards(device),
    readDrafts<VisitForm>(device),
    readRecords<VisitRecord>(device, 'visit'),
    readLongAgo(device),
    readAliases(device),
  ])
  const today = vietnamDay(device.now())
  const cardById = new Map(cards.map((card) => [card.id, card]))
  const own = visits.filter((visit) => visit.personId === personId)
  const inHand = new Set(drafts.flatMap(({ visitId, form }) => [visitId, form.replacesVisitId]))
  const replaced = replacedIds(own)
  const mine = cards.filter((card) => card.assignedTo === personId || card.helperIds.includes(personId))
  const elsewhere = own.filter(({ firmId }) => !mine.some(({ id }) => id === firmId))
  const toVisit = rank(mine, today, longAgo)
  const unsent = new Set((await device.database.outbox.toArray()).map((row) => row.operationId))
  return {
    toCorrect: own
      .filter(({ id, state }) => state === 'returned' && !inHand.has(id) && !replaced.has(id))
      .map((visit) => ({ visit, card: cardById.get(visit.firmId), decision: standingDecision(visit) }))
      .toSorted((left, right) => (right.decision?.seq ?? 0) - (left.decision?.seq ?? 0)),
    appointments: [
      ...mine.flatMap((card) => appointmentOn(today, card.id, adviceOf(card).appointment, card)),
      ...(await arrangedElsewhere(device, elsewhere, cardById, today)),
    ].toSorted((one, other) => hourOf(one) - hourOf(other)),
    drafts: drafts.map((draft) => ({ draft, card: cardById.get(rootOf(draft.firmId)) })),
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

function appointmentOn(
  today: string,
  firmId: string,
  appointment: Appointment | undefined,
  card: FirmCard | undefined,
): AppointmentToday[] {
  if (appointment?.on !== today) return []
  return [{ firmId, name: card?.name, at: appointment.at, card }]
}

/** What this person arranged at firms that are not theirs, as long as nobody has arranged something else since. */
async function arrangedElsewhere(
  device: Device,
  visits: readonly VisitRecord[],
  cardById: ReadonlyMap<string, FirmCard>,
  today: string,
): Promise<AppointmentToday[]> {
  const include = { approvedAndOwnOf: device.identity.personId }
  const found = [...Map.groupBy(visits, ({ firmId }) => firmId)].flatMap(([firmId, there]) => {
    const card = cardById.get(firmId)
    const arranged = appointmentOf(foldFacts(there, { include })['appointmentAt']?.value)
    if (arranged?.on !== today) return []
    return appointmentOn(today, firmId, card === undefined ? arranged : adviceOf(card).appointment, card)
  })
  if (found.every(({ card }) => card !== undefined)) return found
  const pending = await readPending(device)
  return Promise.all(
    found.map(async (one) => ({
      ...one,
      name: one.name ?? (await readFirmName(device, one.firmId, pending)),
    })),
  )
}

/** Minutes of the day at which an appointment comes up; one without an hour is last. */
function hourOf({ at }: AppointmentToday): number {
  if (at === undefined) return 24 * 60
  const [hour, minute] = ({ morning: '07:30', afternoon: '13:00' }[at] ?? at).split(':').map(Number)
  return hour! * 60 + minute!
}

/** Firms visited today are done for today; the others keep their places among all of this person's. */
function rank(mine: readonly FirmCard[], today: string, longAgo: string): FirmToVisit[] {
  const ordered = orderOfGoing(rankFirms(mine.map((card) => plannedFirm(card, adviceOf(card), longAgo))))
  return ordered
    .map((item, index) => ({
      ...item,
      place: index + 1,
      overdue: item.card.dueOn !== undefined && item.card.dueOn < today && !isVisited(item.card),
    }))
    .filter(({ card }) => card.lastVisitOn !== today)
}
