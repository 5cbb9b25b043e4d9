import { adviseView, readAdviceContext } from '#device/adviceContext.ts'
import { readCards } from '#device/cards.ts'
import type { Device } from '#device/device.ts'
import type { FirmView } from '#device/firmView.ts'
import { withApproved, withoutVisit } from '#device/firmViewIf.ts'
import { plannedFirm } from '#device/planList.ts'
import type { Advice } from '#domain/advice.ts'
import { placeAmong, type Place } from '#domain/priority.ts'
import type { VisitRecord } from '#domain/visit.ts'

export interface Standing {
  readonly advice: Advice
  readonly place: Place
}

/** What the rules say of a firm by approved facts, and what they would say with one visit approved. */
export interface Outlook {
  readonly before: Standing
  readonly after: Standing
}

export async function readOutlook(device: Device, view: FirmView, visit: VisitRecord): Promise<Outlook> {
  const [context, cards] = await Promise.all([readAdviceContext(device), readCards(device)])
  const others = cards.filter(({ id }) => id !== view.firm.id).map((card) => plannedFirm(card, card.advice))
  const pinned = cards.find(({ id }) => id === view.firm.id)?.pin !== undefined
  const standingOf = (seen: FirmView): Standing => {
    const advice = adviseView(seen, context, 'approved')
    const { track, state, priority } = advice
    return { advice, place: placeAmong(others, { key: priority, row: track.row, org: state.org, pinned }) }
  }
  return {
    before: standingOf(visit.state === 'approved' ? withoutVisit(view, visit) : view),
    after: standingOf(withApproved(view, visit)),
  }
}
