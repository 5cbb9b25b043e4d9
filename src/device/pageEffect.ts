import type { SyncChange } from '#domain/change.ts'

export type ArrivingRecord = Extract<SyncChange, { kind: 'record' }>

/** What a page comes to when its steps are taken in order. */
export interface PageEffect {
  /** By `collection/id`, as all keys here. */
  readonly puts: ReadonlyMap<string, ArrivingRecord>
  readonly deletes: ReadonlyMap<string, [string, string]>
  /** Scopes whose earlier rows all go. */
  readonly emptied: ReadonlySet<string>
}

/** `before` are the pages that went before. */
export function effectOf(changes: readonly SyncChange[], before?: PageEffect): PageEffect {
  const puts = new Map(before?.puts)
  const deletes = new Map(before?.deletes)
  const emptied = new Set(before?.emptied)
  for (const change of changes) {
    if (change.kind === 'unscope') {
      emptied.add(change.scope)
      for (const [key, { scope, collection, id }] of puts) {
        if (scope !== change.scope) continue
        puts.delete(key)
        // it may lie elsewhere from before
        deletes.set(key, [collection, id])
      }
      continue
    }
    const key = keyOf(change)
    puts.delete(key)
    deletes.delete(key)
    if (change.kind === 'tombstone') deletes.set(key, [change.collection, change.id])
    else puts.set(key, change)
  }
  return { puts, deletes, emptied }
}

export function keyOf({ collection, id }: { readonly collection: string; readonly id: string }): string {
  return `${collection}/${id}`
}
