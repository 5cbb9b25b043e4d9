import { findDuplicates, onceEach, indexDirectory, type DuplicateReason } from '#domain/duplicates.ts'
import { foldVietnamese } from '#domain/fold.ts'
import type { CommuneRecord } from '#domain/records.ts'
import { placeOn } from '#domain/units.ts'
import { readLists } from './cards.ts'
import type { Device } from './device.ts'
import type { FirmCard, FirmName } from './firmCard.ts'
import { haystackOf } from './firmSearch.ts'
import { readReference, type Park } from './people.ts'

/** A firm in the list: with its card, or only by name where it is somebody else's. */
export interface ListedFirm {
  readonly id: string
  readonly name: string
  readonly parkId: string | undefined
  readonly taxCode: string | undefined
  readonly address: string | undefined
  /** Name, former names and tax code, folded for searching; and the park's names. */
  readonly searchKey: string
  readonly parkKey: string
  /** Only for firms in this person's scope. */
  readonly card: FirmCard | undefined
}

/** All firms this person may find, by name: their own with cards, those of the group's parks by name only. */
export async function readFirmList(device: Device): Promise<ListedFirm[]> {
  const [{ cards, names }, reference] = await Promise.all([readLists(device), readReference(device)])
  const parkKeys = new Map([...reference.parks].map(([id, park]) => [id, parkKey(park, reference.communes)]))
  const parkKeyOf = (parkId: string | undefined) => parkKeys.get(parkId ?? '') ?? ''
  const listed = Array.from(cards.values(), (card) => listedFirm(card, parkKeyOf(card.parkId), card))
  const { units, today } = reference
  for (const name of names.values()) {
    if (cards.has(name.id)) continue
    const parkId = placeOn(units, { thing: 'park', id: name.parkId }, today).id
    listed.push(listedFirm({ ...name, parkId }, parkKeyOf(parkId), undefined))
  }
  listed.sort(byKey)
  haystackOf(listed)
  return listed
}

function listedFirm(
  { id, name, parkId, taxCode, address, searchKey }: FirmCard | FirmName,
  parkKey: string,
  card: FirmCard | undefined,
): ListedFirm {
  return { id, name, parkId, taxCode, address, searchKey, parkKey, card }
}

function byKey(one: ListedFirm, other: ListedFirm): number {
  return one.searchKey < other.searchKey ? -1 : 1
}

export interface LikelyDouble {
  readonly firm: ListedFirm
  readonly why: DuplicateReason
}

/** Prepares the question «has this firm been added before?» for a list of firms. */
export function doubleFinder(firms: readonly ListedFirm[]) {
  const byId = new Map(firms.map((firm) => [firm.id, firm]))
  const index = indexDirectory(
    firms.flatMap(({ id, name, parkId = '', taxCode, card }) => [
      { id, name, formerNames: [], parkId, taxCode },
      ...(card?.aliases ?? []).map((alias) => ({ ...alias, id, parkId })),
    ]),
  )
  return (firm: {
    readonly id?: string
    readonly name: string
    readonly parkId?: string
    readonly taxCode?: string
  }): LikelyDouble[] =>
    onceEach(findDuplicates(firm, index)).flatMap(({ id, why }) => {
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
