import { placeOn, type Units } from './units.ts'
import type { UnitThing } from './reorganisation.ts'

/** A firm and the unit it was said to lie in, as its record has it. */
export interface PlacedFirm {
  readonly id: string
  readonly placeId: string | undefined
  /** yyyy-mm-dd */
  readonly statedOn?: string | undefined
}

export interface PlaceSum {
  /** Undefined for firms of which no place is known. */
  readonly placeId: string | undefined
  readonly firmIds: readonly string[]
  /** Of them those whose place a split left open. */
  readonly undecidedIds: readonly string[]
}

/** Firms by where they lie on a day: each in exactly one sum, whatever was merged or split. */
export function firmsByPlace(
  units: Units,
  thing: UnitThing,
  day: string,
  firms: readonly PlacedFirm[],
): readonly PlaceSum[] {
  const placed = firms.map(({ id, placeId, statedOn }) => {
    const place = placeId === undefined ? undefined : placeOn(units, { thing, id: placeId }, day, statedOn)
    return { id, placeId: place?.id, isOpen: place?.among !== undefined }
  })
  return Array.from(
    Map.groupBy(placed, ({ placeId }) => placeId),
    ([placeId, there]) => ({
      placeId,
      firmIds: there.map(({ id }) => id),
      undecidedIds: there.filter(({ isOpen }) => isOpen).map(({ id }) => id),
    }),
  )
}
