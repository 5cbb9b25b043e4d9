import { forgetSafe } from '#device/history.ts'
import { applyPage, type PageOutcome } from '#device/inbox.ts'
import { readAllMeta, type Meta } from '#device/meta.ts'
import { readWaiting } from '#device/unsent.ts'
import { effectOf, type PageEffect } from '#device/pageEffect.ts'
import { noteRevocation } from '#device/revocation.ts'
import { applyShadowPage, beginAnew, swapBase } from '#device/shadow.ts'
import type { Device } from '#device/device.ts'
import type { SyncChange } from '#domain/change.ts'
import { clientVersion, pullAnswerSchema, pullLimits, type PullAnswer } from '#protocol/sync.ts'
import { repair } from './repair.ts'
import { askSync, type Answered, type Failure, type Road } from './transport.ts'

export interface PullOutcome {
  readonly changes: number
  readonly repaired: boolean
  /** The server has another history than this device knew: nothing was taken, and receipts are to be asked for. */
  readonly newHistory?: true
  /** This device was withdrawn: the server sends it nothing any more. */
  readonly isWithdrawn?: true
  readonly failure?: Failure | undefined
}

/**
 * Takes everything that is newer than the cursor, page by page; the next page is fetched while one is written.
 * After the last page the digests must agree; if they do not, what differs is fetched anew and the event counted.
 */
export async function pull(device: Device, road: Road): Promise<PullOutcome> {
  const [known, unsent] = await Promise.all([readAllMeta(device.database), readWaiting(device)])
  const isShadow = known.shadow !== undefined
  const request = (after: string | undefined) => requestPage(device, road, known, after, unsent)
  let cursor = isShadow ? known.shadow?.cursor : known.cursor
  let changes = 0
  let sinceEmpty = (known.digest?.count ?? 0) === 0 ? effectOf([]) : undefined
  // before the last page: of those that were written quietly nobody has heard
  const end = (why: Omit<PullOutcome, 'changes' | 'repaired'> = {}) => {
    if (changes > 0) device.database.announce(device.database.base)
    return { changes, repaired: false, ...why }
  }
  let coming = request(cursor)
  for (;;) {
    const answered = await coming
    if (!answered.ok) return end({ failure: answered.failure })
    const page = answered.value
    if (page.revoked !== undefined) {
      await noteRevocation(device, page.revoked)
      return end({ isWithdrawn: true })
    }
    if ((page.minimumClient ?? 0) > clientVersion) return end({ failure: { kind: 'clientTooOld' } })
    if (isOtherHistory(known, page)) {
      await beginAnew(device, cursor, page)
      return end({ newHistory: true })
    }
    if (page.more) coming = request(page.cursor)
    const write = isShadow ? writeShadow : writeBase
    if ((await write(device, road, cursor, page, sinceEmpty)) === 'overtaken') {
      if (page.more) await coming
      return end()
    }
    sinceEmpty = atHand(sinceEmpty, page)
    cursor = page.cursor
    changes += page.changes.length
    if (page.more) continue
    const heard = { epoch: page.epoch, serverTimeMs: Date.parse(page.serverTime) }
    const [repaired] = await Promise.all([
      repair(device, road, page),
      forgetSafe(device, page.durableSeq, heard),
    ])
    return { changes, repaired }
  }
}

/** What another round learns of it meanwhile is seen when the page is written. */
function isOtherHistory({ epoch }: Partial<Meta>, page: PullAnswer): boolean {
  return page.restart === true || (epoch !== undefined && epoch !== page.epoch)
}

const mostAtHand = 30_000

/** All that has come since `base` was empty; gives up on holding more than a small device can. */
function atHand(before: PageEffect | undefined, { changes }: PullAnswer): PageEffect | undefined {
  const effect = before && effectOf(changes as readonly SyncChange[], before)
  return effect === undefined || effect.puts.size > mostAtHand ? undefined : effect
}

function writeBase(
  device: Device,
  road: Road,
  cursor: string | undefined,
  page: PullAnswer,
  sinceEmpty: PageEffect | undefined,
): Promise<PageOutcome> {
  const changes = page.changes as readonly SyncChange[]
  return applyPage(device, cursor, { changes, meta: metaOf(page, road), more: page.more, sinceEmpty })
}

/** Beside the base, which is replaced when the last page is there. */
async function writeShadow(
  device: Device,
  road: Road,
  cursor: string | undefined,
  page: PullAnswer,
): Promise<PageOutcome> {
  const meta = metaOf(page, road)
  const changes = page.changes as readonly SyncChange[]
  const written = await applyShadowPage(device, cursor, { changes, meta }, page.cursor)
  return written === 'overtaken' || page.more ? written : swapBase(device, meta, page.cursor)
}

function requestPage(
  { identity }: Device,
  road: Road,
  { deviceId, mark }: Partial<Meta>,
  cursor: string | undefined,
  unsent: Awaited<ReturnType<typeof readWaiting>>,
): Promise<Answered<PullAnswer>> {
  return askSync(road, {
    path: '/api/sync/pull',
    token: identity.readToken,
    answer: pullAnswerSchema,
    body: {
      deviceId,
      cursor: cursor ?? null,
      mark: mark?.text,
      limit: pullLimits.records,
      unsent: unsent.count,
      unsentSince: unsent.oldestAt,
    },
  })
}

function metaOf(page: PullAnswer, road: Road): Partial<Meta> {
  return {
    cursor: page.cursor,
    upTo: page.upTo,
    epoch: page.epoch,
    ...(!page.more && { lastPullAt: road.now() }),
    clockOffsetMs: Date.parse(page.serverTime) - road.now(),
  }
}
