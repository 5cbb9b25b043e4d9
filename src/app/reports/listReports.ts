import { priorityWords } from '#app/firms/adviceWords.ts'
import { m } from '#app/messages/compiled/messages.js'
import { optionLabel } from '#app/messages/labels.ts'
import { trackLabel } from '#app/messages/trackLabels.ts'
import { dotted } from '#app/ui/dotted.ts'
import { personName } from '#device/people.ts'
import { rankFirms } from '#domain/priority.ts'
import type { ReportCell, ReportColumn } from '#domain/reports/report.ts'
import type { ReportFirm } from '#domain/reports/reportFirm.ts'
import { firmsInScope } from '#domain/reports/summary.ts'
import { trackRowIds } from '#domain/track/table.ts'
import { placeName } from './placeNames.ts'
import { column, number, text, type ReportBody, type ReportInput } from './reportInput.ts'

/** R4: in which order to go, and why; cells to be saved first. */
export function priorityReport(input: ReportInput): ReportBody {
  const { urgent, order } = rankFirms(input.source.firms)
  const first = new Set(urgent)
  const row = (firm: ReportFirm) => ({
    key: firm.id,
    level: 0,
    cells: {
      ...firmCells(firm, input),
      ...(firm.headcount !== 'unknown' && { headcount: number(firm.headcount) }),
      reason: text(
        dotted([
          first.has(firm) && m.reports_urgent(),
          firm.pinned && m.reports_pinned(),
          priorityWords(firm.key),
        ]),
      ),
      track: text(trackLabel(firm.row)),
      member: text(personName(input.reference, firm.assignedTo)),
    },
  })
  return {
    columns: [
      ...firmColumns(),
      column('headcount', m.reports_col_workers(), 'number'),
      column('reason', m.reports_col_reason(), 'text', { width: 44 }),
      column('track', m.reports_col_track(), 'text'),
      column('member', m.reports_col_member(), 'text', { width: 20 }),
    ],
    rows: [...urgent, ...order.filter((firm) => !first.has(firm))].map(row),
    notes: [],
  }
}

/** R5: which way forward every firm is to take, what comes next, by whom and by when. */
export function trackReport(input: ReportInput): ReportBody {
  const firms = firmsInScope(input.source.firms).toSorted(
    (one, other) =>
      trackRowIds.indexOf(one.row) - trackRowIds.indexOf(other.row) ||
      (one.key.foldedName < other.key.foldedName ? -1 : 1),
  )
  return {
    columns: [
      ...firmColumns(),
      column('track', m.reports_col_track(), 'text'),
      column('next', m.reports_col_next(), 'text', { width: 40 }),
      column('member', m.reports_col_member(), 'text', { width: 20 }),
      column('due', m.reports_col_due(), 'date'),
    ],
    rows: firms.map((firm) => {
      const [next] = firm.planned
      const due = next?.dueOn ?? firm.dueOn
      return {
        key: firm.id,
        level: 0,
        cells: {
          ...firmCells(firm, input),
          track: text(trackLabel(firm.row)),
          next: text(nextWords(firm)),
          member: text(personName(input.reference, next?.assignee ?? firm.assignedTo)),
          ...(due !== undefined && { due: { kind: 'date', day: due } as const }),
        },
      }
    }),
    notes: [],
  }
}

function nextWords({ planned, advised }: ReportFirm): string {
  if (planned.length > 0) return planned.map(({ action }) => optionLabel('nextActions', action)).join('; ')
  return advised === undefined ? '—' : m.reports_nextAdvised({ action: optionLabel('nextActions', advised) })
}

function firmColumns(): readonly ReportColumn[] {
  return [
    column('firm', m.reports_col_firm(), 'text', { width: 40 }),
    column('taxCode', m.reports_col_taxCode(), 'code'),
    column('park', m.reports_col_park(), 'text', { width: 24 }),
  ]
}

function firmCells(firm: ReportFirm, { reference, source }: ReportInput): Record<string, ReportCell> {
  return {
    firm: text(firm.name, firm.id),
    ...(firm.taxCode !== undefined && { taxCode: { kind: 'code', text: firm.taxCode } as const }),
    park: text(placeName(reference, 'park', firm.parkId, source.period.to)),
  }
}
