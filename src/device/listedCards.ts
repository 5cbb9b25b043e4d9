import { otherOfAlias } from '#domain/merge/alias.ts'
import { firmsOfImport } from '#domain/merge/import.ts'
import type { AdviceContext } from './adviceContext.ts'
import type { FirmCard } from './firmCard.ts'
import type { PendingDeed } from './pending.ts'

/**
 * Cards of firms that nothing but an unsent list knows of stay the same until it is sent: of thousands they are worked
 * out once, not whenever anything is recorded.
 */
export function createListedCards() {
  const cards = new Map<string, FirmCard | undefined>()
  let madeFor = ''

  return {
    /** What was worked out before, in the same context; a function that keeps what is worked out now. */
    open: (pending: readonly PendingDeed[], hasRows: (firmId: string) => boolean, context: AdviceContext) => {
      const now = JSON.stringify([
        context.asOf,
        context.ruleSet,
        [...context.keyParks],
        context.organisations,
      ])
      if (now !== madeFor) cards.clear()
      madeFor = now
      const deedByFirm = soleDeeds(pending, hasRows)
      const keyOf = (firmId: string) => `${deedByFirm.get(firmId) ?? ''} ${firmId}`
      return {
        has: (firmId: string) => deedByFirm.has(firmId) && cards.has(keyOf(firmId)),
        get: (firmId: string) => cards.get(keyOf(firmId)),
        keep: (firmId: string, card: FirmCard | undefined) => {
          if (deedByFirm.has(firmId)) cards.set(keyOf(firmId), card)
        },
      }
    },
  }
}

/** The deed of each firm that a list adds and no other deed and no record is about. */
function soleDeeds(
  pending: readonly PendingDeed[],
  hasRows: (firmId: string) => boolean,
): ReadonlyMap<string, string> {
  const deeds = new Map<string, string>()
  const others = new Set<string>()
  for (const { content } of pending) {
    const listed = firmsOfImport(content)
    const added = new Set(content.kind === 'import.take' ? Object.keys(content.body['create'] ?? {}) : [])
    for (const firmId of listed)
      if (added.has(firmId) && !deeds.has(firmId) && !hasRows(firmId)) deeds.set(firmId, content.id)
      else others.add(firmId)
    for (const id of [content.recordId, content.body['firmId'], otherOfAlias(content)])
      if (typeof id === 'string') others.add(id)
  }
  for (const firmId of others) deeds.delete(firmId)
  return deeds
}
