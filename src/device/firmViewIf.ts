import { profileOf } from '#domain/profile.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { factsOf, type FirmView } from './firmView.ts'

/** A firm as it would be known if one visit were approved as it stands. */
export function withApproved(view: FirmView, visit: VisitRecord): FirmView {
  const approved: VisitRecord = { ...visit, state: 'approved', approvedRevisionId: visit.headRevisionId }
  return withVisits(
    view,
    view.visits.map((one) => (one.id === visit.id ? approved : one)),
  )
}

/** A firm as it is known without one visit. */
export function withoutVisit(view: FirmView, visit: VisitRecord): FirmView {
  return withVisits(
    view,
    view.visits.filter(({ id }) => id !== visit.id),
  )
}

function withVisits(view: FirmView, visits: readonly VisitRecord[]): FirmView {
  const approved = factsOf(view, visits, 'approved')
  return { ...view, visits, approved, profile: profileOf(view.firm, approved) }
}
