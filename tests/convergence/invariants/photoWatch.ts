import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { photosOf } from '#domain/photo.ts'
import type { VisitRecord } from '#domain/visit.ts'
import type { PhotoChunkRow, PhotoRow } from '#device/database.ts'
import { readRevoked } from '../oracle.ts'
import { photosDir } from '../photoDisk.ts'
import type { Place } from '../phones.ts'
import type { PhotoPromise } from '../saves.ts'
import type { SimulatedWorld } from '../world.ts'

export interface PhotoWatch {
  readonly onCommit: (place: Place) => void
  readonly forget: (place: Place) => void
}

/** I5 for photos: looks at what becomes of them on phones, commit by commit. */
export function createPhotoWatch(world: SimulatedWorld): PhotoWatch {
  const { server, check } = world
  const known = new Map<Place, ReadonlyMap<string, PhotoRow>>()

  function onCommit(place: Place): void {
    const rows = rowsOf(place)
    if (rows === undefined) return
    const now = new Map(rows.map((row) => [`${row.visitId} ${row.hash}`, row]))
    for (const [key, { state, hash }] of known.get(place) ?? []) {
      const isLetGo = state !== 'taken' && !isAlone(now.get(key))
      if (isLetGo) check('I5', server.photos.everHad(`${hash}.jpg`), () => `${hash} is let go: nobody has it`)
    }
    for (const { state, hash } of rows)
      if (state === 'received')
        for (const promise of world.photos.promised) if (promise.hash === hash) promise.isConfirmed = true
    known.set(place, now)
  }

  return { onCommit, forget: (place) => known.delete(place) }
}

/** Whether a phone still takes it for one that nobody else has. */
function isAlone(row: PhotoRow | undefined): boolean {
  return row !== undefined && row.state !== 'received'
}

function rowsOf({ phone, database }: Place): PhotoRow[] | undefined {
  return phone.disk.rows<PhotoRow>(database, 'photos')
}

/** I1 for photos: one that was promised is on its phone or the server, byte for byte. */
export function checkPhotosKept(world: SimulatedWorld): void {
  for (const promise of world.photos.promised) {
    if (promise.isGone) continue
    const isHere = isOnPhone(world, promise)
    if (isHere === 'unknown') continue
    // whoever lets go of it does so by the word of a server that has lost it since, and nobody told it yet
    if (!isHere && !isOnServer(world, promise) && promise.isConfirmed && world.photos.areLost)
      promise.isGone = true
    else world.check('I1', isHere || isOnServer(world, promise), () => `the photo ${promise.hash} is nowhere`)
  }
}

/** After a phone's disk came to hold something else: what it had alone is gone, the rest is the server's. */
export function forgetPhotosOf(world: SimulatedWorld, place: Place): void {
  for (const promise of world.photos.promised.filter((one) => one.place === place)) {
    if (isOnServer(world, promise)) promise.isConfirmed = true
    else promise.isGone = true
  }
}

/** I3 and I13 for photos: once everybody had time, each has arrived, and once. */
export function checkPhotosArrived(world: SimulatedWorld): void {
  for (const promise of world.photos.promised.filter((one) => isDue(world, one)))
    world.check('I3', isOnServer(world, promise), () => `the photo ${promise.hash} did not arrive whole`)
  const names = new Set<string>()
  for (const path of world.server.photos.paths().filter((one) => one.endsWith('.jpg'))) {
    const name = basename(path)
    const hash = createHash('sha256').update(world.server.photos.read(path)!).digest('hex')
    world.check('I3', !names.has(name), () => `${name} is there twice`)
    world.check('I20', name === `${hash}.jpg`, () => `${name} holds other bytes than its name says`)
    names.add(name)
  }
}

/** What waits on a phone although the server would take it. */
export function stuckPhotos({ server }: SimulatedWorld, place: Place): PhotoRow[] {
  if (readRevoked(server, place.enrolment.enrolmentId) === 'stolen') return []
  return (rowsOf(place) ?? []).filter(
    (row) => row.state === 'waiting' && isNamed({ server }, { ...row, place }),
  )
}

/** I21 for photos, where a phone says that nothing waits. */
export function checkPhotosSent(world: SimulatedWorld, place: Place): void {
  for (const promise of world.photos.promised.filter((one) => one.place === place && !one.isGone))
    world.check('I21', isOnServer(world, promise), () => `nothing waits, and ${promise.hash} is not sent`)
}

function isDue(world: SimulatedWorld, promise: PhotoPromise): boolean {
  const { place, isGone } = promise
  const isStolen = readRevoked(world.server, place.enrolment.enrolmentId) === 'stolen'
  return !isGone && !isStolen && isNamed(world, promise)
}

/** Whether a visit of theirs that counts names it. */
function isNamed(
  { server }: Pick<SimulatedWorld, 'server'>,
  { place, visitId, hash }: Pick<PhotoPromise, 'place' | 'visitId' | 'hash'>,
): boolean {
  const text = `select json from record where collection = 'visit' and id = ?`
  const [row] = server.query<{ json: string }>(text, visitId)
  if (row === undefined) return false
  const visit = JSON.parse(row.json) as VisitRecord
  return visit.personId === place.personId && photosOf(visit).includes(hash)
}

function isOnServer({ server, photos, template }: SimulatedWorld, { hash }: PhotoPromise): boolean {
  const bytes = server.photos.read(`${photosDir}/${template.unitId}/${hash.slice(0, 2)}/${hash}.jpg`)
  return bytes !== undefined && bytes.equals(photos.bytes.get(hash)!)
}

/** Whole, in all its pieces; unknown while somebody writes there. */
function isOnPhone({ photos }: SimulatedWorld, promise: PhotoPromise): boolean | 'unknown' {
  const { place, visitId, hash } = promise
  const rows = rowsOf(place)
  const chunks = place.phone.disk.rows<PhotoChunkRow>(place.database, 'photoChunks')
  if (rows === undefined || chunks === undefined)
    return place.phone.disk.databaseNames().includes(place.database) ? 'unknown' : false
  if (!rows.some((row) => row.visitId === visitId && row.hash === hash)) return false
  const pieces = chunks
    .filter((chunk) => chunk.visitId === visitId && chunk.hash === hash)
    .toSorted((one, other) => one.index - other.index)
    .map(({ sealed }) => sealed.plain as Uint8Array)
  return Buffer.concat(pieces).equals(photos.bytes.get(hash)!)
}
