import { forgetSafe } from '#device/history.ts'
import { applyPage, type PageOutcome } from '#device/inbox.ts'
import { readMeta, type Meta } from '#device/meta.ts'
import { readWaiting } from '#device/outbox.ts'
import { noteRevocation } from '#device/revocation.ts'
import { applyShadowPage, beginAnew, readPlace, swapBase } from '#device/shadow.ts'
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
  readonly failure?: Failure | undefined
}

/**
 * Takes everything that is newer than the cursor, page by page; the next page is fetched while one is written.
 * After the last page the digests must agree; if they do not, what differs is fetched anew and the event counted.
 */
export async function pull(device: Device, road: Road): Promise<PullOutcome> {
  const place = await readPlace(device)
  let cursor = place.cursor
  let changes = 0
  let coming = requestPage(device, road, cursor)
  for (;;) {
    const answered = await coming
    if (!answered.ok) return { changes, repaired: false, failure: answered.failure }
    const page = answered.value
    if (page.revoked !== undefined) {
      await noteRevocation(device, page.revoked)
      return { changes, repaired: false }
    }
    if ((page.minimumClient ?? 0) > clientVersion)
      return { changes, repaired: false, failure: { kind: 'clientTooOld' } }
    if (await isOtherHistory(device, page)) {
      await beginAnew(device, cursor, page)
      return { changes, repaired: false, newHistory: true }
    }
    if (page.more) coming = requestPage(device, road, page.cursor)
    const write = place.isShadow ? writeShadow : writeBase
    if ((await write(device, road, cursor, page)) === 'overtaken') {
      if (page.more) await coming
      return { changes, repaired: false }
    }
    cursor = page.cursor
    changes += page.changes.length
    if (page.more) continue
    const repaired = await repair(device, road, page)
    await forgetSafe(device, page.durableSeq, {
      epoch: page.epoch,
      serverTimeMs: Date.parse(page.serverTime),
    })
    return { changes, repaired }
  }
}

async function isOtherHistory(device: Device, page: PullAnswer): Promise<boolean> {
  const known = await readMeta(device.database, 'epoch')
  return page.restart === true || (known !== undefined && known !== page.epoch)
}

function writeBase(
  device: Device,
  road: Road,
  cursor: string | undefined,
  page: PullAnswer,
): Promise<PageOutcome> {
  return applyPage(device, cursor, {
    changes: page.changes as readonly SyncChange[],
    more: page.more,
    meta: metaOf(page, road),
  })
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

async function requestPage(
  device: Device,
  road: Road,
  cursor: string | undefined,
): Promise<Answered<PullAnswer>> {
  const { count, oldestAt } = await readWaiting(device)
  return askSync(road, {
    path: '/api/sync/pull',
    token: device.identity.readToken,
    answer: pullAnswerSchema,
    body: {
      deviceId: await readMeta(device.database, 'deviceId'),
      cursor: cursor ?? null,
      mark: (await readMeta(device.database, 'mark'))?.text,
      limit: pullLimits.records,
      unsent: count,
      unsentSince: oldestAt,
    },
  })
}

function metaOf(page: PullAnswer, road: Road): Partial<Meta> {
  return {
    cursor: page.cursor,
    upTo: page.upTo,
    epoch: page.epoch,
    lastPullAt: road.now(),
    clockOffsetMs: Date.parse(page.serverTime) - road.now(),
  }
}
