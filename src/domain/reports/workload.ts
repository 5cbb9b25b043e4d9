import type { Period } from '#domain/targets.ts'
import { firmsCell, sumCell, type ReportCell } from './report.ts'
import type { ReportFirm } from './reportFirm.ts'
import { firmsInScope } from './summary.ts'

/** What one member has to do and has done; never a rank among members. */
export function workloadCells(
  firms: readonly ReportFirm[],
  personId: string,
  period: Period,
): Readonly<Record<string, ReportCell>> {
  const mine = firmsInScope(firms).filter(({ assignedTo }) => assignedTo === personId)
  const visitsOf = (firm: ReportFirm) =>
    firm.visits.filter((visit) => visit.personId === personId && period.from <= visit.on)
  return {
    assigned: firmsCell(mine),
    notSurveyed: firmsCell(mine.filter(({ surveyed }) => !surveyed)),
    overdue: firmsCell(mine.filter((firm) => isOverdue(firm, period.to))),
    visits: sumCell(firms, (firm) => visitsOf(firm).length),
    visitedFirms: firmsCell(firms.filter((firm) => visitsOf(firm).length > 0)),
  }
}

/** Whoever has a firm or a visit in the period, and all surveyors besides. */
export function workloadPeople(
  firms: readonly ReportFirm[],
  surveyorIds: readonly string[],
  period: Period,
): readonly string[] {
  const assigned = firms.flatMap(({ assignedTo, row }) => (row === 'D0' ? [] : (assignedTo ?? [])))
  const visiting = firms.flatMap(({ visits }) =>
    visits.filter(({ on }) => period.from <= on).map(({ personId }) => personId),
  )
  return [...new Set([...surveyorIds, ...assigned, ...visiting])]
}

/** Its day has passed and nobody has been there since. */
function isOverdue({ dueOn, lastVisitOn }: ReportFirm, day: string): boolean {
  return dueOn !== undefined && dueOn < day && (lastVisitOn ?? '') < dueOn
}
