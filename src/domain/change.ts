/** One step of a pull, in the order it must be taken. `scope` is a firm's id or the name of a set of records. */
export type SyncChange =
  | {
      readonly kind: 'record'
      readonly collection: string
      readonly id: string
      readonly seq: number
      readonly scope: string
      readonly record: unknown
      /** Of the change's JSON without it; absent from a server that knew of none. */
      readonly sum?: number | undefined
    }
  | { readonly kind: 'tombstone'; readonly collection: string; readonly id: string; readonly seq: number }
  | { readonly kind: 'unscope'; readonly scope: string; readonly seq: number }
