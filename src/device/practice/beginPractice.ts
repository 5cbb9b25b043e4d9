import type { Device } from '#device/device.ts'
import { applyPage } from '#device/inbox.ts'
import { writeMeta } from '#device/meta.ts'
import { settleSave } from '#device/settleSave.ts'
import { hashContent } from '#domain/operation.ts'
import { makeId } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import { emptyPractice, practiceOf } from './practice.ts'
import { foldDeeds, practiceEpoch } from './practiceServer.ts'
import { practiceDeeds, practiceRecords } from './practiceUnit.ts'

/**
 * Begins a practice from nothing, whatever was there of an earlier one. `cameFrom` is the address to go back to. Not
 * where there is no room: what is kept free is for real work.
 */
export function beginPractice(real: Device, cameFrom: string): Promise<Result<unknown>> {
  return settleSave(() => fill(practiceOf(real), cameFrom), { isSpare: true })
}

async function fill(device: Device, cameFrom: string): Promise<void> {
  const { database, identity } = device
  const newId = () => makeId(device.now(), device.randomBytes)
  await emptyPractice(database)
  await writeMeta(database, { deviceId: newId(), deviceSeq: 0, installId: newId() })
  await applyPage(device, undefined, {
    changes: practiceRecords(device),
    meta: { cursor: '1', upTo: 1, epoch: practiceEpoch },
  })
  const deeds = await Promise.all(
    practiceDeeds(device).map(async (content) => ({
      content,
      bodyHash: await hashContent(content, device.sha256),
    })),
  )
  const { write } = await foldDeeds(device, deeds)
  await write()
  // last: what broke off half-way is never taken for a practice
  await writeMeta(database, { identity, cameFrom })
}
