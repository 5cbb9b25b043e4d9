import type { AcknowledgedRow, BaseRow, DraftRow, MetaRow, OutboxRow } from '#device/database.ts'
import type { Cursor } from '#server/cursor.ts'
import { metaOf, type Place } from '../phones.ts'
import { noteRecorded, type SimulatedWorld } from '../world.ts'
import { readPurged } from '../oracle.ts'
import { isTold, readCursor } from './history.ts'
import { createPhotoWatch } from './photoWatch.ts'
import { viewNow, type ServerWatch } from './serverWatch.ts'

/** One person's database as it stood after its last commit. */
interface Snapshot {
  readonly outbox: ReadonlyMap<string, OutboxRow>
  readonly acknowledged: ReadonlyMap<string, AcknowledgedRow>
  readonly base: ReadonlyMap<string, BaseRow>
  readonly cursor: Cursor | undefined
  /** By its own count of histories. */
  readonly baseHistory: number | undefined
}

export interface DeviceWatch {
  readonly onCommit: (place: Place, stores: ReadonlySet<string>) => void
  /** What was seen before says nothing of what is there now. */
  readonly forget: (place: Place) => void
}

/** For so long the server's keepers keep backups, and devices what is in none. */
export const backupsKeptMs = 90 * 86_400_000

