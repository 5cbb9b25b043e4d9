import { isKnownKind } from '#domain/merge.ts'
import { hashContent, type OperationContent } from '#domain/operation.ts'
import { refuse, type Result } from '#domain/result.ts'
import { crc32 } from './crc32.ts'
import type { BaseRow } from './database.ts'
import type { Device } from './device.ts'
import { readMeta, writeMeta } from './meta.ts'
import type { WaitingOperation } from './outbox.ts'
import { recordOperations } from './recordOperation.ts'
import { settleSave } from './settleSave.ts'
import { unseal, unsealAll } from './stored.ts'

// Disks and memories turn a bit over now and then. What came from the server is fetched anew; what only this device
// has can't be mended by anybody, so its person is told.

/**
 * Looks at some rows of `base`, each time from where it stopped before, and returns the keys of those that are no
 * longer what the server sent.
 */
export async function findDamagedRows(device: Device, atMost: number): Promise<[string, string][]> {
  const { database } = device
  const from = (await readMeta(database, 'checkedTo')) ?? ['', '']
  const rows = await database.base
    .where('[collection+id]')
    .above([...from])
    .limit(atMost)
    .toArray()
  const last = rows.length < atMost ? undefined : rows.at(-1)
  await writeMeta(database, { checkedTo: last === undefined ? ['', ''] : [last.collection, last.id] })
  const records = await unsealAll<unknown>(rows.map((row) => row.sealed))
  return rows.filter((row, index) => isDamaged(row, records[index])).map((row) => [row.collection, row.id])
}

function isDamaged({ collection, id, seq, scope, state, sum }: BaseRow, record: unknown): boolean {
  if (sum === undefined) return false
  const own = (record as { state?: unknown } | null)?.state
  if (state !== (typeof own === 'string' ? own : '')) return true
  return crc32(JSON.stringify({ kind: 'record', collection, id, seq, scope, record })) !== sum
}

const never = Number.MAX_SAFE_INTEGER

/** Of deeds that the server gave no receipt for, those that are no longer what was recorded: sending again is useless. */
export async function noteDamagedDeeds(
  device: Device,
  refused: readonly WaitingOperation[],
): Promise<readonly string[]> {
  const damaged: string[] = []
  for (const { operationId, content, bodyHash } of refused) {
    if ((await hashOf(device, content)) !== bodyHash) damaged.push(operationId)
  }
  if (damaged.length === 0) return []
  const now = device.now()
  await device.database.outbox
    .filter((row) => damaged.includes(row.operationId))
    .modify({ damagedAt: now, notBefore: never })
  return damaged
}

async function hashOf(device: Device, content: OperationContent): Promise<string | undefined> {
  try {
    return await hashContent(content, device.sha256)
  } catch {
    return undefined
  }
}

/** Its person looked and says that it is right as it reads now: it is sent as a deed of its own. */
export async function sendDamagedAsItIs(device: Device, operationId: string): Promise<Result<unknown>> {
  const row = await device.database.outbox.get(operationId)
  if (row?.damagedAt === undefined) return refuse('notApplicable')
  const { body, baseRevisionId, dependsOn } = await unseal<Partial<OperationContent>>(row.sealed)
  // beside the content it is written again what it is and of which record: nobody could see a change in an id
  const { kind, recordId } = row
  if (typeof body !== 'object' || body === null || !isKnownKind(kind)) return refuse('notApplicable')
  const deed = { kind, recordId, body, baseRevisionId, dependsOn }
  return recordOperations(device, [deed], { replacedId: operationId })
}

/** Its person says that it is of no use any more. */
export function dropDamaged(device: Device, operationId: string): Promise<Result<unknown>> {
  return settleSave(() =>
    device.database.outbox
      .where({ operationId })
      .filter((row) => row.damagedAt !== undefined)
      .delete(),
  )
}
