import { whySingle, type SingleReason } from '#domain/bulkApproval.ts'
import { compareVisits, type Comparison } from '#domain/compareVisits.ts'
import { nameOf, textOf } from '#domain/profile.ts'
import type { SurveyLimits } from '#domain/questionnaire/question.ts'
import { usualShares, type UsualShares } from '#domain/peers.ts'
import { peerFlags, reviewFlags, type ReviewFlag } from '#domain/reviewFlags.ts'
import { surveyLimitsOf } from '#domain/ruleSet.ts'
import { headRevision, type VisitRecord } from '#domain/visit.ts'
import { adviseView, parkToday, readAdviceContext, type AdviceContext } from './adviceContext.ts'
import { readCards } from './cards.ts'
import type { WaitingRow } from './database.ts'
import type { Device } from './device.ts'
import { firmViewOf, type FirmView } from './firmView.ts'
import { withApproved } from './firmViewIf.ts'
import { firmsTouched, readPending, type PendingDeed } from './pending.ts'
import { readRuleSetOfToday } from './ruleSets.ts'
import { unsealAll } from './stored.ts'
import { readAliases, readFirmView, readFirmViews, type View } from './view.ts'

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

/** One of the queue. */
export interface QueueItem extends ReviewItem {
  /** Why it can't be approved together with others; undefined where it can. */
  readonly single: SingleReason | undefined
}

/** A visit with what it would change, for the decision. */
export interface ReviewDetail extends ReviewItem {
  readonly view: FirmView
  readonly comparison: Comparison
}

/** Everything submitted and not decided, newest first; the first `most` where no more is wanted. */
export async function readReviewQueue(device: Device, most = Infinity): Promise<QueueItem[]> {
  const pending = await readPending(device)
  const touched = await firmsToJudge(device, pending)
  const rows = await readNewest(device, most + touched.length)
  const isTouched = new Set(touched)
  const untouched = rows.filter((row) => !isTouched.has(row.firmId))
  const stored = await unsealAll<QueueItem[]>(untouched.map((row) => row.sealed))
  return [...stored.flat(), ...(await itemsOf(device, touched, pending))]
    .toSorted((left, right) => submittedSeq(right) - submittedSeq(left))
    .slice(0, most)
}

/** Firms of which pending deeds may change what waits: a list, which brings no visits, only those of which some do. */
async function firmsToJudge(device: Device, pending: readonly PendingDeed[]): Promise<readonly string[]> {
  if (pending.length === 0) return []
  const lists = pending.filter(({ collection }) => collection === 'import')
  const others = pending.filter(({ collection }) => collection !== 'import')
  const aliases = await readAliases(device, pending)
  const touched = new Set(await firmsTouched(device, others, aliases))
  if (lists.length > 0) {
    const waiting = new Set(await device.database.waiting.toCollection().primaryKeys())
    for (const firmId of await firmsTouched(device, lists, aliases))
      if (waiting.has(firmId)) touched.add(firmId)
  }
  return [...touched]
}

/** What is usual in each park, by all firms of this device. */
export async function readUsualShares(device: Device): Promise<UsualShares> {
  const cards = await readCards(device)
  return usualShares(cards.map(({ parkId, advice: { key } }) => ({ ...key, parkId })))
}

/** One of the queue, measured by the firms of its park too. */
export function besidePeers(item: QueueItem, usual: UsualShares): QueueItem {
  const found = peerFlags(item.visit, usual.get(item.parkId ?? ''))
  if (found.length === 0) return item
  return { ...item, flags: [...item.flags, ...found], single: item.single ?? 'flagged' }
}

const portion = 100

/** In portions, so that a long queue does not keep a slow device from everything else. */
async function readNewest({ database }: Device, most: number): Promise<WaitingRow[]> {
  const rows: WaitingRow[] = []
  for (let below = Infinity; ;) {
    const size = Math.min(portion, most - rows.length)
    const newest = database.waiting.where('seq').below(below).reverse()
    const next = await newest.limit(size).toArray()
    rows.push(...next)
    if (next.length < portion) return rows
    below = next.at(-1)!.seq
  }
}

