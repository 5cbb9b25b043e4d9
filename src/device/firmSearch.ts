import { foldQuery } from '#domain/fold.ts'
import type { ListedFirm } from './firmList.ts'

export interface FirmFilter {
  readonly parkId?: string | undefined
  readonly visited?: boolean | undefined
}

/** The firms that a text and filters leave; every word of the text must begin a word of the firm or its park. */
export function searchFirms(
  firms: readonly ListedFirm[],
  text: string,
  filter: FirmFilter = {},
): ListedFirm[] {
  const found = foldQuery(text).map((word) => firmsWith(haystackOf(firms), word))
  return firms.filter(
    ({ parkId, card }, index) =>
      found.every((isFound) => isFound[index] === 1) &&
      (filter.parkId === undefined || parkId === filter.parkId) &&
      (filter.visited === undefined || (card?.lastVisitOn !== undefined) === filter.visited),
  )
}

/** All firms' words in one text: looked through in one go, which takes a fraction of going from firm to firm. */
interface Haystack {
  /** With a space before each word. */
  readonly text: string
  /** Where each firm's part begins, and the end. */
  readonly starts: Uint32Array
}

const haystacks = new WeakMap<readonly ListedFirm[], Haystack>()

/** Made once a list, so that the first key typed need not wait for it. */
export function haystackOf(firms: readonly ListedFirm[]): Haystack {
  const known = haystacks.get(firms)
  if (known !== undefined) return known
  const parts = firms.map(({ searchKey, parkKey }) => ` ${searchKey} ${parkKey}`)
  const starts = new Uint32Array(parts.length + 1)
  for (const [index, part] of parts.entries()) starts[index + 1] = starts[index]! + part.length
  const haystack = { text: parts.join(''), starts }
  haystacks.set(firms, haystack)
  return haystack
}

/** 1 for each firm that has a word beginning so. */
function firmsWith({ text, starts }: Haystack, word: string): Uint8Array {
  const isFound = new Uint8Array(starts.length - 1)
  const wanted = ` ${word}`
  let firm = 0
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, starts[firm + 1])) {
    while (starts[firm + 1]! <= at) firm += 1
    isFound[firm] = 1
  }
  return isFound
}
