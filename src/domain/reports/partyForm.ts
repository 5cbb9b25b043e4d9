import { firmsCell, sumCell, type ReportCell } from './report.ts'
import type { ReportFirm } from './reportFirm.ts'
import { hasOrganisation } from './summary.ts'

/** Lines of the Party's statistics form, block 9, as a tree; a firm counts in one leaf. */
export const formLines = [
  { key: 'state', level: 0 },
  { key: 'stateFull', level: 1 },
  { key: 'stateMajority', level: 1 },
  { key: 'stateMinority', level: 1 },
  { key: 'nonState', level: 0 },
  { key: 'jointStock', level: 1 },
  { key: 'privateEnterprise', level: 1 },
  { key: 'limited', level: 1 },
  { key: 'partnership', level: 1 },
  { key: 'otherForm', level: 1 },
  { key: 'foreignCapital', level: 1 },
  { key: 'foreign', level: 2 },
  { key: 'jointVenture', level: 2 },
  { key: 'cooperative', level: 0 },
  { key: 'nonPublic', level: 0 },
  { key: 'unknownOwnership', level: 0 },
] as const
export type FormLine = (typeof formLines)[number]['key']

const above: Readonly<Partial<Record<FormLine, FormLine>>> = {
  stateFull: 'state',
  stateMajority: 'state',
  stateMinority: 'state',
  jointStock: 'nonState',
  privateEnterprise: 'nonState',
  limited: 'nonState',
  partnership: 'nonState',
  otherForm: 'nonState',
  foreignCapital: 'nonState',
  foreign: 'foreignCapital',
  jointVenture: 'foreignCapital',
}

const byForm: Readonly<Record<string, FormLine>> = {
  jointStock: 'jointStock',
  privateEnterprise: 'privateEnterprise',
  singleMemberLimited: 'limited',
  multiMemberLimited: 'limited',
  partnership: 'partnership',
}

/** The leaf a firm counts in: by its ownership, and within the domestic private ones by its legal form. */
export function formLineOf({ ownership, legalForm }: ReportFirm): FormLine {
  if (ownership === undefined) return 'unknownOwnership'
  if (ownership !== 'domesticPrivate') {
    return formLines.some(({ key }) => key === ownership) ? (ownership as FormLine) : 'unknownOwnership'
  }
  return byForm[legalForm ?? ''] ?? 'otherForm'
}

/** Whether a firm counts in a line, itself or through a line below. */
export function isInLine(firm: ReportFirm, line: FormLine): boolean {
  for (let at: FormLine | undefined = formLineOf(firm); at !== undefined; at = above[at])
    if (at === line) return true
  return false
}

/** An organisation of several firms counts once, with the firm that is named first. */
export function firmsCountingOrganisations(firms: readonly ReportFirm[]): readonly ReportFirm[] {
  const first = new Map<string, ReportFirm>()
  for (const firm of firms.filter(hasOrganisation).toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    if (firm.orgKey !== undefined && !first.has(firm.orgKey)) first.set(firm.orgKey, firm)
  }
  return [...first.values()]
}

/** The figures of R9 for some firms; `counting` are those through which organisations count. */
export function formCells(
  firms: readonly ReportFirm[],
  counting: ReadonlySet<ReportFirm>,
): Readonly<Record<string, ReportCell>> {
  const organised = firms.filter(hasOrganisation)
  const through = organised.filter((firm) => counting.has(firm))
  const without = firms.filter((firm) => !hasOrganisation(firm))
  const members = (firm: ReportFirm) => {
    const known = [firm.official, firm.probationary].filter((count) => count !== 'unknown')
    return known.length === 0 ? 'unknown' : known.reduce((sum, count) => sum + count, 0)
  }
  return {
    firms: firmsCell(firms),
    organisations: firmsCell(through),
    committees: firmsCell(through.filter(({ isCommittee }) => isCommittee)),
    cells: firmsCell(through.filter(({ isCommittee }) => !isCommittee)),
    members: sumCell(organised, members),
    official: sumCell(organised, (firm) => firm.official),
    probationary: sumCell(organised, (firm) => firm.probationary),
    membersElsewhere: sumCell(without, members),
  }
}
