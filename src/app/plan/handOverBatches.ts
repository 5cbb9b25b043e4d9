import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { countWords } from '#app/ui/countWords.ts'
import { formatDate } from '#app/ui/format.ts'
import type { HandedFirm } from '#device/handOver.ts'
import { personName, type Reference } from '#device/people.ts'

/** Everything somebody has; other batches are what they had from one person on one day, to be handed back. */
export const wholeBatch = 'all'

export function isIn(firm: HandedFirm, batch: string): boolean {
  return batch === wholeBatch || batchOf(firm) === batch
}

/** What can be handed over at once: all, or what came together from somebody. */
export function batchesOf(firms: readonly HandedFirm[], reference: Reference) {
  const received = Map.groupBy(
    firms.filter(({ receivedFrom }) => receivedFrom !== undefined),
    batchOf,
  )
  const hint = (of: readonly HandedFirm[]) => countWords(of.length, 'firms')
  return [
    { value: wholeBatch, label: m.handOver_all(), hint: hint(firms) },
    ...Array.from(received, ([value, of]) => {
      const { personId, on } = of[0]!.receivedFrom!
      const words = { person: personName(reference, personId), date: formatDate(on, getLocale()) }
      return { value, label: m.handOver_received(words), hint: hint(of) }
    }),
  ]
}

function batchOf({ receivedFrom }: HandedFirm): string {
  return `${receivedFrom?.on} ${receivedFrom?.personId}`
}
