import type { AcknowledgedRow, MetaRow, OutboxRow, PhotoRow } from './database.ts'

/** What deeds take the place of. */
export interface Finished {
  readonly draftId?: string
  readonly replacedId?: string
  /** The revision that names the photos taken in its form: they wait to follow it. */
  readonly photosOf?: string | undefined
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
  { draftId, replacedId, photosOf }: Finished,
): readonly IDBRequest<OutboxRow | AcknowledgedRow | undefined>[] {
  const outbox = transaction.objectStore('outbox')
  const acknowledged = transaction.objectStore('acknowledged')
  const meta = transaction.objectStore('meta')
  const known: IDBRequest<OutboxRow | AcknowledgedRow | undefined>[] = rows.flatMap(({ operationId }) => [
    atomic(outbox.get(operationId)),
    atomic(acknowledged.get(operationId)),
  ])
  const photos: IDBRequest<PhotoRow[]> | undefined =
    photosOf === undefined
      ? undefined
      : atomic(transaction.objectStore('photos').index('revisionId').getAll(photosOf))
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
    for (const photo of photos?.result.filter(({ state }) => state === 'taken') ?? [])
      atomic(transaction.objectStore('photos').put({ ...photo, state: 'waiting' } satisfies PhotoRow))
    transaction.commit()
  }
  return known
}

/** A request whose failure ends the transaction: Dexie, which would prevent that, does not hear of it. */
function atomic<Request extends IDBRequest>(request: Request): Request {
  request.onerror = (event) => event.stopPropagation()
  return request
}
