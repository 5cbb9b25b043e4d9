import { nextBatch, postpone, takeNewDeviceId, takeReceipts, type WaitingOperation } from '#device/outbox.ts'
import { noteDamagedDeeds } from '#device/damage.ts'
import { readMeta, writeMeta } from '#device/meta.ts'
import { noteRevocation } from '#device/revocation.ts'
import type { Device } from '#device/device.ts'
import type { Receipt } from '#domain/receipt.ts'
import { pushAnswerSchema, pushLimits, type PushAnswer } from '#protocol/sync.ts'
import { backOffMs, reactions } from './retry.ts'
import { askSync, type Failure, type Road } from './transport.ts'

export interface PushOutcome {
  readonly sent: number
  readonly failure?: Failure | undefined
}

/** Sends what waits, batch by batch, until nothing may be sent now or the road is closed. */
export async function push(
  device: Device,
  road: Road,
  onProgress: (sent: number) => void = () => undefined,
): Promise<PushOutcome> {
  let size: number = pushLimits.operations
  let sent = 0
  let forks = 0
  let failure: Failure | undefined
  for (;;) {
    const deviceId = await readDeviceId(device)
    const batch = await nextBatch(device, { operations: size, bytes: pushLimits.bytes })
    // numbers are of the device that gave them: another tab may have taken a new id between
    if ((await readDeviceId(device)) !== deviceId) continue
    if (batch.length === 0) return { sent, failure }
    const answered = await sendBatch(device, road, deviceId, batch)
    if (answered.ok) {
      sent += await takeAnswer(device, road, deviceId, batch, answered.value)
      onProgress(sent)
      if (answered.value.revoked === 'stolen') return { sent, failure: { kind: 'notAllowed' } }
      if (answered.value.fork === true) forks += 1
      // a new number is free at once; a server that keeps saying fork is left for the next round
      if (forks > 2) return { sent, failure }
      continue
    }
    failure = answered.failure
    const reaction = reactions[failure.kind]
    if (reaction.halves && batch.length > 1) {
      size = Math.ceil(batch.length / 2)
      continue
    }
    await wait(device, road, batch, failure)
    if (reaction.endsPush) return { sent, failure }
  }
}

/** Set when the database was made. */
async function readDeviceId(device: Device): Promise<string> {
  return (await readMeta(device.database, 'deviceId'))!
}

/**
 * Sends nothing, to hear how this device stands: one that may no longer receive learns of a withdrawal, and of a
 * server that was put back, by its right to send.
 */
export async function greet(device: Device, road: Road): Promise<void> {
  const deviceId = await readDeviceId(device)
  const answered = await sendBatch(device, road, deviceId, [])
  if (answered.ok) await takeAnswer(device, road, deviceId, [], answered.value)
}

async function sendBatch(device: Device, road: Road, deviceId: string, batch: readonly WaitingOperation[]) {
  return askSync(road, {
    path: '/api/sync/push',
    token: device.identity.pushToken,
    answer: pushAnswerSchema,
    body: {
      epoch: (await readMeta(device.database, 'epoch')) ?? null,
      mark: (await readMeta(device.database, 'mark'))?.text,
      deviceId,
      operations: batch.map(({ content, bodyHash, deviceSeq }) => ({ content, bodyHash, deviceSeq })),
    },
  })
}

/** Returns how many deeds the server confirmed; what got no receipt waits its turn. */
async function takeAnswer(
  device: Device,
  road: Road,
  deviceId: string,
  batch: readonly WaitingOperation[],
  answer: PushAnswer,
): Promise<number> {
  const { epoch, seq, mark } = answer
  const serverTimeMs = Date.parse(answer.serverTime)
  const heard = {
    epoch,
    serverTimeMs,
    deviceId,
    ...(seq !== undefined && mark !== undefined && { mark: { seq, text: mark } }),
  }
  const moved = new Set(await takeReceipts(device, answer.receipts as readonly Receipt[], heard))
  await writeMeta(device.database, { clockOffsetMs: serverTimeMs - road.now() })
  if (answer.revoked !== undefined) await noteRevocation(device, answer.revoked)
  if (answer.fork === true) {
    await takeNewDeviceId(device, deviceId)
    return moved.size
  }
  const left = batch.filter((operation) => !moved.has(operation.content.id))
  const damaged = await noteDamagedDeeds(device, left)
  await wait(
    device,
    road,
    left.filter((operation) => !damaged.includes(operation.content.id)),
  )
  return moved.size
}

async function wait(device: Device, road: Road, left: readonly WaitingOperation[], failure?: Failure) {
  if (left.length === 0) return
  const ids = left.map((operation) => operation.content.id)
  const atLeast = failure?.retryAfterMs ?? 0
  await postpone(device, ids, (attempts) => Math.max(atLeast, backOffMs(attempts, road.random)))
}
