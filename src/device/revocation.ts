import { emptyDigest } from '#domain/digest.ts'
import type { Device } from './device.ts'
import { readMeta, writeMeta, type Meta } from './meta.ts'

/**
 * Notes that this device was withdrawn. What came from the server goes at once from a stolen one, and otherwise as
 * soon as nothing waits to be sent. What a person recorded stays: drafts, deeds and their receipts.
 */
export async function noteRevocation(device: Device, revoked: NonNullable<Meta['revoked']>): Promise<void> {
  const { database } = device
  const { outbox, base, shadow, cards, waiting, meta } = database
  await database.transaction('rw', [outbox, base, shadow, cards, waiting, meta], async () => {
    const isDone = (await readMeta(database, 'revoked')) === revoked && (await base.count()) === 0
    if (isDone) return
    await writeMeta(database, { revoked })
    if (revoked === 'drain' && (await outbox.count()) > 0) return
    await base.clear()
    await shadow.clear()
    await cards.clear()
    await waiting.clear()
    const version = (await readMeta(database, 'baseVersion')) ?? 0
    await writeMeta(database, {
      cursor: undefined,
      shadow: undefined,
      digest: emptyDigest,
      cardsDue: [],
      baseVersion: version + 1,
    })
  })
}
