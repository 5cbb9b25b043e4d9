import { countedVisits } from '#domain/countedVisits.ts'
import { readAdviceContext } from './adviceContext.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import { makeCard, type FirmCard } from './firmCard.ts'
import { recordsAfter } from './firmRecords.ts'
import { inTurn, isListed, nextTask, viewAt } from './firmsAt.ts'
import { firmViewOf } from './firmView.ts'
import { createJoiner } from './joinViews.ts'
import { overviewOf, visitDaysOf, type Overview } from './overview.ts'
import { effectOf } from './pageEffect.ts'
import { firmsTouched, readPending } from './pending.ts'
import { scanBase } from './scanBase.ts'
import { readFirmViews, type View } from './view.ts'

/** The overview of an earlier day, and what nobody can know of that day any more. */
export interface EarlierOverview extends Overview {
  /** Firms that came to the list later: they are not counted. */
  readonly addedSince: number
  /** Firms of which the office changed the record since: what stood there before is not kept. */
  readonly changedSince: number
}

/**
 * Everything worked out anew, by visits until the end of that day as they are approved by now, by the plan, the
 * outcomes, the units and the rule set of that day. Opens every visit, portion by portion: a whole unit takes its time.
 */
export async function readOverviewAsOf(device: Device, day: string): Promise<EarlierOverview> {
  const [context, pending, cardsOfToday] = await Promise.all([
    readAdviceContext(device, undefined, day),
    readPending(device),
    readCards(device),
  ])
  const touched = pending.length === 0 ? [] : await firmsTouched(device, pending, context.aliases)
  const cards: FirmCard[] = []
  let [addedSince, changedSince] = [0, 0]
  const take = (firmId: string, records: View) => {
    const view = firmViewOf(firmId, viewAt(records, day), context.personId)
    if (view === undefined || view.firm.status === 'proposed') return
    if (!isListed(view, countedVisits(view.visits, 'approved'), day)) {
      addedSince += 1
      return
    }
    if (Object.values(view.firm.fields).some(({ clientTime }) => clientTime.slice(0, 10) > day))
      changedSince += 1
    cards.push(makeCard({ ...view, own: view.approved }, context))
  }
  const skipped = new Set(touched)
  const recordsOf = recordsAfter(effectOf([]))
  const joiner = createJoiner(context.aliases)
  await scanBase(device, async (rows) => {
    const scopes = new Set(rows.map(({ scope }) => scope).filter((scope) => !skipped.has(scope)))
    for (const [scope, records] of joiner.take(await recordsOf(rows, scopes))) take(scope, records)
    await nextTask()
  })
  for (const [scope, records] of joiner.rest()) take(scope, records)
  const views = touched.length === 0 ? [] : await readFirmViews(device, touched, pending)
  await inTurn(touched, (firmId, at) => take(firmId, views[at]!))
  return { ...overviewOf(cards, visitDaysOf(cardsOfToday), day), addedSince, changedSince }
}
