import { create } from 'zustand'
import type { MapFirm, MapOfFirms } from '#device/mapFirms.ts'
import { classifier, type Colouring } from './pinClasses.ts'

export const mapLists = ['on', 'without', 'parks'] as const
export type MapListName = (typeof mapLists)[number]

/** What of the map is looked at: still so on coming back from a firm. `''` is no choice. */
export interface MapChoice {
  readonly colouring: Colouring
  readonly parkId: string
  /** Only firms of this class. */
  readonly only: string
  readonly list: MapListName
}

export const wholeMap: MapChoice = { colouring: 'track', parkId: '', only: '', list: 'on' }

export const useMapChoice = create<MapChoice>(() => wholeMap)

/** The firms looked at, sorted out. */
export interface SortedFirms {
  readonly on: readonly MapFirm[]
  readonly without: readonly MapFirm[]
  /** Of the park looked at, with a place or not: how many there are of each class. */
  readonly counts: ReadonlyMap<string, number>
  readonly classOf: (firm: MapFirm) => string
}

export function sortOut({ firms, today }: MapOfFirms, { colouring, parkId, only }: MapChoice): SortedFirms {
  const classOf = classifier(colouring, today)
  const counts = new Map<string, number>()
  const on: MapFirm[] = []
  const without: MapFirm[] = []
  for (const firm of firms) {
    if (parkId !== '' && firm.parkId !== parkId) continue
    const key = classOf(firm)
    counts.set(key, (counts.get(key) ?? 0) + 1)
    if (only !== '' && key !== only) continue
    const list = firm.at === undefined ? without : on
    list.push(firm)
  }
  return { on, without, counts, classOf }
}
