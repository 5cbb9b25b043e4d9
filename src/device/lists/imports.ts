import type { ImportRecord } from '#domain/records.ts'
import type { Device } from '#device/device.ts'
import type { PendingDeed } from '#device/pending.ts'
import { readRecords } from '#device/view.ts'

/** A list of firms that was taken in: all its parts together. */
export interface Import {
  readonly importId: string
  readonly fileName: string
  /** As its parts say it: `2026-11-21T09:40:00.000+07:00`. */
  readonly at: string
  readonly personId: string
  readonly rowsTaken: number
  readonly rowsLeft: number
  readonly state: ImportRecord['state']
  readonly parts: readonly ImportRecord[]
}

/** What a part says of itself, beside its firms. */
interface PartBody {
  readonly fileName?: string
  readonly rowsTaken?: number
  readonly rowsLeft?: number
  readonly createdIds?: readonly string[]
  readonly changedIds?: readonly string[]
}

/** Lists that were taken in, the newest first. */
export async function readImports(device: Device, known?: readonly PendingDeed[]): Promise<Import[]> {
  const records = await readRecords<ImportRecord>(device, 'import', undefined, known)
  const byImport = Map.groupBy(records, ({ importId }) => importId)
  return Array.from(byImport.values(), importOf).toSorted((one, other) => (one.at < other.at ? 1 : -1))
}

function importOf(parts: readonly ImportRecord[]): Import {
  const first = parts[0]!
  const entry = first.entries[0]!
  const { fileName = '', rowsTaken = 0, rowsLeft = 0 } = entry.body as PartBody
  return {
    importId: first.importId,
    fileName,
    at: entry.clientTime,
    personId: entry.personId,
    rowsTaken,
    rowsLeft,
    state: parts.every(({ state }) => state === 'undone') ? 'undone' : 'taken',
    parts,
  }
}

/** The firms of a part: those it added, and those it filled in. */
export function firmsOfPart({ entries }: ImportRecord) {
  const bodies = entries.map(({ body }) => body as PartBody)
  return {
    created: [...new Set(bodies.flatMap(({ createdIds = [] }) => createdIds))],
    changed: [...new Set(bodies.flatMap(({ changedIds = [] }) => changedIds))],
  }
}