export function createDeviceWatch(world: SimulatedWorld, watch: ServerWatch): DeviceWatch {
  const { server, check } = world
  const snapshots = new Map<Place, Snapshot>()
  const noted = new WeakSet<object>()
  const photos = createPhotoWatch(world)

  function onCommit(place: Place, stores: ReadonlySet<string>): void {
    if (stores.has('photos')) photos.onCommit(place)
    if (stores.has('outbox')) noteOutbox(place)
    const now = readSnapshot(place)
    if (now === undefined) return
    const before = snapshots.get(place)
    if (stores.has('outbox') || stores.has('acknowledged')) lookAtOutbox(place, before, now)
    if (stores.has('base')) lookAtBase(place, before, now)
    if (stores.has('drafts') || stores.has('outbox')) lookAtDrafts(place, now)
    snapshots.set(place, now)
  }

  function noteOutbox({ phone, database }: Place): void {
    for (const { operationId, sealed } of phone.disk.rowsInHand<OutboxRow>(database, 'outbox')) {
      if (noted.has(sealed) || world.bentDeeds.has(operationId)) continue
      noted.add(sealed)
      noteRecorded(world, operationId, sealed.plain)
    }
  }

  function lookAtOutbox(place: Place, before: Snapshot | undefined, now: Snapshot): void {
    const numbers = [...now.outbox.values()].map(({ deviceSeq }) => deviceSeq)
    const highest = metaOf<number>(place, 'deviceSeq') ?? 0
    const isNumbered =
      new Set(numbers).size === numbers.length && numbers.every((number) => number <= highest)
    check('I2', isNumbered, () => `numbers ${numbers.join()} up to ${highest} on ${place.database}`)
    for (const [id, row] of before?.outbox ?? []) {
      if (now.outbox.has(id)) continue
      // what changed on disk is for its person to say
      if (world.bentDeeds.has(id)) continue
      const isKept = world.stored.has(`${id} ${row.bodyHash}`) && now.acknowledged.has(id)
      check('I5', isKept, () => `${id} left the outbox of ${place.phone.name}, and the server never had it`)
    }
    for (const [id, row] of before?.acknowledged ?? []) {
      const isThere = now.acknowledged.has(id) || now.outbox.has(id)
      check('I5', isThere || isSafe(row), () => `${id} was forgotten`)
    }
  }

  /** In a backup, and older than any backup that is kept. */
  function isSafe({ receiptSeq, confirmedAt }: AcknowledgedRow): boolean {
    return receiptSeq <= world.durableSeq && confirmedAt < world.time.now() - backupsKeptMs
  }

  function lookAtDrafts(place: Place, now: Snapshot): void {
    for (const row of place.phone.disk.rows<DraftRow>(place.database, 'drafts') ?? []) {
      const { visitId, revisionId = '' } = row
      const isSent = now.outbox.has(revisionId) || now.acknowledged.has(revisionId)
      check('I2', !isSent, () => `the draft of ${visitId} is there beside its operation`)
      check('I16', !isSent, () => `the draft of ${visitId} came back after it was completed`)
    }
  }

  function lookAtBase(place: Place, before: Snapshot | undefined, now: Snapshot): void {
    const { cursor, base } = now
    if (cursor === undefined || !isTold(world, cursor)) return
    const was = before?.cursor
    const isSameHistory = was?.epoch === cursor.epoch && !isReplaced(was, before, now)
    if (isSameHistory && was?.wholeSince === cursor.wholeSince) {
      const isForward =
        cursor.at > was.at ||
        (cursor.at === was.at && cursor.within >= was.within) ||
        // a cursor that was bent on the way counts as none, and all begins anew
        (cursor.upTo === 0 && world.bentPulls.delete(place.personId))
      check('I8', isForward, () => `the cursor went from ${was.at} back to ${cursor.at}`)
    }
    for (const [key, row] of base) {
      const older = before?.base.get(key)
      if (older !== undefined && isSameHistory && !place.damaged.has(key))
        check('I8', row.seq >= older.seq, () => `${key} went from ${older.seq} to ${row.seq}`)
    }
    lookForGaps(place, base, cursor)
  }

  /**
   * A backup that is put back silently after one that the server was told of brings the former epoch back, with other
   * commits: the place, which counts this as another history, then puts another base in the place of its own.
   */
  function isReplaced(was: Cursor, before: Snapshot | undefined, now: Snapshot): boolean {
    return before?.baseHistory !== now.baseHistory && !isTold(world, was)
  }

  function lookForGaps(place: Place, base: Snapshot['base'], cursor: Cursor): void {
    const { personId } = place
    if (cursor.wholeSince !== wholeSince(personId) || cursor.clean < readPurged(server)) return
    const addedAt = addedSeqs(personId)
    const view = new Map(viewNow(watch, personId).map((row) => [`${row.collection}/${row.id}`, row]))
    for (const [key, { seq, json, scope_key: scope }] of view) {
      const at = cursor.wholeSince > 0 ? seq : Math.max(seq, addedAt.get(scope) ?? 0)
      const isPast = at < cursor.at || (at === cursor.at && seq <= cursor.within)
      if (!isPast || isDamaged(place, key, base.get(key), json)) continue
      check(
        'I7',
        base.get(key)?.seq === seq,
        () => `${key} at ${at} is missing up to ${cursor.at} of ${place.database}`,
      )
    }
    for (const [key, row] of base) {
      if (view.has(key)) continue
      const goneAt = removedAt(personId, row)
      check('I16', goneAt > cursor.at, () => `${key} went at ${goneAt}, and is there at ${cursor.at}`)
    }
  }

  /** Until it is as the server has it. */
  function isDamaged({ damaged }: Place, key: string, row: BaseRow | undefined, json: string): boolean {
    if (damaged.has(key) && JSON.stringify(row?.sealed.plain) === json) damaged.delete(key)
    return damaged.has(key)
  }

  function wholeSince(personId: string): number {
    return addedSeqs(personId).get('*') ?? 0
  }

  function addedSeqs(personId: string): Map<string, number> {
    const rows = server.query<{ scope_key: string; added_seq: number }>(
      'select scope_key, added_seq from scope where person_id = ?',
      personId,
    )
    return new Map(rows.map((row) => [row.scope_key, row.added_seq]))
  }

  /** The number at which a row left the person's view; the latest of the ways in which it may have. */
  function removedAt(personId: string, { collection, id, scope }: BaseRow): number {
    const [row] = server.query<{ seq: number | null }>(
      `select max(seq) as seq from (
        select seq from record where collection = ? and id = ? and deleted = 1
        union all select seq from unscope where person_id = ? and scope_key = ?)`,
      collection,
      id,
      personId,
      scope,
    )
    return row?.seq ?? 0
  }

  return {
    onCommit,
    forget: (place) => {
      snapshots.delete(place)
      photos.forget(place)
    },
  }
}

/** Undefined while somebody else is in the middle of writing. */
function readSnapshot({ phone: { disk }, database }: Place): Snapshot | undefined {
  const outbox = disk.rows<OutboxRow>(database, 'outbox')
  const acknowledged = disk.rows<AcknowledgedRow>(database, 'acknowledged')
  const base = disk.rows<BaseRow>(database, 'base')
  const meta = disk.rows<MetaRow>(database, 'meta')
  if (outbox === undefined || acknowledged === undefined || base === undefined || meta === undefined)
    return undefined
  const identity = meta.find(({ key }) => key === 'identity')?.value as { personId: string } | undefined
  const cursor = meta.find(({ key }) => key === 'cursor')?.value as string | undefined
  return {
    outbox: new Map(outbox.map((row) => [row.operationId, row])),
    acknowledged: new Map(acknowledged.map((row) => [row.operationId, row])),
    base: new Map(base.map((row) => [`${row.collection}/${row.id}`, row])),
    cursor: cursor && identity ? readCursor(cursor, identity.personId) : undefined,
    baseHistory: meta.find(({ key }) => key === 'baseHistory')?.value as number | undefined,
  }
}
