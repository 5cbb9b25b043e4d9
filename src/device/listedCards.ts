import { otherOfAlias } from '#domain/merge/alias.ts'
import { firmsOfImport } from '#domain/merge/import.ts'
import type { AdviceContext } from './adviceContext.ts'
import { makeCard, type FirmCard } from './firmCard.ts'
import { nextTask } from './firmsAt.ts'
import { firmViewOf } from './firmView.ts'
import { layOver, type PendingDeed } from './pending.ts'

type Cards = ReadonlyMap<string, FirmCard | undefined>

const deedsAtOnce = 2

/**
 * Cards of firms that nothing but an unsent list knows of stay the same until it is sent: of thousands they are worked
 * out once, a few deeds in each task, not whenever anything is recorded.
 */
export function createListedCards() {
  let kept = new Map<string, Cards>()
  let madeFor = ''

  return async (deedByFirm: ReadonlyMap<string, PendingDeed>, context: AdviceContext): Promise<Cards> => {
    const { asOf, ruleSet, keyParks, organisations } = context
    const now = JSON.stringify([asOf, ruleSet, [...keyParks], organisations])
    if (now !== madeFor) kept = new Map()
    madeFor = now
    const before = kept
    let made = 0
    for (const deed of new Set(deedByFirm.values())) {
      // several readers share the work
      if (before.has(deed.content.id)) continue
      before.set(deed.content.id, cardsOf(deed, context))
      made += 1
      if (made % deedsAtOnce === 0) await nextTask()
    }
    return new Map(
      Array.from(deedByFirm, ([firmId, { content }]) => [firmId, before.get(content.id)?.get(firmId)]),
    )
  }
}

function cardsOf(deed: PendingDeed, context: AdviceContext): Cards {
  const changes = Array.from(layOver(new Map(), [deed]))
  return new Map(
    changes.flatMap(([key, { firmId, record }]) => {
      if (firmId === undefined) return []
      const view = firmViewOf(firmId, new Map([[key, record]]), context.personId)
      return [[firmId, view && makeCard(view, context)]]
    }),
  )
}

/** The deed of each firm that a list adds and no other deed and no record is about. */
export function soleDeeds(
  pending: readonly PendingDeed[],
  received: ReadonlySet<string>,
): ReadonlyMap<string, PendingDeed> {
  const deeds = new Map<string, PendingDeed>()
  const others = new Set<string>()
  for (const deed of pending) {
    const { content } = deed
    const added = new Set(content.kind === 'import.take' ? Object.keys(content.body['create'] ?? {}) : [])
    for (const firmId of firmsOfImport(content))
      if (added.has(firmId) && !deeds.has(firmId) && !received.has(firmId)) deeds.set(firmId, deed)
      else others.add(firmId)
    for (const id of [content.recordId, content.body['firmId'], otherOfAlias(content)])
      if (typeof id === 'string') others.add(id)
  }
  for (const firmId of others) deeds.delete(firmId)
  return deeds
}
