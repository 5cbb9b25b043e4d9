import { nameOf } from '#domain/profile.ts'
import type { RuleSet } from '#domain/ruleSet.ts'
import type { TrackRowId } from '#domain/track/table.ts'
import { adviseView, readAdviceContext } from './adviceContext.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import { firmViewOf } from './firmView.ts'
import { readPending } from './pending.ts'
import { readFirmViews } from './view.ts'

/** A firm that another rule set leads another way. */
export interface TrackChange {
  readonly firmId: string
  readonly name: string
  readonly from: TrackRowId
  readonly to: TrackRowId
}

export interface Preview {
  readonly changes: readonly TrackChange[]
  readonly firms: number
}

/** So few at a time that a slow tablet answers a touch in between. */
const firmsAtOnce = 25

/**
 * Which firms go another way by `next` than by `base`, both on the day `next` begins. `onProgress` hears how many
 * firms are done; undefined once `stop` says so.
 */
export async function previewRuleSet(
  device: Device,
  { base, next }: { readonly base: RuleSet; readonly next: RuleSet },
  onProgress: (done: number, all: number) => void,
  stop: AbortSignal,
): Promise<Preview | undefined> {
  const [cards, pending, context] = await Promise.all([
    readCards(device),
    readPending(device),
    readAdviceContext(device),
  ])
  const asOf = next.effectiveFrom
  const firmIds = cards.filter(({ proposed }) => !proposed).map(({ id }) => id)
  const changes: TrackChange[] = []
  for (let done = 0; done < firmIds.length; done += firmsAtOnce) {
    const some = firmIds.slice(done, done + firmsAtOnce)
    const records = await readFirmViews(device, some, pending)
    await nextTask()
    if (stop.aborted) return undefined
    for (const [index, firmId] of some.entries()) {
      const view = firmViewOf(firmId, records[index]!, context.personId)
      if (view === undefined) continue
      const [from, to] = [base, next].map(
        (ruleSet) => adviseView(view, { ...context, ruleSet, asOf }, 'approved').track.row,
      )
      if (from !== undefined && to !== undefined && from !== to)
        changes.push({ firmId, name: nameOf(view.profile), from, to })
    }
    onProgress(Math.min(done + firmsAtOnce, firmIds.length), firmIds.length)
  }
  return { changes, firms: firmIds.length }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve)
  })
}
