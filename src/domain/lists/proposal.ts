import { foldVietnamese } from '#domain/fold.ts'
import { fields } from '#domain/fields.ts'
import { guessLegalForm } from '#domain/legalForm.ts'
import { checkTaxCode, padTaxCode, type TaxCode } from '#domain/taxCode.ts'
import type { ListRow, RowFault } from './listRow.ts'

/** What should be looked at in a row that may be taken in all the same. */
export const rowNotes = [
  'codeUnverified',
  'codeShort',
  'codePersonal',
  'parkUnknown',
  'communeUnknown',
  'textTooLong',
] as const
export type RowNote = (typeof rowNotes)[number]

/** A firm as a row gives it: fields of its profile, and nothing that only a visit can find out. */
export interface Proposal {
  readonly fields: Readonly<Record<string, string>>
  readonly name: string
  readonly parkId: string | undefined
  readonly code: TaxCode | undefined
  readonly isCodeValid: boolean
  /** The code that was meant where leading zeros are gone. */
  readonly padded: string | undefined
  readonly notes: readonly RowNote[]
}

/** What names in the list mean here, and what a person has consented to. */
export interface Meaning {
  /** Ids by folded name, as `placesByName` makes them. */
  readonly parks: ReadonlyMap<string, string>
  readonly communes: ReadonlyMap<string, string>
  /** By the list's own words, folded; '' leaves the park open. */
  readonly parkByText: Readonly<Record<string, string>>
  /** Where the row names none. */
  readonly parkOfList: string | undefined
  readonly padsCodes: boolean
}

/** Folds a place's name without what kind of place it is: «KCN Sông Xanh (mẫu)» and «Sông Xanh» meet. */
export function foldPlace(name: string): string {
  const folded = foldVietnamese(name.replace(/\(.*?\)/g, ' '))
  return folded.replace(placeKinds, '').trim() || folded
}

const placeKinds =
  /^(kcn|ccn|kkt|kcx|khu cong nghiep|cum cong nghiep|khu kinh te|khu che xuat|xa|phuong|dac khu|thi tran|p|x)\s+/

export function placesByName(
  places: readonly { readonly id: string; readonly names: readonly string[] }[],
): Map<string, string> {
  return new Map(places.flatMap(({ id, names }) => names.map((name) => [foldPlace(name), id] as const)))
}

/** What a row proposes, or the faults that keep it out. */
export function proposalOf(
  { texts, faults }: FirmRow,
  meaning: Meaning,
  cellOf: (column: RowFault['column']) => string,
): Proposal | readonly RowFault[] {
  const code = codeOf(texts.taxCode, meaning.padsCodes)
  const { fault } = code
  const text = texts.taxCode ?? ''
  const all = [
    ...faults,
    ...(fault === undefined ? [] : [{ fault, column: 'taxCode', cell: cellOf('taxCode'), text } as const]),
  ]
  if (all.length > 0) return all
  const said = saidOf(texts, meaning, code)
  const tooLong = (['address', 'industry'] as const).filter(
    (key) => (said[key]?.length ?? 0) > (fields[key].max ?? 500),
  )
  const known = Object.entries(said).filter(
    (entry): entry is [string, string] =>
      (entry[1] ?? '') !== '' && !(tooLong as readonly string[]).includes(entry[0]),
  )
  return {
    fields: Object.fromEntries(known),
    name: texts.name ?? '',
    parkId: said['parkId'],
    code: code.found,
    isCodeValid: code.isValid,
    padded: code.padded,
    notes: notesOf(texts, meaning, code, said, tooLong.length > 0),
  }
}

type FirmRow = Extract<ListRow, { kind: 'firm' }>
type Said = Readonly<Record<string, string | undefined>>

function saidOf(texts: FirmRow['texts'], meaning: Meaning, { found }: FoundCode): Said {
  const { name = '', legalForm = '', commune } = texts
  return {
    name,
    taxCode: found?.normal,
    branchSuffix: found?.branchSuffix,
    legalForm:
      found?.branchSuffix === undefined ? (guessLegalForm(legalForm) ?? guessLegalForm(name)) : 'branch',
    address: texts.address,
    parkId: placeOf(texts.park, meaning),
    siteCommuneId: commune === undefined ? undefined : meaning.communes.get(foldPlace(commune)),
    industry: texts.industry,
  }
}

function notesOf(
  { park, commune }: FirmRow['texts'],
  { parkByText }: Meaning,
  { notes }: FoundCode,
  said: Said,
  isTooLong: boolean,
): RowNote[] {
  const isOpen = park !== undefined && parkByText[foldPlace(park)] === undefined
  const found: readonly (readonly [RowNote, boolean])[] = [
    ['parkUnknown', isOpen && said['parkId'] === undefined],
    ['communeUnknown', commune !== undefined && said['siteCommuneId'] === undefined],
    ['textTooLong', isTooLong],
  ]
  return [...notes, ...found.flatMap(([note, holds]) => (holds ? [note] : []))]
}

function placeOf(text: string | undefined, { parks, parkByText, parkOfList }: Meaning): string | undefined {
  if (text === undefined) return parkOfList
  const folded = foldPlace(text)
  const chosen = parkByText[folded]
  return chosen === undefined ? parks.get(folded) : chosen === '' ? undefined : chosen
}

interface FoundCode {
  readonly found?: TaxCode
  readonly isValid: boolean
  readonly padded?: string
  readonly notes: readonly RowNote[]
  readonly fault?: 'notATaxCode'
}

/** A code that lost its zeros is completed only when a person said so; a person's number is never kept. */
function codeOf(text: string | undefined, pads: boolean): FoundCode {
  if (text === undefined || /^[-–—.]+$/.test(text)) return { isValid: false, notes: [] }
  const check = checkTaxCode(text)
  if (check.kind === 'valid') return { found: codeIn(check), isValid: true, notes: [] }
  if (check.kind === 'personal') return { isValid: false, notes: ['codePersonal'] }
  if (check.kind === 'badDigit') return { found: codeIn(check), isValid: false, notes: ['codeUnverified'] }
  const padded = padTaxCode(text)
  if (padded === undefined) return { isValid: false, notes: [], fault: 'notATaxCode' }
  const shown = padded.normal + (padded.branchSuffix === undefined ? '' : `-${padded.branchSuffix}`)
  return pads
    ? { found: padded, isValid: true, padded: shown, notes: [] }
    : { isValid: false, padded: shown, notes: ['codeShort'] }
}

function codeIn({ normal, branchSuffix }: TaxCode): TaxCode {
  return { normal, ...(branchSuffix !== undefined && { branchSuffix }) }
}
