import type { Answers } from '#domain/answers.ts'
import { canonicalJson } from '#domain/canonicalJson.ts'
import type { AcknowledgedRow, DraftRow, OutboxRow } from '#device/database.ts'
import { photosIn } from '#domain/photo.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { StoredOperation } from '../oracle.ts'
import type { Place } from '../phones.ts'
import type { Save } from '../saves.ts'
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
    const rest = findOperation(world, place, revisionId)
    if (rows === undefined || rest === 'unknown') continue
    const row = rows.find((one) => one.visitId === visitId)
    // where there are no locks, two pages write one draft, and the last one stands
    const isKept = row !== undefined && (row.revision >= savedRevision || !world.isLocked)
    check(
      'I1',
      isKept || rest !== undefined,
      () => `revision ${savedRevision} of draft ${visitId} is ${row?.revision}`,
    )
  }
}

function checkKept(world: SimulatedWorld, save: Save): void {
  for (const id of save.operationIds) {
    const found = findOperation(world, save.place, id)
    if (found === 'unknown') continue
    world.check('I1', found !== undefined, () => `${save.words}: ${id} is nowhere`)
    if (save.answers === undefined || found === undefined || world.bentDeeds.has(id)) continue
    const { photos: _photos, ...answers } = found.body['answers'] as Answers
    const isSame = canonicalJson(answers) === canonicalJson(save.answers)
    world.check('I1', isSame, () => `${save.words}: other answers were kept than those that were saved`)
    const named = photosIn(found.body['answers'] as Answers)
    // a copied phone may complete the same draft with photos of its own
    const shown = world.photos.promised.filter((one) => one.place === save.place && one.revisionId === id)
    for (const { hash } of shown)
      world.check('I1', named.includes(hash), () => `${save.words}: the photo ${hash} is not named`)
  }
  if (save.recordId === undefined) return
  const found = findByRecord(world, save.place, save.recordId)
  if (found !== 'unknown') world.check('I1', found, () => `${save.words}: ${save.recordId} is nowhere`)
}

/** Where an operation is, on its phone or the server; unknown while somebody writes there. */
function findOperation(
  world: SimulatedWorld,
  { phone, database }: Place,
  id: string,
): OperationContent | undefined | 'unknown' {
  for (const store of ['outbox', 'acknowledged']) {
    const rows = phone.disk.rows<OutboxRow | AcknowledgedRow>(database, store)
    if (rows === undefined && phone.disk.databaseNames().includes(database)) return 'unknown'
    const row = rows?.find(({ operationId }) => operationId === id)
    if (row !== undefined) return row.sealed.plain as OperationContent
  }
  const [stored] = world.server.query<StoredOperation>('select content from operation where id = ?', id)
  return stored && (JSON.parse(stored.content) as OperationContent)
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
