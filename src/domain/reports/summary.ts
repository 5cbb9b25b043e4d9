import type { Period } from '#domain/targets.ts'
import { firmsCell, shareCell, sumCell, type ReportCell } from './report.ts'
import type { ReportFirm } from './reportFirm.ts'

/** How a unit's firms are divided for R1, from the widest to the narrowest. */
export const summaryLevels = ['park', 'commune', 'ownership'] as const
export type SummaryLevel = (typeof summaryLevels)[number]

/** Firms that lie together. */
export interface SummaryGroup {
  readonly kind: SummaryLevel
  /** Of a park or commune, or a code of ownership; undefined where a firm has none. */
  readonly id: string | undefined
  readonly key: string
  readonly level: number
  readonly firms: readonly ReportFirm[]
}

/** Firms that belong to the unit's task: closed ones, those that moved away and doubles are not counted. */
export function firmsInScope(firms: readonly ReportFirm[]): readonly ReportFirm[] {
  return firms.filter(({ row }) => row !== 'D0')
}

/** Every group, followed by those it is made of; beside each other in the order of their names. */
export function summaryGroups(
  firms: readonly ReportFirm[],
  nameOf: (kind: SummaryLevel, id: string | undefined) => string,
): readonly SummaryGroup[] {
  const divide = (some: readonly ReportFirm[], level: number, above: string): readonly SummaryGroup[] => {
    const kind = summaryLevels[level]
    if (kind === undefined) return []
    return [...Map.groupBy(some, (firm) => idAt(kind, firm))]
      .map(([id, all]) => ({ id, all, name: nameOf(kind, id) }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'vi'))
      .flatMap(({ id, all }) => {
        const key = `${above}/${id ?? ''}`
        return [{ kind, id, key, level, firms: all }, ...divide(all, level + 1, key)]
      })
  }
  return divide(firms, 0, '')
}

function idAt(kind: SummaryLevel, { parkId, communeId, ownership }: ReportFirm): string | undefined {
  return { park: parkId, commune: communeId, ownership }[kind]
}

/** The figures of R1 for some firms. */
export function summaryCells(
  firms: readonly ReportFirm[],
  period: Period,
): Readonly<Record<string, ReportCell>> {
  const some = (holds: (firm: ReportFirm) => boolean) => firmsCell(firms.filter(holds))
  const inPeriod = (firm: ReportFirm) => firm.visits.filter(({ on }) => period.from <= on)
  const [all, surveyed, organised] = [some(() => true), some((firm) => firm.surveyed), some(hasOrganisation)]
  return {
    firms: all,
    surveyed,
    surveyedShare: shareCell(surveyed, all),
    headcount: sumCell(firms, (firm) => firm.headcount),
    organised,
    organisedShare: shareCell(organised, all),
    official: sumCell(firms, (firm) => firm.official),
    probationary: sumCell(firms, (firm) => firm.probationary),
    membersOnly: some(({ hasMembers, org }) => hasMembers === 'yes' && org === 'none'),
    union: some(({ union }) => union === 'yes'),
    unionMembers: sumCell(firms, (firm) => firm.unionMembers),
    youth: some(({ youth }) => youth === 'yes'),
    youthMembers: sumCell(firms, (firm) => firm.youthMembers),
    visitedInPeriod: some((firm) => inPeriod(firm).length > 0),
    visitsInPeriod: sumCell(firms, (firm) => inPeriod(firm).length),
  }
}

export function hasOrganisation({ org }: ReportFirm): boolean {
  return org === 'own' || org === 'joint'
}
