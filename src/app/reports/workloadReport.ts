import { m } from '#app/messages/compiled/messages.js'
import { personName } from '#device/people.ts'
import { firmsCell, sumCell } from '#domain/reports/report.ts'
import { workloadCells, workloadPeople } from '#domain/reports/workload.ts'
import { column, text, type ReportBody, type ReportInput } from './reportInput.ts'

/** R7: what each member has to do and has done, by name. */
export function workloadReport({ source: { firms, period }, reference }: ReportInput): ReportBody {
  const surveyors = [...reference.people.values()].filter(
    ({ active, roles }) => active && roles.includes('surveyor'),
  )
  const people = workloadPeople(
    firms,
    surveyors.map(({ id }) => id),
    period,
  )
    .map((id) => ({ id, name: personName(reference, id) }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'vi'))
  const rows = people.map(({ id, name }) => ({
    key: id,
    level: 0,
    cells: { person: text(name), ...workloadCells(firms, id, period) },
  }))
  const inAll = (key: string) => ({
    [key]: firmsCell(
      people.flatMap(({ id }) => {
        const cell = workloadCells(firms, id, period)[key]
        return cell?.kind === 'number' ? (cell.firmIds ?? []).map((firmId) => ({ id: firmId })) : []
      }),
    ),
  })
  const standing = { group: m.reports_group_standing(), measures: 'stock' } as const
  const inPeriod = { group: m.reports_group_inPeriod(), measures: 'flow' } as const
  return {
    columns: [
      column('person', m.reports_col_person(), 'text'),
      column('assigned', m.reports_col_assigned(), 'number', standing),
      column('notSurveyed', m.reports_col_notSurveyed(), 'number', standing),
      column('overdue', m.reports_col_overdue(), 'number', standing),
      column('visits', m.reports_col_visits(), 'number', inPeriod),
      column('visitedFirms', m.reports_col_visitedFirms(), 'number', inPeriod),
    ],
    rows,
    // firms that several members went to are not added up
    total: {
      key: 'total',
      level: 0,
      cells: {
        person: text(m.reports_total()),
        ...inAll('assigned'),
        ...inAll('notSurveyed'),
        ...inAll('overdue'),
        visits: sumCell(firms, ({ visits }) => visits.filter(({ on }) => period.from <= on).length),
      },
    },
    notes: [m.reports_note_workload()],
  }
}
