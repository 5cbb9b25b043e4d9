import { applyPage } from '#device/inbox.ts'
import { readMeta, type Meta } from '#device/meta.ts'
import type { Device } from '#device/device.ts'
import type { SyncChange } from '#domain/change.ts'
import { pullAnswerSchema, pullLimits, type PullAnswer } from '#protocol/sync.ts'
import { repair } from './repair.ts'
import { askSync, type Answered, type Failure, type Road } from './transport.ts'

export interface PullOutcome {
  readonly changes: number
  readonly repaired: boolean
  readonly failure?: Failure | undefined
}

/**
 * Takes everything that is newer than the cursor, page by page; the next page is fetched while one is written.
 * After the last page the digests must agree; if they do not, what differs is fetched anew and the event counted.
 */
export async function pull(device: Device, road: Road): Promise<PullOutcome> {
  let cursor = await readMeta(device.database, 'cursor')
  let changes = 0
  let coming = requestPage(device, road, cursor)
  for (;;) {
    const answered = await coming
    if (!answered.ok) return { changes, repaired: false, failure: answered.failure }
    const page = answered.value
    if (page.more) coming = requestPage(device, road, page.cursor)
    const written = await applyPage(device, cursor, {
      changes: page.changes as readonly SyncChange[],
      more: page.more,
      meta: metaOf(page, road),
    })
    if (written === 'overtaken') {
      if (page.more) await coming
      return { changes, repaired: false }
    }
    cursor = page.cursor
    changes += page.changes.length
    if (!page.more) return { changes, repaired: await repair(device, road, page) }
  }
}

async function requestPage(
  device: Device,
  road: Road,
  cursor: string | undefined,
): Promise<Answered<PullAnswer>> {
  return askSync(road, {
    path: '/api/sync/pull',
    token: device.identity.readToken,
    answer: pullAnswerSchema,
    body: {
      deviceId: await readMeta(device.database, 'deviceId'),
      cursor: cursor ?? null,
      limit: pullLimits.records,
      unsent: await device.database.outbox.count(),
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
