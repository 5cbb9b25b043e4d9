import { compareVisits, type Comparison } from '#domain/compareVisits.ts'
import { nameOf, textOf } from '#domain/profile.ts'
import type { SurveyLimits } from '#domain/questionnaire/question.ts'
import { reviewFlags, type ReviewFlag } from '#domain/reviewFlags.ts'
import { surveyLimitsOf } from '#domain/ruleSet.ts'
import { headRevision, type VisitRecord } from '#domain/visit.ts'
import type { Device } from './device.ts'
import { firmViewOf, type FirmView } from './firmView.ts'
import { readPending } from './pending.ts'
import { readRuleSetOfToday } from './ruleSets.ts'
import { readFirmViews, readRecords } from './view.ts'

/** A visit that waits for a decision. */
export interface ReviewItem {
  readonly visit: VisitRecord
  readonly firmName: string
  readonly parkId: string | undefined
  /** 1 for a first submission. */
  readonly submissions: number
  readonly flags: readonly ReviewFlag[]
  /** Recorded by whoever looks: somebody else must decide. */
  readonly isOwn: boolean
}

/** A visit with what it would change, for the decision. */
export interface ReviewDetail extends ReviewItem {
  readonly view: FirmView
  readonly comparison: Comparison
}

/** Everything submitted and not decided, newest first. */
export async function readReviewQueue(device: Device): Promise<ReviewItem[]> {
  const visits = await readRecords<VisitRecord>(device, 'visit', 'submitted')
  const limits = surveyLimitsOf(await readRuleSetOfToday(device))
  const firmIds = [...new Set(visits.map((visit) => visit.firmId))]
  const views = await readFirmViews(device, firmIds, await readPending(device))
  const viewByFirm = new Map(
    firmIds.map((firmId, index) => [firmId, firmViewOf(firmId, views[index]!, device.identity.personId)]),
  )
  return visits
    .map((visit) => itemOf(device, visit, viewByFirm.get(visit.firmId), limits))
    .toSorted((left, right) => headRevision(right.visit).seq - headRevision(left.visit).seq)
}

/** One visit in full, whatever its state; undefined when this device does not hold it. */
export async function readReviewDetail(device: Device, visitId: string): Promise<ReviewDetail | undefined> {
  const visits = await device.database.base.get(['visit', visitId])
  const pending = await readPending(device)
  const firmId =
    visits?.scope ?? pending.find((deed) => deed.content.recordId === visitId)?.content.body['firmId']
  if (typeof firmId !== 'string') return undefined
  const [records] = await readFirmViews(device, [firmId], pending)
  const view = firmViewOf(firmId, records!, device.identity.personId)
  const visit = view?.visits.find((one) => one.id === visitId)
  if (view === undefined || visit === undefined) return undefined
  return {
    ...itemOf(device, visit, view, surveyLimitsOf(await readRuleSetOfToday(device))),
    view,
    comparison: compareVisits(view.approved, headRevision(visit)),
  }
}

function itemOf(
  device: Device,
  visit: VisitRecord,
  view: FirmView | undefined,
  limits: SurveyLimits,
): ReviewItem {
  return {
    visit,
    firmName: view === undefined ? '—' : nameOf(view.profile),
    parkId: view === undefined ? undefined : textOf(view.profile, 'parkId'),
    submissions: visit.revisions.length,
    flags: reviewFlags({
      visit,
      firm: view?.firm,
      visits: view?.visits ?? [visit],
      before: view?.approved ?? {},
      limits,
    }),
    isOwn: visit.personId === device.identity.personId,
  }
}
