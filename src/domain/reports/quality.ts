import { addMonths } from '#domain/calendar.ts'
import type { ReportFirm } from './reportFirm.ts'

/** What makes figures less than sure. */
export const qualityIssues = [
  'notSurveyed',
  'stale',
  'headcountUnknown',
  'orgUnknown',
  'membersUnknown',
  'unionUnknown',
  'youthUnknown',
  'ownershipUnknown',
  'placeUnknown',
  'taxCodeMissing',
  'taxCodeUnverified',
  'possibleDouble',
] as const
export type QualityIssue = (typeof qualityIssues)[number]

export const staleMonths = 6

/** The firms each issue is about; a firm may have several. */
export function firmsByIssue(
  firms: readonly ReportFirm[],
  day: string,
): Readonly<Record<QualityIssue, readonly ReportFirm[]>> {
  const staleBefore = addMonths(day, -staleMonths)
  const doubles = possibleDoubles(firms)
  const which = (holds: (firm: ReportFirm) => boolean) => firms.filter(holds)
  return {
    notSurveyed: which(({ surveyed }) => !surveyed),
    stale: which(({ surveyed, lastVisitOn }) => surveyed && (lastVisitOn ?? '') < staleBefore),
    headcountUnknown: which(({ headcount }) => headcount === 'unknown'),
    orgUnknown: which(({ org }) => org === 'unknown'),
    membersUnknown: which(({ hasMembers }) => hasMembers === 'unknown'),
    unionUnknown: which(({ union }) => union === 'unknown'),
    youthUnknown: which(({ youth }) => youth === 'unknown'),
    ownershipUnknown: which(({ ownership }) => ownership === undefined),
    placeUnknown: which(({ parkId, communeId }) => parkId === undefined || communeId === undefined),
    taxCodeMissing: which(({ taxCodeIs }) => taxCodeIs === 'missing'),
    taxCodeUnverified: which(({ taxCodeIs }) => taxCodeIs === 'unverified'),
    possibleDouble: which(({ id }) => doubles.has(id)),
  }
}

/** The same tax code, or the same name in one park: the two surest signs, asked of all firms at once. */
function possibleDoubles(firms: readonly ReportFirm[]): ReadonlySet<string> {
  const alike = [
    ...Map.groupBy(
      firms.filter(({ taxCode }) => taxCode !== undefined),
      ({ taxCode }) => taxCode!.replaceAll(/\D/g, ''),
    ).values(),
    ...Map.groupBy(firms, ({ parkId, key }) => `${parkId ?? ''} ${key.foldedName}`).values(),
  ]
  return new Set(alike.filter((some) => some.length > 1).flatMap((some) => some.map(({ id }) => id)))
}
