import { foldFacts, type Facts } from '#domain/facts.ts'
import { profileOf, type Profile } from '#domain/profile.ts'
import type { DirectoryRecord, FirmField, FirmRecord, HistoryRecord } from '#domain/records.ts'
import type { VisitRecord } from '#domain/visit.ts'
import type { Device } from './device.ts'
import type { PendingDeed } from './pending.ts'
import { readFirmView, readRecord, type View } from './view.ts'

/** Everything this device knows of one firm, with its own unsent work laid over. */
export interface FirmView {
  readonly firm: FirmRecord
  readonly profile: Profile
  /** Facts of approved visits. */
  readonly approved: Facts
  /** The same with this person's undecided visits, marked value by value; the very same where there is none. */
  readonly own: Facts
  /** Newest first. */
  readonly visits: readonly VisitRecord[]
  readonly assignment: HistoryRecord | undefined
  readonly plan: HistoryRecord | undefined
  readonly pin: HistoryRecord | undefined
  readonly override: HistoryRecord | undefined
  /** What becomes of wishes of the owner's. */
  readonly requests: HistoryRecord | undefined
}

/** A firm with all its visits; undefined when this device doesn't hold it. */
export async function openFirm(device: Device, firmId: string): Promise<FirmView | undefined> {
  return firmViewOf(firmId, await readFirmView(device, firmId), device.identity.personId)
}

/**
 * A firm for writing about it: the same, or what the directory says of the firm next door. Of one that has left
 * this person's view not even that is known, and what they wrote still opens.
 */
export async function openFirmOrCard(
  device: Device,
  firmId: string,
  pending?: readonly PendingDeed[],
): Promise<FirmView> {
  const view = await readFirmView(device, firmId, pending)
  const known = firmViewOf(firmId, view, device.identity.personId)
  if (known !== undefined) return known
  const card = await readRecord<DirectoryRecord>(device, 'directory', firmId, pending)
  const withCard = new Map([...view, [`firm/${firmId}`, firmOfCard(firmId, card)]])
  return firmViewOf(firmId, withCard, device.identity.personId)!
}

function firmOfCard(id: string, card: DirectoryRecord | undefined): FirmRecord {
  const { id: _id, ...said } = card ?? { id }
  const fields = Object.entries(said).map(([key, value]): [string, FirmField] => [
    key,
    { value: value ?? null, seq: 0, personId: '', clientTime: '' },
  ])
  return { id, status: 'approved', createdBy: '', fields: Object.fromEntries(fields) }
}

export function firmViewOf(firmId: string, view: View, personId: string): FirmView | undefined {
  const firm = view.get(`firm/${firmId}`) as FirmRecord | undefined
  if (firm === undefined || isWithdrawn(firm, view)) return undefined
  const visits = [...view]
    .filter(([key]) => key.startsWith('visit/'))
    .map(([, record]) => record as VisitRecord)
    .toSorted((left, right) => (left.id < right.id ? 1 : -1))
  const approved = foldFacts(visits, { include: 'approved' })
  const hasUndecided = visits.some((visit) => visit.personId === personId && visit.state !== 'approved')
  const history = (collection: string) => view.get(`${collection}/${firmId}`) as HistoryRecord | undefined
  return {
    firm,
    profile: profileOf(firm, approved),
    approved,
    own: hasUndecided ? foldFacts(visits, { include: { approvedAndOwnOf: personId } }) : approved,
    visits,
    assignment: history('assignment'),
    plan: history('plan'),
    pin: history('pin'),
    override: history('override'),
    requests: history('request'),
  }
}

/** Its list was undone and nothing else is known of it: a visit or a task of later keeps it. */
function isWithdrawn({ status }: FirmRecord, view: View): boolean {
  return status === 'withdrawn' && view.size === 1
}

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
  const approved = foldFacts(visits, { include: 'approved' })
  return { ...view, visits, approved, profile: profileOf(view.firm, approved) }
}