async function itemsOf(
  device: Device,
  firmIds: readonly string[],
  pending: readonly PendingDeed[],
): Promise<QueueItem[]> {
  if (firmIds.length === 0) return []
  const records = await readFirmViews(device, firmIds, pending)
  const context = await readAdviceContext(device)
  return firmIds.flatMap((firmId, index) => {
    const view = firmViewOf(firmId, records[index]!, context.personId)
    return waitingItems(records[index]!, view, context)
  })
}

/** The visits of a firm that wait for a decision, from all its records. */
export function waitingItems(records: View, view: FirmView | undefined, context: AdviceContext): QueueItem[] {
  const limits = surveyLimitsOf(context.ruleSet)
  const { personId } = context
  const visits = view?.visits ?? visitsIn(records)
  return visits
    .filter(({ state }) => state === 'submitted')
    .map((visit) => {
      const parkId = view && parkToday(view.profile, context)
      const item = { ...itemOf(visit, view, { personId, limits }), parkId }
      return { ...item, single: view === undefined ? 'firstVisit' : whySingleIn(view, item, context) }
    })
}

function visitsIn(records: View): VisitRecord[] {
  return [...records].flatMap(([key, record]) => (key.startsWith('visit/') ? [record as VisitRecord] : []))
}

function whySingleIn(
  view: FirmView,
  { visit, flags, isOwn }: ReviewItem,
  context: AdviceContext,
): SingleReason | undefined {
  const trackOf = (seen: FirmView) => adviseView(seen, context, 'approved').track.row
  const outlook = () => {
    const after = withApproved(view, visit)
    return { trackBefore: trackOf(view), trackAfter: trackOf(after), factsAfter: after.approved }
  }
  return whySingle({ visit, visits: view.visits, flags, isOwn, outlook })
}

/** What the queue is ordered by: the number of what was submitted last. */
export function submittedSeq({ visit }: ReviewItem): number {
  return headRevision(visit).seq
}

/** One visit in full, whatever its state; undefined when this device does not hold it. */
export async function readReviewDetail(device: Device, visitId: string): Promise<ReviewDetail | undefined> {
  const visits = await device.database.base.get(['visit', visitId])
  const pending = await readPending(device)
  const firmId =
    visits?.scope ?? pending.find((deed) => deed.content.recordId === visitId)?.content.body['firmId']
  if (typeof firmId !== 'string') return undefined
  const { rootId, view: records } = await readFirmView(device, firmId, pending)
  const view = firmViewOf(rootId, records, device.identity.personId)
  const visit = view?.visits.find((one) => one.id === visitId)
  if (view === undefined || visit === undefined) return undefined
  const item = itemOf(visit, view, {
    personId: device.identity.personId,
    limits: surveyLimitsOf(await readRuleSetOfToday(device)),
  })
  const usual = await readUsualShares(device)
  return {
    ...item,
    flags: [...item.flags, ...peerFlags(visit, usual.get(item.parkId ?? ''))],
    view,
    comparison: compareVisits(view.approved, headRevision(visit)),
  }
}

/** What each of some visits says against approved facts, by visit. */
export async function readComparisons(
  device: Device,
  visits: readonly VisitRecord[],
): Promise<ReadonlyMap<string, Comparison>> {
  const firmIds = [...new Set(visits.map(({ firmId }) => firmId))]
  const records = await readFirmViews(device, firmIds)
  const views = new Map(
    firmIds.map((firmId, index) => [firmId, firmViewOf(firmId, records[index]!, device.identity.personId)]),
  )
  return new Map(
    visits.map((visit) => [
      visit.id,
      compareVisits(views.get(visit.firmId)?.approved ?? {}, headRevision(visit)),
    ]),
  )
}

function itemOf(
  visit: VisitRecord,
  view: FirmView | undefined,
  { personId, limits }: { readonly personId: string; readonly limits: SurveyLimits },
): ReviewItem {
  return {
    visit,
    firmName: view === undefined ? '—' : nameOf(view.profile),
    parkId: view === undefined ? undefined : textOf(view.profile, 'parkId'),
    submissions: visit.revisions.length,
    flags: reviewFlags({
      visit,
      firm: view?.firm,
      assignment: view?.assignment,
      visits: view?.visits ?? [visit],
      before: view?.approved ?? {},
      limits,
    }),
    isOwn: visit.personId === personId,
  }
}
