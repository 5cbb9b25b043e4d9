import { canonicalJson } from '#domain/canonicalJson.ts'
import { addDigest, digestOf, emptyDigest, type Digest } from '#domain/digest.ts'
import type { BaseRow, OutboxRow } from '#device/database.ts'
import {
  contentOf,
  foldOperation,
  isKnown,
  readCreations,
  readLiveRecords,
  readOperations,
  readRevoked,
  type Folded,
  type StoredRecord,
} from '../oracle.ts'
import { metaOf, type Place } from '../phones.ts'
import type { SimulatedWorld } from '../world.ts'
import { isHandedIn, isSettled } from './history.ts'
import { checkLists } from './lists.ts'
import { checkPhotosArrived, stuckPhotos } from './photoWatch.ts'
import { viewNow, type ServerWatch } from './serverWatch.ts'

/** What must hold once the faults have stopped and everybody had time. */
export function checkAfterwards(world: SimulatedWorld, watch: ServerWatch): void {
  for (const place of world.phones.flatMap(({ places }) => places)) {
    if (isCutOff(world, place)) continue
    checkOutbox(world, place)
    world.check('I1', place.loss !== 'untold', () => `nobody on ${place.phone.name} is told of what is gone`)
    checkBase(world, watch, place)
  }
  checkOperations(world)
  checkPhotosArrived(world)
  checkLists(world, watch.said())
  checkClocks(world)
}

/** Whether nothing is on its way any more. */
export function isInStep(world: SimulatedWorld, watch: ServerWatch, place: Place): boolean {
  const waiting = place.phone.disk.rows<OutboxRow>(place.database, 'outbox')
  const base = place.phone.disk.rows<BaseRow>(place.database, 'base')
  if (waiting === undefined || base === undefined) return false
  if (stuckOf(world, place, waiting).length + stuckPhotos(world, place).length > 0) return false
  const revoked = readRevoked(world.server, place.enrolment.enrolmentId)
  if (revoked !== null && isCutOff(world, place)) return true
  // who may only send goes on to hand in what a server that was put back has lost
  if (revoked !== null) return base.length === 0 && (revoked === 'stolen' || isHandedIn(world, place))
  if (!isSettled(world, place)) return false
  const view = viewNow(watch, place.personId)
  const held = new Map(base.map((row) => [`${row.collection}/${row.id}`, row.seq]))
  if (place.damaged.size > 0 && base.some((row) => !isSound(row, view))) return false
  const isSame =
    view.length === held.size && view.every((row) => held.get(`${row.collection}/${row.id}`) === row.seq)
  // a row that was gone and came with news is back before its digest is mended
  return isSame && isCounted(place, base)
}

/** Withdrawn, and known by none of its tokens to a server that was put back: nobody can tell it. */
function isCutOff(world: SimulatedWorld, place: Place): boolean {
  if (readRevoked(world.server, place.enrolment.enrolmentId) === null) return false
  const identity = metaOf<Place['enrolment']>(place, 'identity')
  return identity !== undefined && !isKnown(world.server, identity)
}

/** Whether the digest that a place keeps is that of its rows. */
function isCounted(place: Place, base: readonly BaseRow[]): boolean {
  const real = base
    .map((row) => digestOf(`${row.collection}/${row.id}`, row.seq))
    .reduce(addDigest, emptyDigest)
  return canonicalJson(real) === canonicalJson(metaOf<Digest>(place, 'digest') ?? emptyDigest)
}

function isSound({ collection, id, sealed }: BaseRow, view: readonly StoredRecord[]): boolean {
  const row = view.find((one) => one.collection === collection && one.id === id)
  return row?.json === JSON.stringify(sealed.plain)
}

/** What waits although nothing keeps it. */
function stuckOf({ poison, server }: SimulatedWorld, { enrolment }: Place, waiting: readonly OutboxRow[]) {
  if (readRevoked(server, enrolment.enrolmentId) === 'stolen') return []
  return waiting.filter(({ operationId }) => !poison.has(operationId))
}

