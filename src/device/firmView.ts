import { foldFacts, type Facts, type Included } from '#domain/facts.ts'
import { joinEntries, joinFacts, joinFirms, joinHistories } from '#domain/joinedFirm.ts'
import { profileOf, type Profile } from '#domain/profile.ts'
import type { DirectoryRecord, FirmField, FirmRecord, HistoryRecord } from '#domain/records.ts'
import type { VisitRecord } from '#domain/visit.ts'
import type { Device } from './device.ts'
import type { PendingDeed } from './pending.ts'
import { readFirmView, readRecord, type View } from './view.ts'

/** Everything this device knows of one firm, with its own unsent work laid over. */
export interface FirmView {
  readonly firm: FirmRecord
  /** Firms that were merged into it, as they are recorded. */
  readonly joined: readonly FirmRecord[]
  /** It without them. */
  readonly root: FirmRecord
  /** Visits that were recorded for one of them. */
  readonly otherVisits: ReadonlySet<string>
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

/** The firm that stands for this one today, with all its visits; undefined when this device doesn't hold it. */
export async function openFirm(device: Device, firmId: string): Promise<FirmView | undefined> {
  const { rootId, view } = await readFirmView(device, firmId)
  return firmViewOf(rootId, view, device.identity.personId)
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
  const { rootId, view } = await readFirmView(device, firmId, pending)
  const known = firmViewOf(rootId, view, device.identity.personId)
  if (known !== undefined) return known
  const card =
    (await readRecord<DirectoryRecord>(device, 'directory', rootId, pending)) ??
    (await readRecord<DirectoryRecord>(device, 'directory', firmId, pending))
  const withCard = new Map([...view, [`firm/${rootId}`, firmOfCard(rootId, card)]])
  return firmViewOf(rootId, withCard, device.identity.personId)!
}

function firmOfCard(id: string, card: DirectoryRecord | undefined): FirmRecord {
  const { id: _id, ...said } = card ?? { id }
  const fields = Object.entries(said).map(([key, value]): [string, FirmField] => [
    key,
    { value: value ?? null, seq: 0, personId: '', clientTime: '' },
  ])
  return { id, status: 'approved', createdBy: '', fields: Object.fromEntries(fields) }
}

/** What a firm's records come to, and those of firms merged into it where they are among them. */
export function firmViewOf(firmId: string, view: View, personId: string): FirmView | undefined {
  const records = byCollection(view)
  const firms = records.get('firm') as FirmRecord[] | undefined
  if (firms === undefined || isWithdrawn(firms, view)) return undefined
  // one that stays and is not here yet goes by what is known of another
  const root = firms.find(({ id }) => id === firmId) ?? firms[0]!
  const joined = firms.filter((one) => one !== root)
  const recorded = ((records.get('visit') ?? []) as VisitRecord[]).toReversed()
  const elsewhere = recorded.filter((visit) => visit.firmId !== root.id).map(({ id }) => id)
  const visits = elsewhere.length === 0 ? recorded : recorded.map((visit) => ({ ...visit, firmId }))
  const said = { root, otherVisits: new Set(elsewhere) }
  const firm = joined.length === 0 && root.id === firmId ? root : { ...joinFirms(root, joined), id: firmId }
  const hasUndecided = visits.some((visit) => visit.personId === personId && visit.state !== 'approved')
  const approved = factsOf(said, visits, 'approved')
  const histories = (collection: string) => (records.get(collection) ?? []) as HistoryRecord[]
  const history = (collection: Parameters<typeof joinHistories>[0]) =>
    joinHistories(collection, firmId, histories(collection))
  return {
    ...said,
    firm,
    joined,
    profile: profileOf(firm, approved),
    approved,
    own: hasUndecided ? factsOf(said, visits, { approvedAndOwnOf: personId }) : approved,
    visits,
    assignment: history('assignment'),
    plan: history('plan'),
    pin: history('pin'),
    override: history('override'),
    requests: joinEntries(firmId, histories('request')),
  }
}

/** Each list the oldest first. */
function byCollection(view: View): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>()
  for (const key of [...view.keys()].sort()) {
    const collection = key.slice(0, key.indexOf('/'))
    const known = found.get(collection)
    if (known === undefined) found.set(collection, [view.get(key)])
    else known.push(view.get(key))
  }
  return found
}

/** Facts of visits to all the firms it is, its name and place by those to the one that stays. */
export function factsOf(
  { root, otherVisits }: Pick<FirmView, 'root' | 'otherVisits'>,
  visits: readonly VisitRecord[],
  include: Included,
): Facts {
  const all = foldFacts(visits, { include })
  if (otherVisits.size === 0) return all
  const own = visits.filter(({ id }) => !otherVisits.has(id))
  return joinFacts(all, foldFacts(own, { include }), root)
}

/** Its list was undone and nothing else is known of it: a visit or a task of later keeps it. */
function isWithdrawn(firms: readonly FirmRecord[], view: View): boolean {
  return firms.every(({ status }) => status === 'withdrawn') && view.size === firms.length
}
