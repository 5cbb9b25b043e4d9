import { countedRevision, foldFacts } from '#domain/facts.ts'
import { visitMs } from '#domain/facts/statements.ts'
import { msOfId } from '#domain/ids.ts'
import { profileOf } from '#domain/profile.ts'
import type { HistoryRecord } from '#domain/records.ts'
import { vietnamDay } from '#domain/time.ts'
import { readAdviceContext, type AdviceContext } from './adviceContext.ts'
import type { Device } from './device.ts'
import { makeCard, type FirmCard } from './firmCard.ts'
import { recordsAfter } from './firmRecords.ts'
import { firmViewOf, type FirmView } from './firmView.ts'
import { overviewOf, readVisitDays, type Overview } from './overview.ts'
import { effectOf } from './pageEffect.ts'
import { firmsTouched, readPending } from './pending.ts'
import { scanBase } from './scanBase.ts'
import { readFirmViews } from './view.ts'

/** The overview of an earlier day, and what nobody can know of that day any more. */
export interface EarlierOverview extends Overview {
  /** Firms that came to the list later: they are not counted. */
  readonly addedSince: number
  /** Firms of which the office changed the record since: what stood there before is not kept. */
  readonly changedSince: number
}

/**
 * Everything worked out anew, by visits until the end of that day as they are approved by now, by the plan, the
 * outcomes and the rule set of that day. Opens every visit, portion by portion: a whole unit takes its time.
 */
export async function readOverviewAsOf(device: Device, day: string): Promise<EarlierOverview> {
  const [context, pending, visitDays] = await Promise.all([
    readAdviceContext(device, undefined, day),
    readPending(device),
    readVisitDays(device),
  ])
  const cards = new Map<string, FirmCard>()
  const since = { addedSince: 0, changedSince: 0 }
  const touched = pending.length === 0 ? [] : await firmsTouched(device, pending)
  const add = (view: FirmView | undefined) => {
    if (view === undefined || view.firm.status === 'proposed') return
    if (dayOfId(view.firm.id) > day) {
      since.addedSince += 1
      return
    }
    if (isChangedAfter(view, day)) since.changedSince += 1
    cards.set(view.firm.id, makeCard(viewAsOf(view, day), context))
  }
  await eachFirm(device, context, new Set(touched), add)
  const views = touched.length === 0 ? [] : await readFirmViews(device, touched, pending)
  touched.forEach((firmId, index) => add(firmViewOf(firmId, views[index]!, context.personId)))
  return { ...overviewOf([...cards.values()], visitDays, day), ...since }
}

async function eachFirm(
  device: Device,
  { personId }: AdviceContext,
  except: ReadonlySet<string>,
  take: (view: FirmView | undefined) => void,
): Promise<void> {
  const recordsOf = recordsAfter(effectOf([]))
  await scanBase(device, async (rows) => {
    const firmIds = new Set(rows.filter(({ collection }) => collection === 'firm').map(({ scope }) => scope))
    const own = rows.filter(({ scope }) => firmIds.has(scope) && !except.has(scope))
    for (const [firmId, records] of await recordsOf(own, firmIds)) take(firmViewOf(firmId, records, personId))
  })
}

/** A firm as its visits, plan and decisions tell of it until the end of a day. */
function viewAsOf(view: FirmView, day: string): FirmView {
  const visits = view.visits.filter((visit) => {
    const counted = countedRevision(visit, 'approved')
    return counted !== undefined && vietnamDay(visitMs(visit, counted.revision)) <= day
  })
  const approved = foldFacts(visits, { include: 'approved' })
  return {
    ...view,
    visits,
    approved,
    own: approved,
    profile: profileOf(view.firm, approved),
    plan: until(view.plan, day),
    override: until(view.override, day),
  }
}

function until(record: HistoryRecord | undefined, day: string): HistoryRecord | undefined {
  const entries = record?.entries.filter(({ clientTime }) => clientTime.slice(0, 10) <= day) ?? []
  return record === undefined || entries.length === 0 ? undefined : { ...record, entries }
}

function isChangedAfter({ firm }: FirmView, day: string): boolean {
  return Object.values(firm.fields).some(({ clientTime }) => clientTime.slice(0, 10) > day)
}

function dayOfId(id: string): string {
  const ms = msOfId(id)
  return ms === undefined ? '' : vietnamDay(ms)
}
