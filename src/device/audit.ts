import { deedsIn, type AuditDeed } from '#domain/auditDeeds.ts'
import type { Collection } from '#domain/records.ts'
import { readCards } from './cards.ts'
import type { Device } from './device.ts'
import { openRows, readPending } from './pending.ts'
import { scanBase } from './scanBase.ts'
import { readAliases } from './view.ts'

/** A deed with the name of the firm it is about. */
export interface ListedDeed extends AuditDeed {
  readonly firmName?: string | undefined
  /** The server has not confirmed it yet. */
  readonly isUnsent?: true | undefined
}

/** Everything done from a day to a day (yyyy-mm-dd) as the records of this device tell it, the latest first. */
export async function readAudit(
  device: Device,
  { from, to }: { readonly from: string; readonly to: string },
  stop: AbortSignal,
): Promise<readonly ListedDeed[]> {
  const [cards, pending, { rootOf }] = await Promise.all([
    readCards(device),
    readPending(device),
    readAliases(device),
  ])
  const names = new Map(cards.map(({ id, name }) => [id, name]))
  const found = new Map<string, ListedDeed>()
  const add = (deed: ListedDeed) => {
    const day = deed.at.slice(0, 10)
    if (from <= day && day <= to)
      found.set(deed.operationId, { ...deed, firmName: names.get(rootOf(deed.firmId ?? '')) })
  }
  await scanBase(device, async (rows) => {
    if (stop.aborted) return
    for (const [key, { record, scope }] of await openRows(rows)) {
      const [collection, ...id] = key.split('/')
      for (const deed of deedsIn(collection as Collection, id.join('/'), record, scope)) add(deed)
    }
  })
  for (const { content, collection, receiptSeq } of pending) {
    if (found.has(content.id)) continue
    const { kind, personId, clientTime: at, recordId, body } = content
    const firmId =
      typeof body['firmId'] === 'string' ? body['firmId'] : names.has(rootOf(recordId)) ? recordId : undefined
    const deed = {
      operationId: content.id,
      kind: kind as AuditDeed['kind'],
      personId,
      at,
      collection,
      recordId,
    }
    add({ ...deed, firmId, ...(receiptSeq === undefined && { isUnsent: true }) })
  }
  // of one moment what was done last comes first
  return [...found.values()]
    .toReversed()
    .toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
}
