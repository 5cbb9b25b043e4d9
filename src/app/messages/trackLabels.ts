import { formatNumber } from '#app/ui/format.ts'
import type { Message } from '#domain/message.ts'
import type { TrackRowId } from '#domain/track/table.ts'
import { m } from './compiled/messages.js'
import { getLocale } from './compiled/runtime.js'

/** «Xúc tiến thành lập chi bộ» */
export function trackLabel(row: TrackRowId): string {
  return trackLabels[row]()
}

/** Ways forward to choose from, each name once: rows of the same name call for the same. */
export function trackChoices(): { readonly value: TrackRowId; readonly label: string }[] {
  const rows = Object.keys(trackLabels) as TrackRowId[]
  const all = rows.map((value) => ({ value, label: trackLabel(value) }))
  return all.filter(({ label }, index) => all.findIndex((one) => one.label === label) === index)
}

/** Whether people call two rows by one name. */
export function isSameTrack(row: TrackRowId, other: TrackRowId): boolean {
  return trackLabel(row) === trackLabel(other)
}

/** Why a way forward was decided, or what stands beside it. */
export function trackReason({ key, parameters }: Message): string {
  const shown = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'number' ? formatNumber(value, getLocale()) : value,
  ])
  return reasonLabels[key]?.(Object.fromEntries(shown) as never) ?? key
}

const trackLabels: Readonly<Record<TrackRowId, () => string>> = {
  D0: m.track_D0,
  D1: m.track_D1,
  D2: m.track_D2,
  D3: m.track_D3,
  D4: m.track_D4,
  D5: m.track_D5,
  D6: m.track_D6,
  D6p: m.track_D6p,
  D7: m.track_D7,
  D8: m.track_D8,
  D9: m.track_D9,
  D10: m.track_D10,
  D11: m.track_D11,
}

// each reason says for itself which values its words need
const reasonLabels: Readonly<Record<string, (parameters: never) => string>> = {
  trackWhy_closed: m.trackWhy_closed,
  trackWhy_moved: m.trackWhy_moved,
  trackWhy_duplicate: m.trackWhy_duplicate,
  trackWhy_notSurveyed: m.trackWhy_notSurveyed,
  trackWhy_org_own: m.trackWhy_org_own,
  trackWhy_org_joint: m.trackWhy_org_joint,
  trackWhy_org_none: m.trackWhy_org_none,
  trackWhy_org_unknown: m.trackWhy_org_unknown,
  trackWhy_ownCell_enough: m.trackWhy_ownCell_enough,
  trackWhy_ownCell_few: m.trackWhy_ownCell_few,
  trackWhy_ownCell_unknown: m.trackWhy_ownCell_unknown,
  trackWhy_jointCell_enough: m.trackWhy_jointCell_enough,
  trackWhy_jointCell_atLeast: m.trackWhy_jointCell_atLeast,
  trackWhy_jointCell_few: m.trackWhy_jointCell_few,
  trackWhy_jointCell_unknown: m.trackWhy_jointCell_unknown,
  trackWhy_official_unknown: m.trackWhy_official_unknown,
  trackWhy_official_enough: m.trackWhy_official_enough,
  trackWhy_official_few: m.trackWhy_official_few,
  trackWhy_stable_enough: m.trackWhy_stable_enough,
  trackWhy_stable_few: m.trackWhy_stable_few,
  trackWhy_shortTenure: m.trackWhy_shortTenure,
  trackWhy_probationary: m.trackWhy_probationary,
  trackWhy_probationary_unknown: m.trackWhy_probationary_unknown,
  trackWhy_noMember: m.trackWhy_noMember,
  trackWhy_union_yes: m.trackWhy_union_yes,
  trackWhy_union_dormant: m.trackWhy_union_dormant,
  trackWhy_union_no: m.trackWhy_union_no,
  trackWhy_union_unknown: m.trackWhy_union_unknown,
  trackWhy_youth_yes: m.trackWhy_youth_yes,
  trackWhy_youth_no: m.trackWhy_youth_no,
  trackWhy_youth_unknown: m.trackWhy_youth_unknown,
  trackWhy_workers_enough: m.trackWhy_workers_enough,
  trackWhy_workers_few: m.trackWhy_workers_few,
  trackWhy_workers_unknown: m.trackWhy_workers_unknown,
  trackWhy_business_yes: m.trackWhy_business_yes,
  trackWhy_business_no: m.trackWhy_business_no,
  trackWhy_business_unknown: m.trackWhy_business_unknown,
  trackWhy_pool_yes: m.trackWhy_pool_yes,
  trackWhy_pool_no: m.trackWhy_pool_no,
  trackWhy_pool_unknown: m.trackWhy_pool_unknown,
  trackNote_threeOfficialAwaitTenure: m.trackNote_threeOfficialAwaitTenure,
  trackNote_tenureUnknown: m.trackNote_tenureUnknown,
  trackNote_jointTotalAtLeast: m.trackNote_jointTotalAtLeast,
  trackNote_jointTotalMissing: m.trackNote_jointTotalMissing,
  trackNote_committeePossible: m.trackNote_committeePossible,
}
