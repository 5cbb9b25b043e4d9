import { readFirmList, searchFirms, type ListedFirm } from '#device/firmList.ts'
import { applyPage } from '#device/inbox.ts'
import { readMeta } from '#device/meta.ts'
import { plannedFirm, readPlan } from '#device/planList.ts'
import { readReviewQueue } from '#device/reviewQueue.ts'
import type { SyncChange } from '#domain/change.ts'
import { rankFirms } from '#domain/priority.ts'
import type { EnrolAnswer } from '#protocol/session.ts'
import { deviceOf } from './devices.ts'

/** The first 50 visits that wait, newest first. */
export async function newestVisits(identity: EnrolAnswer): Promise<number> {
  const device = await deviceOf(identity)
  const began = performance.now()
  const queue = (await readReviewQueue(device)).slice(0, 50)
  if (queue.length !== 50) throw new Error(`${queue.length} visits wait, not 50`)
  return performance.now() - began
}

/** Puts records into a device's base as a pull would, page by page; returns the milliseconds. */
export async function applyChanges({
  identity,
  changes,
}: {
  identity: EnrolAnswer
  changes: readonly SyncChange[]
}): Promise<number> {
  const device = await deviceOf(identity)
  const began = performance.now()
  const cursor = await readMeta(device.database, 'cursor')
  const outcome = await applyPage(device, cursor, { changes, meta: {} })
  if (outcome !== 'written') throw new Error(outcome)
  return performance.now() - began
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
