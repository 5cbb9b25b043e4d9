import type { BaseRow, DraftRow, OutboxRow } from '#device/database.ts'
import type { Sealed } from '#device/stored.ts'
import type { Sentinel } from '#device/sentinel.ts'
import { end } from './deviceTroubles.ts'
import { dismissObserver } from './observers.ts'
import { createPlace, metaOf, openTab, type Phone, type Place } from './phones.ts'
import { beginFrom, readContents, writeContents } from './storage.ts'
import { allPlaces, chance, noteRecorded, pick, type SimulatedWorld } from './world.ts'

const mostPhones = 5

/** A profile is copied to another phone, and both are worked with. */
export async function cloneProfile(world: SimulatedWorld): Promise<void> {
  const place = pick(world.dice, allPlaces(world))!
  const contents = readContents(place)
  if (contents === undefined || world.phones.length >= mostPhones) return
  const twin = createPlace(world.addPhone(), place.enrolment)
  twin.isSigningIn = place.isSigningIn
  await writeContents(world, twin, contents)
  beginFrom(world, twin)
  world.hit('profileCloned')
  world.trace(`${place.enrolment.username} on ${place.phone.name} is copied to ${twin.phone.name}`)
  openTab(world.tabParts, twin, 'page')
}

/** A phone is copied away; or one that was is put back to what it was then, and knows nothing since. */
export async function copyPhone(world: SimulatedWorld): Promise<void> {
  const { dice, copies } = world
  const place = pick(dice, chance(dice, 0.6) && copies.size > 0 ? [...copies.keys()] : allPlaces(world))!
  const copy = copies.get(place)
  if (copy === undefined || chance(dice, 0.3)) {
    const contents = readContents(place)
    if (contents !== undefined) copies.set(place, contents)
    return
  }
  endAll(world, place.phone)
  if (!(await writeContents(world, place, copy))) return
  // what was cleared is there again
  if (isAllThere(place)) place.loss = 'none'
  world.hit('phonePutBack')
  world.trace(`${place.phone.name} is put back to an earlier state`)
  beginFrom(world, place)
}

function isAllThere(place: Place): boolean {
  const before = readSentinel(place)
  return before !== undefined && before.deviceSeq <= (metaOf<number>(place, 'deviceSeq') ?? 0)
}

/** What a phone remembers, outside of it, of the very database that lies there. */
function readSentinel(place: Place): Sentinel | undefined {
  const { phone, enrolment, personId } = place
  const before = phone.caches.peek(`/sentinel/${enrolment.unitId}/${personId}`) as Sentinel | undefined
  return before?.installId === metaOf(place, 'installId') ? before : undefined
}

function endAll(world: SimulatedWorld, phone: Phone): void {
  for (const tab of phone.tabs) end(world, tab)
}

/** The browser clears what it keeps: everything, one database, or all but the databases. */
export function evict(world: SimulatedWorld): void {
  const place = pick(world.dice, allPlaces(world))!
  const { phone, database } = place
  const { disk, caches } = phone
  const kind = pick(world.dice, [
    'allEvicted',
    'databaseEvicted',
    'databaseEvicted',
    'cachesEvicted',
  ] as const)!
  endAll(world, phone)
  world.hit(kind)
  world.trace(`${phone.name}: ${kind}`)
  if (kind !== 'databaseEvicted') {
    caches.evict()
    // nothing remembers any more what a database was cleared of before
    for (const one of phone.places) if (one.loss === 'untold') one.loss = 'none'
  }
  if (kind === 'cachesEvicted') return
  if (kind === 'databaseEvicted' && readSentinel(place) !== undefined) place.loss = 'untold'
  const cleared = kind === 'allEvicted' ? phone.places : [place]
  for (const one of cleared) dismissObserver(world, one)
  if (kind === 'allEvicted') disk.evict()
  else disk.evict(database)
  world.forget(phone)
  for (const one of cleared) beginFrom(world, one)
}

const bends = ['base', 'outbox', 'outbox', 'drafts'] as const

/** A byte that lies on a disk becomes another. */
export function flipByte(world: SimulatedWorld): void {
  const place = pick(world.dice, allPlaces(world))!
  const rowsOf = (store: (typeof bends)[number]) =>
    place.phone.disk.rows<BaseRow & OutboxRow & DraftRow>(place.database, store) ?? []
  const store = pick(
    world.dice,
    bends.filter((one) => rowsOf(one).length > 0),
  )
  if (store === undefined) return
  const rows = rowsOf(store)
  const row = pick(world.dice, rows)
  const plain = row && bend(world, row.sealed.plain)
  if (row === undefined || plain === undefined) return
  // it may be on its way already
  if (store === 'outbox') noteRecorded(world, row.operationId, row.sealed.plain)
  const sealed: Sealed = { ...row.sealed, plain }
  Object.assign(row, { sealed })
  if (store === 'base') place.damaged.add(`${row.collection}/${row.id}`)
  if (store === 'outbox') world.bentDeeds.add(row.operationId)
  if (store === 'drafts') world.bentDrafts.add(sealed)
  world.hit(store === 'base' ? 'recordBent' : store === 'outbox' ? 'deedBent' : 'draftBent')
  world.trace(`a byte in ${store} of ${place.phone.name} is another`)
  world.forget(place.phone)
}

/** One digit is another; undefined where there is none. */
function bend({ dice }: SimulatedWorld, plain: unknown): unknown {
  const text = JSON.stringify(plain)
  for (let tries = 0; tries < 100; tries += 1) {
    const at = Math.floor(dice.random() * text.length)
    const digit = String(Math.floor(dice.random() * 10))
    if (!/\d/.test(text[at]!) || text[at] === digit) continue
    try {
      return JSON.parse(text.slice(0, at) + digit + text.slice(at + 1))
    } catch {
      // no number begins with 0
    }
  }
  return undefined
}
