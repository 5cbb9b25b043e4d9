import { headRevision, type VisitRecord } from '#domain/visit.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import { readRecords } from './view.ts'

/** A visit of this person's, as far as this device knows it. */
export interface OwnVisit {
  readonly visit: VisitRecord
  readonly firmName: string | undefined
  /** With its zone, by the clock of the device that recorded it. */
  readonly occurredAt: string
  readonly stored: boolean
}

/** This person's visits, newest first. */
export async function readOwnVisits(device: Device, atMost: number): Promise<readonly OwnVisit[]> {
  const [visits, cards, unsent] = await Promise.all([
    readRecords<VisitRecord>(device, 'visit'),
    readCards(device),
    device.database.outbox.toCollection().primaryKeys(),
  ])
  const names = new Map(cards.map((card) => [card.id, card.name]))
  return visits
    .filter((visit) => visit.personId === device.identity.personId)
    .map((visit) => ({
      visit,
      firmName: names.get(visit.firmId),
      occurredAt: headRevision(visit).body.occurredAt,
      stored: !unsent.includes(visit.headRevisionId),
    }))
    .toSorted((left, right) => (left.occurredAt < right.occurredAt ? 1 : -1))
    .slice(0, atMost)
}
