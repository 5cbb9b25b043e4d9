import { findDuplicates, indexDirectory, type DuplicateReason } from '#domain/duplicates.ts'
import { foldQuery, foldVietnamese, matchesSearch } from '#domain/fold.ts'
import type { CommuneRecord, DirectoryRecord } from '#domain/records.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import type { FirmCard } from './firmCard.ts'
import { readReference, type Park } from './people.ts'
import { readRecords } from './view.ts'

/** A firm in the list: with its card, or only by name where it is somebody else's. */
export interface ListedFirm {
  readonly id: string
  readonly name: string
  readonly parkId: string | undefined
  readonly taxCode: string | undefined
  readonly address: string | undefined
  /** Folded name, tax code and park. */
  readonly searchKey: string
  /** Only for firms in this person's scope. */
  readonly card: FirmCard | undefined
}

export interface FirmFilter {
  readonly parkId?: string | undefined
  readonly visited?: boolean | undefined
}

/** All firms this person may find, by name: their own with cards, those of the group's parks by name only. */
export async function readFirmList(device: Device): Promise<ListedFirm[]> {
  const [cards, directory, reference] = await Promise.all([
    readCards(device),
    readRecords<DirectoryRecord>(device, 'directory'),
    readReference(device),
  ])
  const parkKeys = new Map([...reference.parks].map(([id, park]) => [id, parkKey(park, reference.communes)]))
  const keyOf = (parkId: string | undefined) => parkKeys.get(parkId ?? '') ?? ''
  const listed = new Map<string, ListedFirm>()
  for (const card of cards) {
    const { id, name, parkId, taxCode, address } = card
    listed.set(id, {
      id,
      name,
      parkId,
      taxCode,
      address,
      searchKey: `${card.searchKey} ${keyOf(parkId)}`,
      card,
    })
  }
  for (const entry of directory) {
    if (listed.has(entry.id)) continue
    const { id, name, parkId, taxCode, address } = entry
    const words = [name, ...entry.formerNames, taxCode ?? ''].join(' ')
    const searchKey = `${foldVietnamese(words)} ${keyOf(parkId)}`
    listed.set(id, { id, name, parkId, taxCode, address, searchKey, card: undefined })
  }
  return [...listed.values()].toSorted((one, other) => (one.searchKey < other.searchKey ? -1 : 1))
}

/** The firms that a text and filters leave; every word of the text must begin a word of the firm. */
export function searchFirms(
  firms: readonly ListedFirm[],
  text: string,
  filter: FirmFilter = {},
): ListedFirm[] {
  const query = foldQuery(text)
  return firms.filter(
    ({ searchKey, parkId, card }) =>
      (filter.parkId === undefined || parkId === filter.parkId) &&
      (filter.visited === undefined || (card?.lastVisitOn !== undefined) === filter.visited) &&
      matchesSearch(searchKey, query),
  )
}

export interface LikelyDouble {
  readonly firm: ListedFirm
  readonly why: DuplicateReason
}

/** Prepares the question «has this firm been added before?» for a list of firms. */
export function doubleFinder(firms: readonly ListedFirm[]) {
  const byId = new Map(firms.map((firm) => [firm.id, firm]))
  const index = indexDirectory(
    firms.map(({ id, name, parkId, taxCode }) => ({
      id,
      name,
      formerNames: [],
      parkId: parkId ?? '',
      taxCode,
    })),
  )
  return (firm: {
    readonly name: string
    readonly parkId?: string
    readonly taxCode?: string
  }): LikelyDouble[] =>
    findDuplicates(firm, index).flatMap(({ id, why }) => {
      const found = byId.get(id)
      return found === undefined ? [] : [{ firm: found, why }]
    })
}

/** A park is found by every name it had, and by those of the communes it lies in. */
function parkKey({ name, formerNames, communeIds }: Park, communes: readonly CommuneRecord[]): string {
  const inPark = communes.filter(({ id }) => communeIds.includes(id))
  const communeNames = inPark.flatMap(({ names }) => names.map((one) => one.name))
  return foldVietnamese([name, ...formerNames, ...communeNames].join(' '))
}
