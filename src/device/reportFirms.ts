import { countedVisits } from '#domain/countedVisits.ts'
import { msOfId } from '#domain/ids.ts'
import { standing } from '#domain/merge/history.ts'
import type { HistoryRecord } from '#domain/records.ts'
import { reportFirmOf, type ReportFirm } from '#domain/reports/reportFirm.ts'
import type { Period } from '#domain/targets.ts'
import { vietnamDay } from '#domain/time.ts'
import { headRevision, type VisitRecord } from '#domain/visit.ts'
import { adviseView, readAdviceContext, type AdviceContext } from './adviceContext.ts'
import type { Device } from './device.ts'
import { recordsAfter } from './firmRecords.ts'
import { firmViewOf } from './firmView.ts'
import { readMeta } from './meta.ts'
import { effectOf } from './pageEffect.ts'
import { firmsTouched, readPending } from './pending.ts'
import { ruleSetOfDay } from './ruleSets.ts'
import { scanBase } from './scanBase.ts'
import { readFirmViews, readRecords, type View } from './view.ts'

/** All that reports count at the end of a period. */
export interface ReportSource {
  readonly period: Period
  /** Firms of the list, those only proposed left out. */
  readonly firms: readonly ReportFirm[]
  /** Visits up to that day that wait for a decision, and count nowhere here. */
  readonly waiting: number
}

/**
 * Every firm as it stood at the end of a period: by visits that took place until then and are approved now, and by
 * plans, assignments and results of until then. Undefined when the reading was given up.
 */
export async function readReportSource(
  device: Device,
  period: Period,
  { isWanted = () => true, onFirms = () => {} }: Reading = {},
): Promise<ReportSource | undefined> {
  const context = await contextOf(device, period.to)
  const pending = await readPending(device)
  const touched = pending.length === 0 ? [] : await firmsTouched(device, pending)
  const firms = new Map<string, ReportFirm>()
  let waiting = 0
  const take = (firmId: string, view: View) => {
    const found = firmAt(firmId, view, context, period)
    if (found === undefined) return
    waiting += found.waiting
    if (found.firm !== undefined) firms.set(firmId, found.firm)
  }
  const skipped = new Set(touched)
  await scanBase(device, async (rows) => {
    if (!isWanted()) return
    const scopes = [...new Set(rows.map(({ scope }) => scope))].filter((scope) => !skipped.has(scope))
    for (const [scope, records] of await recordsAfter(effectOf([]))(rows, scopes)) take(scope, records)
    onFirms(firms.size)
    await nextTask()
  })
  const views = touched.length === 0 ? [] : await readFirmViews(device, touched, pending)
  for (const [index, firmId] of touched.entries()) take(firmId, views[index]!)
  return isWanted() ? { period, firms: [...firms.values()], waiting } : undefined
}

/** Another text whenever reports may have other figures. */
export async function readReportVersion({ database }: Device): Promise<string> {
  const [version = 0, unsent, confirmed] = await Promise.all([
    readMeta(database, 'baseVersion'),
    database.outbox.toCollection().primaryKeys(),
    database.acknowledged.count(),
  ])
  return [version, confirmed, ...unsent].join('.')
}

interface Reading {
  /** Asked in between: whether anybody still waits for it. */
  readonly isWanted?: () => boolean
  /** Told in between: how many firms are read. */
  readonly onFirms?: (read: number) => void
}

async function contextOf(device: Device, day: string): Promise<AdviceContext> {
  const [today, ruleSets] = await Promise.all([
    readAdviceContext(device),
    readRecords<HistoryRecord>(device, 'ruleSet'),
  ])
  return {
    ...today,
    asOf: day,
    ruleSet: ruleSetOfDay(ruleSets, day),
    outcomes: today.outcomes.filter(({ decidedOn }) => decidedOn <= day),
  }
}

function firmAt(firmId: string, records: View, context: AdviceContext, period: Period) {
  const view = firmViewOf(firmId, viewAt(records, period.to), context.personId)
  if (view === undefined) return undefined
  const waiting = view.visits.filter(({ state }) => state === 'submitted').length
  const counted = countedVisits(view.visits, 'approved')
  if (view.firm.status === 'proposed' || !isListed(firmId, counted, period.to)) return { waiting }
  const assignment = standing('assignment', view.assignment)
  const firm = reportFirmOf({
    id: firmId,
    profile: view.profile,
    facts: view.approved,
    advice: adviseView(view, context, 'approved'),
    visits: view.visits,
    counted,
    organisations: context.organisations,
    pinned: standing('pin', view.pin)?.pinned === true,
    assignedTo: assignment?.personId ?? undefined,
    dueOn: assignment?.personId == null ? undefined : assignment.dueOn,
    period,
  })
  return { waiting, firm }
}

/** It was in the list by a day, or somebody had been there by then. */
function isListed(firmId: string, visits: readonly unknown[], day: string): boolean {
  const madeAt = msOfId(firmId)
  return visits.length > 0 || madeAt === undefined || vietnamDay(madeAt) <= day
}

/** What was known of a firm at the end of a day. */
function viewAt(records: View, day: string): View {
  const then = new Map<string, unknown>()
  for (const [key, record] of records) {
    if (key.startsWith('visit/')) {
      if (dayOf(record as VisitRecord) <= day) then.set(key, record)
    } else if (isHistory(record)) {
      const entries = record.entries.filter(({ clientTime }) => clientTime.slice(0, 10) <= day)
      if (entries.length > 0) then.set(key, { ...record, entries })
    } else then.set(key, record)
  }
  return then
}

function dayOf(visit: VisitRecord): string {
  return countedVisits([visit], 'approved')[0]?.on ?? headRevision(visit).body.occurredAt.slice(0, 10)
}

function isHistory(record: unknown): record is HistoryRecord {
  return Array.isArray((record as Partial<HistoryRecord>).entries)
}

/** Lets a slow tablet answer to touch in between. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve)
  })
}
