import type { CountedFirm } from '#domain/overview.ts'
import { dayOfId } from '#domain/ids.ts'
import { vietnamDay } from '#domain/time.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import type { FirmCard } from './firmCard.ts'
import { readRecordsSince } from './view.ts'

export interface Overview {
  /** The day it is of, yyyy-mm-dd. */
  readonly asOf: string
  /** All firms of the list, those only proposed left out. */
  readonly firms: readonly CountedFirm[]
  readonly names: ReadonlyMap<string, string>
  /** The day each visit was begun, yyyy-mm-dd; those taken out are not among them. */
  readonly visitDays: readonly string[]
}

/** A visit that was not taken out, whatever was decided of it. */
export interface DoneVisit {
  readonly id: string
  readonly firmId: string
  readonly personId: string
  /** The day it was begun, yyyy-mm-dd. */
  readonly on: string
}

const counted = ['submitted', 'returned', 'approved'] as const

/** What the overview counts, from the cards alone: no visit is opened. */
export async function readOverview(device: Device): Promise<Overview> {
  const cards = await readCards(device)
  return overviewOf(cards, visitDaysOf(cards), vietnamDay(device.now()))
}

export function overviewOf(cards: readonly FirmCard[], visitDays: readonly string[], asOf: string): Overview {
  const listed = cards.filter(({ proposed }) => !proposed)
  return {
    asOf,
    firms: listed.map(countedFirm),
    names: new Map(listed.map(({ id, name }) => [id, name])),
    visitDays: visitDays.filter((day) => day <= asOf),
  }
}

/** The day each visit was begun, of all firms. */
export function visitDaysOf(cards: readonly FirmCard[]): string[] {
  return cards.flatMap(({ visitDays }) => visitDays)
}

/** Visits begun from a day to a day, both included, the earliest first. */
export async function readVisitsDone(device: Device, from: string, to: string): Promise<DoneVisit[]> {
  const visits = await readRecordsSince<VisitRecord>(device, 'visit', Date.parse(`${from}T00:00:00+07:00`))
  return visits
    .filter(({ state }) => counted.some((one) => one === state))
    .map(({ id, firmId, personId }) => ({ id, firmId, personId, on: dayOfId(id) ?? '' }))
    .filter(({ on }) => on <= to)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

function countedFirm({ id, parkId, advice, ownership, opinions = [] }: FirmCard): CountedFirm {
  const { row, org, reached, key } = advice
  const hasOrganisation = org === 'own' || org === 'joint'
  const { access, surveyed } = key
  return { id, parkId, row, surveyed, hasOrganisation, access, reached, ownership, opinions }
}
