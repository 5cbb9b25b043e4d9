import type { HistoryRecord } from './records.ts'

/** One firm stands under another's name: who said so and when. */
export interface Merging {
  readonly firmId: string
  readonly into: string
  readonly personId: string
  /** By the clock of the device it was said on. */
  readonly at: string
}

/** Which firms are one. */
export interface Aliases {
  /** The firm that one is today: itself, or the one it was merged into. */
  readonly rootOf: (firmId: string) => string
  /** All firms that are one with this, the one that stays first. */
  readonly membersOf: (firmId: string) => readonly string[]
  /** What stands, in the order of the server. */
  readonly mergings: readonly Merging[]
}

/**
 * Reads all that was said of firms being one in the order of the server, the same on every machine. A firm is merged
 * into one other, the last word counts; what would close a circle never does. Taking a merging back names the firm it
 * was merged into and touches no other.
 */
export function aliasesOf(records: readonly HistoryRecord[]): Aliases {
  const standing = new Map<string, Merging>()
  const deeds = records.flatMap(({ id, entries }) => entries.map((entry) => ({ firmId: id, entry })))
  for (const { firmId, entry } of deeds.toSorted((one, other) => one.entry.seq - other.entry.seq)) {
    const { into, from } = entry.body
    if (typeof into === 'string' && !pathFrom(standing, into).includes(firmId)) {
      // the order of what stands is the order in which it was said
      standing.delete(firmId)
      standing.set(firmId, { firmId, into, personId: entry.personId, at: entry.clientTime })
    } else if (standing.get(firmId)?.into === from) standing.delete(firmId)
  }
  const rootOf = (firmId: string) => pathFrom(standing, firmId).at(-1)!
  const byRoot = Map.groupBy(standing.keys(), rootOf)
  return {
    rootOf,
    membersOf: (firmId) => {
      const root = rootOf(firmId)
      return [root, ...(byRoot.get(root) ?? [])]
    },
    mergings: [...standing.values()],
  }
}

/** The firms that a record of merging names, whatever stands of it. */
export function firmsOfAlias({ id, entries }: HistoryRecord): readonly string[] {
  return [id, ...entries.flatMap(({ body }) => [body['into'], body['from']].filter((one) => isText(one)))]
}

function pathFrom(standing: ReadonlyMap<string, Merging>, firmId: string): string[] {
  const path = [firmId]
  for (let next = standing.get(firmId); next !== undefined; next = standing.get(next.into))
    path.push(next.into)
  return path
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
