import { foldFirmName } from './fold.ts'
import type { DirectoryRecord } from './records.ts'
import { checkTaxCode } from './taxCode.ts'

/** A firm about to be added, or one already there (it is never a double of itself). */
export interface FirmInQuestion {
  readonly id?: string
  readonly name: string
  readonly formerNames?: readonly string[]
  readonly parkId?: string | undefined
  readonly taxCode?: string | undefined
}

/** From the surest to the weakest; `branch` has the same ten digits and another suffix. */
export const duplicateReasons = ['taxCode', 'sameName', 'branch', 'sameNameElsewhere', 'nearName'] as const
export type DuplicateReason = (typeof duplicateReasons)[number]

export interface Duplicate {
  readonly id: string
  readonly why: DuplicateReason
}

/** Each firm for its surest reason: one may be listed by several names. */
export function onceEach(duplicates: readonly Duplicate[]): readonly Duplicate[] {
  const seen = new Set<string>()
  return duplicates.filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** Directory entries with their keys worked out once, to be asked at every keystroke. */
export type DuplicateIndex = readonly Keys[]

/** What a firm is compared by. */
export interface Keys {
  readonly id: string | undefined
  readonly parkId: string | undefined
  readonly code: { readonly normal: string; readonly branchSuffix: string } | undefined
  readonly names: readonly NameKey[]
}

interface NameKey {
  /** Words in code-point order, so that their order in the name does not matter. */
  readonly sorted: string
  /** Letters alone, in the order of the name: one typo may tell them apart. */
  readonly letters: string
  /** Words with a digit: never a typo, since they alone tell «Dệt Sao 3» from «Dệt Sao 4». */
  readonly numbers: string
  readonly exact: string
}

export function indexDirectory(entries: readonly DirectoryRecord[]): DuplicateIndex {
  return entries.map(keysOf)
}

/** Likely doubles of a firm, the surest first; nobody is sure before a person has looked. */
export function findDuplicates(firm: FirmInQuestion, index: DuplicateIndex): readonly Duplicate[] {
  const wanted = keysOf(firm)
  const found: Duplicate[] = []
  for (const other of index) {
    if (other.id === undefined || other.id === wanted.id) continue
    const why = compare(wanted, other)
    if (why !== undefined) found.push({ id: other.id, why })
  }
  return found.sort((one, other) => duplicateReasons.indexOf(one.why) - duplicateReasons.indexOf(other.why))
}

export function keysOf(firm: FirmInQuestion): Keys {
  const code = checkTaxCode(firm.taxCode ?? '')
  return {
    id: firm.id,
    // '' says as little as nothing
    parkId: firm.parkId === '' ? undefined : firm.parkId,
    // a code with a wrong last digit still tells two firms to be one
    code: 'normal' in code ? { normal: code.normal, branchSuffix: code.branchSuffix ?? '' } : undefined,
    names: [firm.name, ...(firm.formerNames ?? [])].map(nameKey).filter(({ exact }) => exact !== ''),
  }
}

function nameKey(name: string): NameKey {
  const exact = foldFirmName(name)
  const words = exact.split(' ')
  const isNumber = (word: string) => /\d/.test(word)
  return {
    exact,
    sorted: [...words].sort().join(' '),
    letters: words.filter((word) => !isNumber(word)).join(''),
    numbers: words.filter(isNumber).sort().join(' '),
  }
}

/** Why two firms may be one; undefined where nothing says so. */
export function compare(wanted: Keys, other: Keys): DuplicateReason | undefined {
  const sameBase = wanted.code !== undefined && wanted.code.normal === other.code?.normal
  if (sameBase) return wanted.code.branchSuffix === other.code.branchSuffix ? 'taxCode' : 'branch'
  // a firm whose park is not known yet may be in any
  const sameArea = wanted.parkId === undefined || other.parkId === undefined || wanted.parkId === other.parkId
  if (somePair(wanted, other, (one, two) => one.exact === two.exact)) {
    return sameArea ? 'sameName' : 'sameNameElsewhere'
  }
  return sameArea && somePair(wanted, other, isNear) ? 'nearName' : undefined
}

function somePair(wanted: Keys, other: Keys, fits: (one: NameKey, two: NameKey) => boolean): boolean {
  return wanted.names.some((one) => other.names.some((two) => fits(one, two)))
}

export const shortestForTypo = 6

/** The same words in another order, or one typo in a name that is long enough to tell. */
function isNear(one: NameKey, two: NameKey): boolean {
  if (one.numbers !== two.numbers) return false
  if (one.sorted === two.sorted || one.letters === two.letters) return true
  return (
    Math.min(one.letters.length, two.letters.length) >= shortestForTypo && isOneTypo(one.letters, two.letters)
  )
}

/** One letter added, left out or changed, or two neighbours swapped. */
function isOneTypo(one: string, two: string): boolean {
  if (Math.abs(one.length - two.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === two[start]) start += 1
  if (one.length !== two.length) {
    const [longer, shorter] = one.length > two.length ? [one, two] : [two, one]
    return longer.slice(start + 1) === shorter.slice(start)
  }
  if (one.slice(start + 1) === two.slice(start + 1)) return true
  const isSwap = one[start] === two[start + 1] && one[start + 1] === two[start]
  return isSwap && one.slice(start + 2) === two.slice(start + 2)
}
