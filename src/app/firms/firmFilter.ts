import { create } from 'zustand'
import type { TrackRowId } from '#domain/track/table.ts'

/** What is looked for in «Doanh nghiệp»: still there on coming back from a firm. `''` is no filter. */
export interface FirmSearch {
  readonly text: string
  readonly parkId: string
  readonly row: TrackRowId | ''
  readonly visited: '' | 'yes' | 'no'
  /** How many of the found are shown. */
  readonly shown: number
  readonly filtersOpen: boolean
}

export const windowSize = 50

const nothing: FirmSearch = {
  text: '',
  parkId: '',
  row: '',
  visited: '',
  shown: windowSize,
  filtersOpen: false,
}

export const useFirmSearch = create<FirmSearch>(() => nothing)

/** Looking for something else starts again at the top of the list. */
export function lookFor(changes: Partial<FirmSearch>): void {
  useFirmSearch.setState({ shown: windowSize, ...changes })
}

export function lookForAll(): void {
  useFirmSearch.setState(nothing)
}

export function toggleFilters(): void {
  useFirmSearch.setState(({ filtersOpen }) => ({ filtersOpen: !filtersOpen }))
}

export function filterCount({ parkId, row, visited }: FirmSearch): number {
  return [parkId, row, visited].filter((value) => value !== '').length
}

/** The same for the same firms sought, however many of them are shown. */
export function nameOfSearch({ text, parkId, row, visited }: FirmSearch): string {
  return [text, parkId, row, visited].join(' ')
}
