import { m } from '#app/messages/compiled/messages.js'
import { optionLabel } from '#app/messages/labels.ts'
import { ownerConcerns } from '#domain/fields/codes.ts'
import type { Paragraph } from '#domain/reports/report.ts'
import type { ReportFirm } from '#domain/reports/reportFirm.ts'
import { firmsInScope } from '#domain/reports/summary.ts'
import { periodKey } from '#domain/targets.ts'
import { numberWords, type ReportInput } from './reportInput.ts'

/** «Thuận lợi, khó khăn, nguyên nhân, kết quả» [S004]: as it was written here, else as the codes have it. */
export function narrativeOf(input: ReportInput): readonly Paragraph[] {
  const { source, period, texts } = input
  const firms = firmsInScope(source.firms)
  return Object.entries(parts).map(([part, { heading, write }]) => {
    const key = `narrative/${periodKey(period)}/${part}`
    return { key, heading: heading(), text: texts[key] ?? write(firms, input) }
  })
}

interface Part {
  readonly heading: () => string
  readonly write: (firms: readonly ReportFirm[], input: ReportInput) => string
}

const parts: Readonly<Record<string, Part>> = {
  advantages: {
    heading: m.reports_advantages,
    write: (firms, { isMasked }) =>
      m.reports_advantagesText({
        agreed: countOf(firms, isMasked, ({ reached }) => reached.agreed !== undefined),
        easy: countOf(firms, isMasked, ({ key }) => key.access === 'easy'),
        union: countOf(firms, isMasked, ({ union }) => union === 'yes'),
      }),
  },
  difficulties: {
    heading: m.reports_difficulties,
    write: (firms, { isMasked }) =>
      m.reports_difficultiesText({
        concerned: countOf(firms, isMasked, ({ concerns }) => concerns.open.length > 0),
        refused: countOf(firms, isMasked, ({ asides }) => asides.includes('refused')),
        hard: countOf(firms, isMasked, ({ key }) => key.access === 'hard'),
      }),
  },
  causes: {
    heading: m.reports_causes,
    write: (firms, { isMasked }) => {
      const told = ownerConcerns
        .map((concern) => ({
          concern,
          firms: firms.filter(({ concerns }) => concerns.open.includes(concern)),
        }))
        .filter(({ firms: some }) => some.length > 0)
        .toSorted((one, other) => other.firms.length - one.firms.length)
        .map(
          ({ concern, firms: some }) =>
            `${optionLabel('ownerConcerns', concern)} (${shown(some.length, isMasked)})`,
        )
      return told.length === 0 ? m.reports_causesNone() : m.reports_causesText({ concerns: told.join('; ') })
    },
  },
  results: {
    heading: m.reports_results,
    write: (firms, { isMasked, source: { period } }) => {
      const inPeriod = (day: string | undefined) => day !== undefined && period.from <= day
      return m.reports_resultsText({
        visited: countOf(firms, isMasked, ({ visits }) => visits.some(({ on }) => inPeriod(on))),
        met: countOf(firms, isMasked, ({ reached }) => inPeriod(reached.met)),
        agreed: countOf(firms, isMasked, ({ reached }) => inPeriod(reached.agreed)),
        settled: countOf(firms, isMasked, ({ concerns }) => concerns.settled.length > 0),
        decided: countOf(firms, isMasked, ({ reached }) => inPeriod(reached.decided)),
      })
    },
  },
}

function countOf(
  firms: readonly ReportFirm[],
  isMasked: boolean,
  holds: (firm: ReportFirm) => boolean,
): string {
  return shown(firms.filter(holds).length, isMasked)
}

function shown(count: number, isMasked: boolean): string {
  return isMasked && (count === 1 || count === 2) ? '×' : numberWords(count)
}
