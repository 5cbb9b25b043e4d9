import { readFirmList, type ListedFirm } from '#device/firmList.ts'
import { searchFirms } from '#device/firmSearch.ts'
import { applyPage, type Page } from '#device/inbox.ts'
import { plannedFirm, readPlan } from '#device/planList.ts'
import { readReviewQueue } from '#device/reviewQueue.ts'
import type { Answers } from '#domain/answers.ts'
import { rankFirms } from '#domain/priority.ts'
import type { EnrolAnswer } from '#protocol/session.ts'
import { makeFirmChanges } from '../firmChanges.ts'
import { deviceOf } from './devices.ts'

/** The first 50 visits that wait, newest first. */
export async function newestVisits(identity: EnrolAnswer): Promise<number> {
  const device = await deviceOf(identity)
  const began = performance.now()
  const queue = await readReviewQueue(device, 50)
  if (queue.length !== 50) throw new Error(`${queue.length} visits wait, not 50`)
  return performance.now() - began
}

/** Firms with a visit each, as a first pull would bring them; returns the milliseconds of writing alone. */
export async function receiveFirms({
  identity,
  count,
  templates,
}: {
  identity: EnrolAnswer
  count: number
  templates: readonly Answers[]
}): Promise<number> {
  const device = await deviceOf(identity)
  let took = 0
  for (const changes of makeFirmChanges(count, templates))
    took += await apply({ changes, meta: {}, more: true })
  return took + (await apply({ changes: [], meta: { upTo: 2 * count } }))

  async function apply(page: Page): Promise<number> {
    const began = performance.now()
    const outcome = await applyPage(device, undefined, page)
    if (outcome !== 'written') throw new Error(outcome)
    return performance.now() - began
  }
}

let list: readonly ListedFirm[] = []

export async function openFirmList(identity: EnrolAnswer) {
  const device = await deviceOf(identity)
  const began = performance.now()
  list = await readFirmList(device)
  return { ms: performance.now() - began, firms: list.length }
}

/** Milliseconds for each key of a text typed into the search of the open list. */
export async function searchByKeys(text: string): Promise<number[]> {
  return Array.from(text, (_key, index) => {
    const began = performance.now()
    const found = searchFirms(list, text.slice(0, index + 1))
    if (found.length > list.length) throw new Error('more than all')
    return performance.now() - began
  })
}

export async function rank(identity: EnrolAnswer) {
  const device = await deviceOf(identity)
  const began = performance.now()
  const plan = await readPlan(device)
  const withReadingMs = performance.now() - began
  const cards = list.flatMap(({ card }) => (card === undefined ? [] : [card]))
  const again = performance.now()
  rankFirms(cards.map((card) => plannedFirm(card, card.advice)))
  return { withReadingMs, ms: performance.now() - again, ranked: plan.order.length + plan.organised.length }
}
