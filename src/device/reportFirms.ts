import { countedVisits } from '#domain/countedVisits.ts'
import { standing } from '#domain/merge/history.ts'
import { textOf } from '#domain/profile.ts'
import { reportFirmOf, type ReportFirm } from '#domain/reports/reportFirm.ts'
import type { Period } from '#domain/targets.ts'
import { placeOn } from '#domain/units.ts'
import { adviseView, readAdviceContext, type AdviceContext } from './adviceContext.ts'
import type { Device } from './device.ts'
import { recordsAfter } from './firmRecords.ts'
import { inTurn, isListed, nextTask, viewAt } from './firmsAt.ts'
import { firmViewOf, type FirmView } from './firmView.ts'
import { createJoiner } from './joinViews.ts'
import { readMeta } from './meta.ts'
import { effectOf } from './pageEffect.ts'
import { firmsTouched, readPending } from './pending.ts'
import { scanBase } from './scanBase.ts'
import { readFirmViews, type View } from './view.ts'

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
  const context = await readAdviceContext(device, undefined, period.to)
  const pending = await readPending(device)
  const touched = pending.length === 0 ? [] : await firmsTouched(device, pending, context.aliases)
  const firms = new Map<string, ReportFirm>()
  let waiting = 0
  const take = (firmId: string, view: View) => {
    const found = firmAt(firmId, view, context, period)
    if (found === undefined) return
    waiting += found.waiting
    if (found.firm !== undefined) firms.set(firmId, found.firm)
  }
  const skipped = new Set(touched)
  const joiner = createJoiner(context.aliases)
  await scanBase(device, async (rows) => {
    if (!isWanted()) return
    const scopes = [...new Set(rows.map(({ scope }) => scope))].filter((scope) => !skipped.has(scope))
    const found = joiner.take(await recordsAfter(effectOf([]))(rows, scopes))
    for (const [scope, records] of found) take(scope, records)
    onFirms(firms.size)
    await nextTask()
  })
  for (const [scope, records] of joiner.rest()) take(scope, records)
  const views = touched.length === 0 ? [] : await readFirmViews(device, touched, pending)
  await inTurn(touched, (firmId, at) => take(firmId, views[at]!))
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

function firmAt(firmId: string, records: View, context: AdviceContext, period: Period) {
  const view = firmViewOf(firmId, viewAt(records, period.to), context.personId)
  if (view === undefined) return undefined
  const waiting = view.visits.filter(({ state }) => state === 'submitted').length
  const counted = countedVisits(view.visits, 'approved')
  if (view.firm.status === 'proposed' || !isListed(view, counted, period.to)) return { waiting }
  const assignment = standing('assignment', view.assignment)
  const firm = reportFirmOf({
    id: firmId,
    profile: view.profile,
    parkId: placeOfFirm('park', view, context),
    communeId: placeOfFirm('commune', view, context),
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

/** Where a firm lay on the day, as units were then: in one, so that no sum counts it twice. */
function placeOfFirm(
  thing: keyof typeof placeFields,
  { firm, profile }: FirmView,
  { units, asOf }: AdviceContext,
): string | undefined {
  const field = placeFields[thing]
  const id = textOf(profile, field)
  const statedOn = firm.fields[field]?.clientTime.slice(0, 10)
  return id && placeOn(units, { thing, id }, asOf, statedOn).id
}

const placeFields = { park: 'parkId', commune: 'siteCommuneId' } as const
