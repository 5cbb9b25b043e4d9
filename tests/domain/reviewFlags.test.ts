import { expect, test } from 'vitest'
import type { Answer, AnswerValue } from '#domain/answers.ts'
import type { FieldKey } from '#domain/fields.ts'
import { defaultSurveyLimits } from '#domain/questionnaire/question.ts'
import { reviewFlags } from '#domain/reviewFlags.ts'
import { knownFirm, makeVisit } from '../support/survey.ts'

type Said = Partial<Record<FieldKey, AnswerValue | Answer>>

/** The kinds of flags of a visit whose form was open for so long. */
function flagsAfter(seconds: number | undefined, said: Said = knownFirm): readonly string[] {
  const visit = makeVisit({ outcome: 'metStaff', ...said }, { state: 'submitted' })
  const [revision] = visit.revisions
  const startedAt = '2026-11-21T09:40:00.000+07:00'
  const completedAt = new Date(Date.parse(startedAt) + (seconds ?? 0) * 1000).toISOString()
  const body = { ...revision!.body, ...(seconds !== undefined && { startedAt, completedAt }) }
  return reviewFlags({
    visit: { ...visit, revisions: [{ ...revision!, body }] },
    firm: undefined,
    assignment: undefined,
    visits: [],
    before: {},
    limits: defaultSurveyLimits,
  }).map(({ kind }) => kind)
}

test('fifteen answers in ten seconds are flagged, in two minutes they are not', () => {
  expect(flagsAfter(10)).toContain('tooFast')
  expect(flagsAfter(120)).not.toContain('tooFast')
})

test('a revisit where everything stayed as it was may be as quick as a tap', () => {
  const unchanged = Object.fromEntries(
    Object.entries(knownFirm).map(([key, value]) => [key, { kind: 'value', value, unchanged: true }]),
  ) as Said
  expect(flagsAfter(5, unchanged)).not.toContain('tooFast')
})

test('a short visit, a clock that stood still or ran back, and a client that does not tell, are not flagged', () => {
  expect(flagsAfter(3, { headcountTotal: 1250, unionStatus: 'active' })).not.toContain('tooFast')
  for (const seconds of [0, -30, undefined]) expect(flagsAfter(seconds)).not.toContain('tooFast')
})
