import { m } from '#app/messages/compiled/messages.js'
import {
  firmsCountingOrganisations,
  formCells,
  formLines,
  isInLine,
  type FormLine,
} from '#domain/reports/partyForm.ts'
import { firmsInScope } from '#domain/reports/summary.ts'
import { column, text, type ReportBody, type ReportInput } from './reportInput.ts'

const lineWords: Readonly<Record<FormLine, () => string>> = {
  state: m.reports_form_state,
  stateFull: m.reports_form_stateFull,
  stateMajority: m.reports_form_stateMajority,
  stateMinority: m.reports_form_stateMinority,
  nonState: m.reports_form_nonState,
  jointStock: m.reports_form_jointStock,
  privateEnterprise: m.reports_form_privateEnterprise,
  limited: m.reports_form_limited,
  partnership: m.reports_form_partnership,
  otherForm: m.reports_form_otherForm,
  foreignCapital: m.reports_form_foreignCapital,
  foreign: m.reports_form_foreign,
  jointVenture: m.reports_form_jointVenture,
  cooperative: m.reports_form_cooperative,
  nonPublic: m.reports_form_nonPublic,
  unknownOwnership: m.reports_form_unknownOwnership,
}

/** R9: organisations and members by ownership, as the Party's own form asks for them. */
export function partyFormReport({ source }: ReportInput): ReportBody {
  const firms = firmsInScope(source.firms)
  const counting = new Set(firmsCountingOrganisations(firms))
  const organisations = { group: m.reports_group_organisations(), measures: 'stock' } as const
  const members = { group: m.reports_group_membersThere(), measures: 'stock' } as const
  return {
    columns: [
      column('line', m.reports_col_form(), 'text', { width: 40 }),
      column('firms', m.reports_col_firms(), 'number', { measures: 'stock' }),
      column('organisations', m.reports_col_organisations(), 'number', {
        ...organisations,
        derivedFrom: ['committees', 'cells'],
      }),
      column('committees', m.reports_col_committees(), 'number', organisations),
      column('cells', m.reports_col_cells(), 'number', organisations),
      column('members', m.reports_col_members(), 'number', {
        ...members,
        derivedFrom: ['official', 'probationary'],
      }),
      column('official', m.reports_col_officialShort(), 'number', members),
      column('probationary', m.reports_col_probationaryShort(), 'number', members),
      column('membersElsewhere', m.reports_col_membersElsewhere(), 'number', { measures: 'stock' }),
    ],
    rows: formLines.map(({ key, level }) => ({
      key,
      level,
      cells: {
        line: text(lineWords[key]()),
        ...formCells(
          firms.filter((firm) => isInLine(firm, key)),
          counting,
        ),
      },
    })),
    total: {
      key: 'total',
      level: 0,
      cells: { line: text(m.reports_total()), ...formCells(firms, counting) },
    },
    notes: [m.reports_note_form()],
  }
}
