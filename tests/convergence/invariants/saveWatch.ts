import type { Answers } from '#domain/answers.ts'
import { canonicalJson } from '#domain/canonicalJson.ts'
import type { AcknowledgedRow, DraftRow, OutboxRow } from '#device/database.ts'
import { photosIn } from '#domain/photo.ts'
import type { OperationContent } from '#domain/operation.ts'
import { contentOf, type StoredOperation } from '../oracle.ts'
import type { Place } from '../phones.ts'
import type { Completed, Save } from '../saves.ts'
import type { SimulatedWorld } from '../world.ts'
import { checkPhotosKept } from './photoWatch.ts'

/** A save is answered within 10 s, and what must be read before it too; the rest is for turns of others. */
const patienceMs = 20_000
const turnsMs = 2_000

/** I1 and I22: what people were told is kept, wherever the phone and the server have been. */
export function checkSaves(world: SimulatedWorld): void {
  const { check, time } = world
  for (const save of world.saves) {
    if (save.outcome === 'waiting') {
      const isWaited = !save.tab.wasFrozen && save.tab.thread.alive
      const waited = time.now() - save.startedAt
      if (isWaited)
        check('I22', waited < patienceMs + turnsMs, () => `${save.words} on ${save.tab.name}: ${waited} ms`)
    }
    if (save.outcome === 'saved') checkKept(world, save)
  }
  checkPhotosKept(world)
  for (const promise of world.drafts.values()) {
    const { place, visitId, revisionId, savedRevision } = promise
    const rows = place.phone.disk.rows<DraftRow>(place.database, 'drafts')
    const rest = findOnPhone(place, revisionId)
    if (rows === undefined || rest === 'unknown') continue
    const row = rows.find((one) => one.visitId === visitId)
    // where there are no locks, two pages write one draft, and the last one stands
    const isKept = row !== undefined && (row.revision >= savedRevision || !world.isLocked)
    check(
      'I1',
      isKept || rest !== undefined || findOnServer(world, revisionId).length > 0,
      () => `revision ${savedRevision} of draft ${visitId} is ${row?.revision}`,
    )
  }
}

function checkKept(world: SimulatedWorld, save: Save): void {
  for (const id of save.operationIds) {
    // a phone that was put back may have completed the same draft anew
    const onPhone = save.isOnServerOnly ? undefined : findOnPhone(save.place, id)
    if (onPhone === 'unknown') continue
    const found = onPhone === undefined ? findOnServer(world, id) : [onPhone]
    world.check('I1', found.length > 0, () => `${save.words}: ${id} is nowhere`)
    if (save.completed === undefined || world.bentDeeds.has(id)) continue
    const isKept = found.some((content) => holds(content, save.completed!))
    world.check('I1', isKept, () => `${save.words}: other answers were kept than those that were saved`)
  }
  if (save.recordId === undefined) return
  const found = findByRecord(world, save.place, save.recordId)
  if (found !== 'unknown') world.check('I1', found, () => `${save.words}: ${save.recordId} is nowhere`)
}

function holds({ body }: OperationContent, { answers, photos }: Completed): boolean {
  const kept = body['answers'] as Answers
  const named = photosIn(kept)
  const isSame = withoutPhotos(kept) === withoutPhotos(answers)
  return isSame && photos.every((hash) => named.includes(hash))
}

function withoutPhotos({ photos: _photos, ...answers }: Answers): string {
  return canonicalJson(answers)
}

/** Unknown while somebody writes there. */
function findOnPhone({ phone, database }: Place, id: string): OperationContent | undefined | 'unknown' {
  for (const store of ['outbox', 'acknowledged']) {
    const rows = phone.disk.rows<OutboxRow | AcknowledgedRow>(database, store)
    if (rows === undefined && phone.disk.databaseNames().includes(database)) return 'unknown'
    const row = rows?.find(({ operationId }) => operationId === id)
    if (row !== undefined) return row.sealed.plain as OperationContent
  }
  return undefined
}

/** What is kept beside another of the same id too. */
function findOnServer({ server }: SimulatedWorld, id: string): OperationContent[] {
  const text = `select content from operation
    where record_id = (select record_id from operation where id = ?)`
  return server
    .query<StoredOperation>(text, id)
    .map(contentOf)
    .filter((content) => content.id === id)
}

function findByRecord(
  world: SimulatedWorld,
  { phone, database }: Place,
  recordId: string,
): boolean | 'unknown' {
  for (const store of ['outbox', 'acknowledged']) {
    const rows = phone.disk.rows<OutboxRow>(database, store)
    if (rows === undefined) return 'unknown'
    if (rows.some((row) => row.recordId === recordId)) return true
  }
  return world.server.query('select id from operation where record_id = ?', recordId).length > 0
}
