/** What was changed in memory, so that it can be taken back. */
export interface Journal {
  readonly note: (undo: () => void) => void
  /** Returns how to go back to here. */
  readonly mark: () => () => void
}

export function createJournal(): Journal {
  const undos: (() => void)[] = []
  return {
    note: (undo) => undos.push(undo),
    mark: () => {
      const length = undos.length
      return () => {
        while (undos.length > length) undos.pop()!()
      }
    },
  }
}

export function setNoted<Key, Value>(journal: Journal, map: Map<Key, Value>, key: Key, value: Value): void {
  const had = map.has(key)
  const before = map.get(key)
  map.set(key, value)
  journal.note(() => (had ? map.set(key, before!) : map.delete(key)))
}