function checkOutbox(world: SimulatedWorld, place: Place): void {
  const { check } = world
  const { phone, database } = place
  const waiting = phone.disk.rows<OutboxRow>(database, 'outbox') ?? []
  const stuck = stuckOf(world, place, waiting)
  const words = () =>
    `${stuck.map(({ operationId, attempts }) => `${operationId} after ${attempts}`).join()} on ${phone.name}`
  const photos = stuckPhotos(world, place)
  check('I13', photos.length === 0, () => `${photos.length} photos wait on ${phone.name}`)
  check(waiting.length > stuck.length ? 'I14' : 'I13', stuck.length === 0, words)
}

function checkBase(world: SimulatedWorld, watch: ServerWatch, place: Place): void {
  const rows = place.phone.disk.rows<BaseRow>(place.database, 'base') ?? []
  const revoked = readRevoked(world.server, place.enrolment.enrolmentId)
  if (revoked !== null) {
    // what no server can take keeps the rest until somebody discards it
    const isKept = revoked === 'drain' && (place.phone.disk.rows(place.database, 'outbox') ?? []).length > 0
    return world.check(
      'I15',
      isKept || rows.length === 0,
      () => `${place.phone.name} was withdrawn and holds records`,
    )
  }
  const base = new Map(rows.map((row) => [`${row.collection}/${row.id}`, row]))
  const view = new Map(viewNow(watch, place.personId).map((row) => [`${row.collection}/${row.id}`, row]))
  for (const [key, { seq, json, scope_key: scope }] of view) {
    const row = base.get(key)
    const isSame = row?.seq === seq && row.scope === scope && JSON.stringify(row.sealed.plain) === json
    world.check(
      'I6',
      isSame,
      () => `${key} is ${JSON.stringify(row)} on ${place.phone.name}, on the server ${seq} ${json}`,
    )
  }
  for (const key of base.keys())
    world.check('I6', view.has(key), () => `${key} is too much on ${place.phone.name}`)
  world.check('I6', isCounted(place, rows), () => `the digest kept by ${place.phone.name} is wrong`)
}

function checkOperations({ saves, server, check, poison, bentDeeds, restores }: SimulatedWorld): void {
  for (const { place, outcome, operationIds, recordId, words, isSentAnew } of saves) {
    // what lies sealed on a stolen device is looked for there by I1
    if (outcome !== 'saved' || readRevoked(server, place.enrolment.enrolmentId) === 'stolen') continue
    for (const id of operationIds.filter((one) => !poison.has(one) && !bentDeeds.has(one))) {
      const found = server.query('select id from operation where id = ?', id)
      const complain = () => `${words}: the server has ${found.length} of ${id}`
      check('I3', found.length === 1, complain)
      if (restores > 0) check('I17', found.length === 1, complain)
    }
    if (recordId === undefined) continue
    const found = readCreations(server, recordId)
    const isRight = found.length === 1 || (found.length === 2 && isSentAnew === true)
    check('I3', isRight, () => `${words}: the server has ${found.length} of ${recordId}`)
  }
}

/** I19: other clocks on the devices change nothing but the times that are told as evidence. */
function checkClocks({ server, check }: SimulatedWorld): void {
  const records: Folded = new Map()
  try {
    for (const operation of readOperations(server))
      foldOperation(records, operation, {
        ...contentOf(operation),
        clientTime: '1970-01-01T00:00:00.000+07:00',
      })
  } catch (error) {
    check('I19', false, () => String(error))
  }
  for (const { collection, id, json } of readLiveRecords(server)) {
    const folded = records.get(`${collection}/${id}`)
    if (folded === undefined) continue
    const isSame = withoutClocks(JSON.parse(json)) === withoutClocks(folded)
    check('I19', isSame, () => `${collection}/${id} depends on a clock`)
  }
}

function withoutClocks(record: unknown): string {
  return canonicalJson(
    JSON.parse(JSON.stringify(record, (key, value: unknown) => (key === 'clientTime' ? 0 : value))),
  )
}
