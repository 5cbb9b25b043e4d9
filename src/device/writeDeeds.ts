import type { AcknowledgedRow, MetaRow, OutboxRow } from './database.ts'

/** What deeds take the place of. */
export interface Finished {
  readonly draftId?: string
  readonly replacedId?: string
}

/**
 * Puts deeds that are not there yet into the outbox, numbers them on, and takes away what they take the place of.
 * Returns what was found under their ids, to be read once all is on disk.
 * Asked for by hand: Dexie keeps a request that failed from ending its transaction, so that it must hear of each
 * before anything may go to disk. Here a failure of any ends it, and all goes to disk as soon as it was asked for.
 */
export function writeDeeds(
  transaction: IDBTransaction,
  rows: readonly OutboxRow[],
  { draftId, replacedId }: Finished,
): readonly IDBRequest<OutboxRow | AcknowledgedRow | undefined>[] {
  const outbox = transaction.objectStore('outbox')
  const acknowledged = transaction.objectStore('acknowledged')
  const meta = transaction.objectStore('meta')
  const known: IDBRequest<OutboxRow | AcknowledgedRow | undefined>[] = rows.flatMap(({ operationId }) => [
    atomic(outbox.get(operationId)),
    atomic(acknowledged.get(operationId)),
  ])
  const last: IDBRequest<MetaRow | undefined> = atomic(meta.get('deviceSeq'))
  // answers come in the order of asking: with this one all are there
  last.onsuccess = () => {
    const ids = new Set(known.map(({ result }) => result?.operationId))
    const fresh = rows.filter(({ operationId }) => !ids.has(operationId))
    const before = (last.result?.value ?? 0) as number
    fresh.forEach((row, index) => atomic(outbox.add({ ...row, deviceSeq: before + 1 + index })))
    atomic(meta.put({ key: 'deviceSeq', value: before + fresh.length } satisfies MetaRow))
    if (draftId !== undefined) atomic(transaction.objectStore('drafts').delete(draftId))
    if (replacedId !== undefined) atomic(outbox.delete(replacedId))
    transaction.commit()
  }
  return known
}

/** A request whose failure ends the transaction: Dexie, which would prevent that, does not hear of it. */
function atomic<Request extends IDBRequest>(request: Request): Request {
  request.onerror = (event) => event.stopPropagation()
  return request
}
