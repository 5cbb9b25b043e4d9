import type { CountedFirm } from '#domain/overview.ts'
import { msOfId } from '#domain/ids.ts'
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

const dayMs = 86_400_000
const sevenHoursMs = 25_200_000
const counted = ['submitted', 'returned', 'approved'] as const

/** What the overview counts, from the cards and from the visits' keys alone: no visit is opened. */
export async function readOverview(device: Device): Promise<Overview> {
  const [cards, visitDays] = await Promise.all([readCards(device), readVisitDays(device)])
  return overviewOf(cards, visitDays, vietnamDay(device.now()))
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

export async function readVisitDays(device: Device): Promise<string[]> {
  const { base } = device.database
  const visits = await Promise.all(
    counted.map((state) => base.where({ collection: 'visit', state }).primaryKeys()),
  )
  // many visits fall on few days: each is written once
  const days = new Map<number, string>()
  return visits.flat().flatMap(([, id]) => {
    const ms = msOfId(id)
    if (ms === undefined) return []
    const number = Math.floor((ms + sevenHoursMs) / dayMs)
    const day = days.get(number) ?? vietnamDay(ms)
    days.set(number, day)
    return [day]
  })
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

function dayOfId(id: string): string | undefined {
  const ms = msOfId(id)
  return ms === undefined ? undefined : vietnamDay(ms)
}

function countedFirm({ id, parkId, advice, ownership, opinions = [] }: FirmCard): CountedFirm {
  const { row, org, reached, key } = advice
  const hasOrganisation = org === 'own' || org === 'joint'
  const { access, surveyed } = key
  return { id, parkId, row, surveyed, hasOrganisation, access, reached, ownership, opinions }
}
