import { expect, test } from 'vitest'
import { writeReport } from '#app/reports/writeReport.ts'
import type { ReportInput } from '#app/reports/reportInput.ts'
import type { ReachedSteps } from '#domain/overview.ts'
import { reportFirm } from '../../support/reportFirms.ts'
import { wordsOf } from './sampleReports.ts'

const period = { from: '2026-01-01', to: '2026-11-21' }
const on = '2026-03-01'

test('a conversion does not give away the small number of the step before', () => {
  const reached = (number: number): ReachedSteps => ({
    planned: on,
    contacted: on,
    ...(number < 2 && { met: on }),
    // some agreed by telephone
    ...(number < 4 && { agreed: on }),
  })
  const firms = Array.from({ length: 9 }, (_, number) => reportFirm({ reached: reached(number) }))
  const source = { period, firms, waiting: 0 }
  const input = { period, source, isMasked: true } as Partial<ReportInput> as ReportInput
  const report = writeReport('R2', input)
  expect(wordsOf(report, 'met')).toMatchObject({ ofPlan: '×', ofPlanShare: '×', conversion: '×' })
  expect(wordsOf(report, 'agreed')).toMatchObject({ ofPlan: '4', ofPlanShare: '44,4%', conversion: '×' })
  expect(wordsOf(report, 'contacted')).toMatchObject({ conversion: '100%' })
})
