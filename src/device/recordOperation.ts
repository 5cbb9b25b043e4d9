import { canonicalJson } from '#domain/canonicalJson.ts'
import { makeId } from '#domain/ids.ts'
import { schemaVersion, type OperationContent, type OperationKind } from '#domain/operation.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import { vietnamTime } from '#domain/time.ts'
import type { OutboxRow } from './database.ts'
import type { Device } from './device.ts'
import { settleWithRoom } from './photoRows.ts'
import { noteStanding } from './sentinel.ts'
import { seal, unsealAll } from './stored.ts'
import { writeDeeds, type Finished } from './writeDeeds.ts'

/** A deed to record: `id` is given when it must be the same after a crash and a second try. */
export interface Deed {
  readonly kind: OperationKind
  readonly recordId: string
  readonly body: { readonly [field: string]: unknown }
  readonly id?: string
  readonly baseRevisionId?: string | undefined
  readonly dependsOn?: string | undefined
}

export interface Recorded {
  readonly ids: readonly string[]
  /** What lay there already under an id, as it was recorded then: nothing replaces it. */
  readonly earlier: readonly OperationContent[]
}

/**
 * The one write path: deeds, their numbers and what they take the place of, in one strict transaction.
 * Succeeds with the operations' ids only once they are on disk; a refusal means nothing was written.
 */
export async function writeOperations(
  device: Device,
  deeds: readonly Deed[],
  finished: Finished = {},
): Promise<Result<Recorded>> {
  const { database } = device
  // hashed and sealed before the transaction, which would end at the first foreign await
  const rows = await Promise.all(deeds.map((deed) => outboxRow(device, deed)))
  const { outbox, acknowledged, drafts, meta } = database
  const shown = [outbox, drafts, ...(finished.photosOf === undefined ? [] : [database.photos])]
  const saved = await settleWithRoom(device, () =>
    database.transaction('rw', [...shown, acknowledged, meta], ({ idbtrans }) =>
      writeDeeds(idbtrans, rows, finished),
    ),
  )
  if (!saved.ok) return saved
  setTimeout(() => database.announce(...shown))
  noteStanding(device)
  const known = saved.value.flatMap(({ result }) => result?.sealed ?? [])
  const earlier = await unsealAll<OperationContent>(known)
  return succeed({ ids: rows.map((row) => row.operationId), earlier })
}

/** Records deeds; see `writeOperations`. */
export async function recordOperations(
  ...asked: Parameters<typeof writeOperations>
): Promise<Result<readonly string[]>> {
  const recorded = await writeOperations(...asked)
  return recorded.ok ? succeed(recorded.value.ids) : recorded
}

/** Records one deed; see `writeOperations`. */
export async function recordOperation(device: Device, deed: Deed): Promise<Result<string>> {
  const recorded = await recordOperations(device, [deed])
  if (!recorded.ok) return recorded
  const [id] = recorded.value
  return id === undefined ? refuse('notSaved') : succeed(id)
}

async function outboxRow(device: Device, deed: Deed): Promise<OutboxRow> {
  const now = device.now()
  const content: OperationContent = {
    id: deed.id ?? makeId(now, device.randomBytes),
    unitId: device.identity.unitId,
    personId: device.identity.personId,
    kind: deed.kind,
    recordId: deed.recordId,
    ...(deed.baseRevisionId !== undefined && { baseRevisionId: deed.baseRevisionId }),
    ...(deed.dependsOn !== undefined && { dependsOn: deed.dependsOn }),
    schemaVersion,
    clientTime: vietnamTime(now),
    body: deed.body,
  }
  const text = canonicalJson(content)
  return {
    operationId: content.id,
    recordId: content.recordId,
    kind: content.kind,
    deviceSeq: 0,
    bodyHash: await device.sha256(text),
    savedAt: now,
    bytes: text.length,
    attempts: 0,
    notBefore: 0,
    // through JSON once: what is stored is exactly what is hashed and sent
    sealed: await seal(JSON.parse(text)),
  }
}
