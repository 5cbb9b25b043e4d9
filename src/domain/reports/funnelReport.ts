import { funnelAsides, type FunnelAside } from '#domain/funnel.ts'
import { approachSteps, type ApproachStep } from '#domain/overview.ts'
import type { Period } from '#domain/targets.ts'
import { firmsCell, shareCell, type ReportCell } from './report.ts'
import type { ReportFirm } from './reportFirm.ts'

export interface FunnelLine {
  readonly step: ApproachStep | FunnelAside
  readonly cells: Readonly<Record<string, ReportCell>>
}

/**
 * The steps of approach, each of distinct firms: those that first reached it within the period, all that have, and
 * of the approach plan so many, as a share of the plan and of the step before. Beside them what stands in the way.
 */
export function funnelLines(firms: readonly ReportFirm[], period: Period): readonly FunnelLine[] {
  const planned = firms.filter(({ reached }) => reached.planned !== undefined)
  const steps = approachSteps.map((step, index): FunnelLine => {
    const has = (some: readonly ReportFirm[], which: ApproachStep) =>
      some.filter(({ reached }) => reached[which] !== undefined)
    const ofPlan = firmsCell(has(planned, step))
    const before = approachSteps[index - 1]
    return {
      step,
      cells: {
        inPeriod: firmsCell(firms.filter(({ reached }) => (reached[step] ?? '') >= period.from)),
        inAll: firmsCell(has(firms, step)),
        ofPlan,
        ofPlanShare: shareCell(ofPlan, firmsCell(planned)),
        ...(before !== undefined && { conversion: shareCell(ofPlan, firmsCell(has(planned, before))) }),
      },
    }
  })
  const asides = funnelAsides.map((aside): FunnelLine => {
    const standing = (some: readonly ReportFirm[]) => some.filter(({ asides: all }) => all.includes(aside))
    return { step: aside, cells: { inAll: firmsCell(standing(firms)), ofPlan: firmsCell(standing(planned)) } }
  })
  return [...steps, ...asides]
}
