import { isDay } from '#domain/day.ts'
import { makeId } from '#domain/ids.ts'
import { normaliseText } from '#domain/normaliseAnswers.ts'
import { foldFacts } from '#domain/facts.ts'
import { joinFirms } from '#domain/joinedFirm.ts'
import { nameOf, profileOf, textOf } from '#domain/profile.ts'
import type { PlacedFirm } from '#domain/placeSums.ts'
import type { FirmRecord, HistoryRecord } from '#domain/records.ts'
import type { Reorganisation, UnitChange, UnitThing } from '#domain/reorganisation.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import { placeOn, type Units } from '#domain/units.ts'
import { standing } from '#domain/merge/history.ts'
import type { Device } from './device.ts'
import { mayRecord } from './mayRecord.ts'
import { recordOperation } from './recordOperation.ts'
import { readAliases, readRecord, readRecords } from './view.ts'

/** A reorganisation with who recorded it when; one that was undone stays listed. */
export interface ListedReorganisation extends Reorganisation {
  readonly isUndone: boolean
  readonly personId: string
  readonly recordedAt: string
}

/** All there ever were, the latest day first. */
export async function readReorganisations(device: Device): Promise<readonly ListedReorganisation[]> {
  const records = await readRecords<HistoryRecord>(device, 'reorganisation')
  return records
    .flatMap((record) => {
      const body = standing('reorganisation', record)
      const last = record.entries.at(-1)
      if (body === undefined || last === undefined) return []
      const { personId, clientTime: recordedAt } = last
      return [{ ...body, id: record.id, isUndone: body.withdrawn === true, personId, recordedAt }]
    })
    .toSorted((one, other) => (one.on === other.on ? 0 : one.on < other.on ? 1 : -1))
}

/** Records what a decision made of units from a day on. Nothing of what was before changes. */
export async function recordReorganisation(
  device: Device,
  { on, instrument, changes }: Pick<Reorganisation, 'on' | 'instrument'> & { changes: UnitChange[] },
): Promise<Result<string>> {
  if (!(await mayRecord(device, 'reorganisation.record'))) return refuse('notAllowed')
  if (!isDay(on)) return refuse('notApplicable', { at: 'on' })
  const document = normaliseText(instrument)
  if (document === '') return refuse('reasonMissing', { at: 'instrument' })
  if (changes.length === 0) return refuse('notApplicable', { at: 'changes' })
  const recordId = makeId(device.now(), device.randomBytes)
  const body = { on, instrument: document, changes }
  const recorded = await recordOperation(device, { kind: 'reorganisation.record', recordId, body })
  return recorded.ok ? succeed(recordId) : recorded
}

/** Takes one back, as if it had never been; or lets it count again. */
export async function undoReorganisation(
  device: Device,
  id: string,
  isUndone = true,
): Promise<Result<string>> {
  if (!(await mayRecord(device, 'reorganisation.record'))) return refuse('notAllowed')
  const body = standing('reorganisation', await readRecord<HistoryRecord>(device, 'reorganisation', id))
  if (body === undefined || (body.withdrawn === true) === isUndone) return refuse('stepNotAllowed')
  return recordOperation(device, {
    kind: 'reorganisation.record',
    recordId: id,
    body: { ...body, withdrawn: isUndone },
  })
}

/** The fields of a firm that name a unit. */
export const placeFields = ['parkId', 'siteCommuneId', 'hqCommuneId'] as const
export type PlaceField = (typeof placeFields)[number]

/** A firm by name, with the places that its record names. */
export interface FirmPlaces {
  readonly id: string
  readonly name: string
  readonly places: Readonly<Record<PlaceField, PlacedFirm>>
}

/** Every listed firm with the places of the office's record, and the day each was said. */
export async function readFirmPlaces(device: Device): Promise<readonly FirmPlaces[]> {
  const [recorded, { rootOf }] = await Promise.all([
    readRecords<FirmRecord>(device, 'firm'),
    readAliases(device),
  ])
  const firms = Array.from(
    Map.groupBy(recorded, ({ id }) => rootOf(id)),
    ([rootId, all]) => {
      const root = all.find(({ id }) => id === rootId) ?? all[0]!
      return joinFirms(
        root,
        all.filter((one) => one !== root),
      )
    },
  )
  const noFacts = foldFacts([], { include: 'approved' })
  return firms
    .filter(({ status }) => status === 'approved')
    .map((firm) => {
      const profile = profileOf(firm, noFacts)
      const placed = (field: PlaceField): PlacedFirm => ({
        id: firm.id,
        placeId: textOf(profile, field),
        statedOn: firm.fields[field]?.clientTime.slice(0, 10),
      })
      const places = Object.fromEntries(placeFields.map((field) => [field, placed(field)]))
      return { id: firm.id, name: nameOf(profile), places: places as FirmPlaces['places'] }
    })
}

export interface OpenPlace {
  readonly firmId: string
  readonly name: string
  readonly field: PlaceField
  readonly thing: UnitThing
  readonly among: readonly string[]
}

/** Firms of which a split left open where they lie: a person says it, one by one. */
export function openPlaces(firms: readonly FirmPlaces[], units: Units, day: string): readonly OpenPlace[] {
  return firms.flatMap(({ id: firmId, name, places }) =>
    placeFields.flatMap((field) => {
      const { placeId, statedOn } = places[field]
      const thing = field === 'parkId' ? 'park' : 'commune'
      const among = placeId && placeOn(units, { thing, id: placeId }, day, statedOn).among
      return among ? [{ firmId, name, field, thing, among }] : []
    }),
  )
}
