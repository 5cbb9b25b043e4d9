import { m } from '#app/messages/compiled/messages.js'
import { optionLabel } from '#app/messages/labels.ts'
import type { OwnerConcern } from '#domain/fields/codes.ts'
import { concernLines, type Obstacle } from '#domain/reports/concernsReport.ts'
import { firmsInScope } from '#domain/reports/summary.ts'
import { narrativeOf } from './narrative.ts'
import { column, text, type ReportBody, type ReportInput } from './reportInput.ts'

const obstacleWords: Readonly<Record<Obstacle, () => string>> = {
  refused: m.reports_obstacle_refused,
  hardAccess: m.reports_obstacle_hardAccess,
  postponed: m.reports_obstacle_postponed,
  request: m.reports_obstacle_request,
}

/** R6: what holds owners back, told and settled in the period or still there. */
export function concernsReport(input: ReportInput): ReportBody {
  const { firms } = input.source
  const inPeriod = { group: m.reports_group_inPeriod(), measures: 'flow' } as const
  return {
    columns: [
      column('what', m.reports_col_concern(), 'text', { width: 40 }),
      column('raised', m.reports_col_raised(), 'number', inPeriod),
      column('settled', m.reports_col_settled(), 'number', inPeriod),
      column('open', m.reports_col_open(), 'number', { measures: 'stock' }),
    ],
    rows: concernLines(firmsInScope(firms)).map(({ what, cells }) => ({
      key: what,
      level: 0,
      cells: { what: text(concernWords(what)), ...cells },
    })),
    notes: [m.reports_note_concerns()],
    narrative: narrativeOf(input),
  }
}

function concernWords(what: OwnerConcern | Obstacle): string {
  return isObstacle(what) ? obstacleWords[what]() : optionLabel('ownerConcerns', what)
}

function isObstacle(what: string): what is Obstacle {
  return Object.hasOwn(obstacleWords, what)
}
