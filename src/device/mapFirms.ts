import { readLocation, type Location } from '#domain/location.ts'
import { voiceOn } from '#domain/opinions.ts'
import type { TrackRowId } from '#domain/track/table.ts'
import { vietnamDay } from '#domain/time.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import type { FirmCard } from './firmCard.ts'
import { readReference } from './people.ts'

/** A firm as the map shows it. */
export interface MapFirm {
  readonly id: string
  readonly name: string
  readonly parkId: string | undefined
  readonly row: TrackRowId
  /** What whoever leads it said last. */
  readonly stance: string | undefined
  /** yyyy-mm-dd */
  readonly lastVisitOn: string | undefined
  /** Its own place, else that of its park; undefined where neither is known. */
  readonly at: Location | undefined
  readonly isAtPark: boolean
}

export interface MapPark {
  readonly id: string
  readonly name: string
  readonly at: Location | undefined
}

export interface MapOfFirms {
  /** By name. */
  readonly firms: readonly MapFirm[]
  readonly parks: readonly MapPark[]
  /** yyyy-mm-dd */
  readonly today: string
}

/** Every firm that somebody may still go to, from the cards alone: closed, moved and double ones are left out. */
export async function readMap(device: Device): Promise<MapOfFirms> {
  const [cards, reference] = await Promise.all([readCards(device), readReference(device)])
  const today = vietnamDay(device.now())
  const parks = Array.from(reference.parks.values(), ({ id, name, location = '' }) => ({
    id,
    name,
    at: readLocation(location),
  }))
  const atPark = new Map(parks.map(({ id, at }) => [id, at]))
  return {
    firms: cards
      .filter(({ advice }) => advice.row !== 'D0')
      .sort((one, other) => (one.searchKey < other.searchKey ? -1 : 1))
      .map((card) => mapFirm(card, atPark.get(card.parkId ?? ''), today)),
    parks: parks.toSorted((one, other) => one.name.localeCompare(other.name, 'vi')),
    today,
  }
}

function mapFirm(card: FirmCard, atPark: Location | undefined, today: string): MapFirm {
  const { id, name, parkId, location, lastVisitOn, opinions = [], advice } = card
  const { stance } = voiceOn(opinions, today)
  const at = location ?? atPark
  const isAtPark = location === undefined && at !== undefined
  return { id, name, parkId, row: advice.row, stance, lastVisitOn, at, isAtPark }
}
