import { nextBatch, postpone, takeNewDeviceId, takeReceipts, type Batch } from '#device/outbox.ts'
import { noteDamagedDeeds } from '#device/damage.ts'
import { latestMark, markKeys } from '#device/history.ts'
import { readSomeMeta } from '#device/meta.ts'
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

/**
 * Sends what waits, batch by batch, until nothing may be sent now or the road is closed. While a batch is on its
 * way, the receipts of the one before are written and the next is made ready, of deeds that need not wait for it.
 */
export async function push(
  device: Device,
  road: Road,
  onProgress: (sent: number) => void = () => undefined,
): Promise<PushOutcome> {
  let size: number = pushLimits.operations
  let sent = 0
  let forks = 0
  let failure: Failure | undefined
  let written = Promise.resolve()
  const readNext = (after?: Batch) => nextBatch(device, { operations: size, bytes: pushLimits.bytes }, after)
  let batch = await readNext()
  while (batch.operations.length > 0) {
    const [answered, ahead] = await Promise.all([
      sendBatch(device, road, batch),
      written.then(() => readNext(batch)),
    ])
    if (answered.ok) {
      const { value: answer } = answered
      written = takeAnswer(device, road, batch, answer).then((moved) => {
        sent += moved
        onProgress(sent)
      })
      // what was made ready meanwhile has numbers of this device's number
      const isFree = answer.fork !== true && answer.revoked !== 'stolen'
      if (isFree && ahead.operations.length > 0) {
        batch = { ...ahead, epoch: answer.epoch, mark: answer.mark ?? ahead.mark }
        continue
      }
      await written
      if (answer.revoked === 'stolen') return { sent, failure: { kind: 'notAllowed' } }
      if (answer.fork === true) forks += 1
      // a new number is free at once; a server that keeps saying fork is left for the next round
      if (forks > 2) break
    } else {
      failure = answered.failure
      const reaction = reactions[failure.kind]
      if (reaction.halves && batch.operations.length > 1) {
        size = Math.ceil(batch.operations.length / 2)
      } else {
        await wait(device, road, batch.operations, failure)
        if (reaction.endsPush) break
      }
    }
    batch = await readNext()
  }
  return { sent, failure }
}

/**
 * Sends nothing, to hear how this device stands: one that may no longer receive learns of a withdrawal, and of a
 * server that was put back, by its right to send. Whether the server has another history than this device knew.
 */
export async function greet(device: Device, road: Road): Promise<boolean> {
  const known = await readSomeMeta(device.database, ['deviceId', ...markKeys])
  const { deviceId, epoch } = known
  const nothing: Parcel = { deviceId: deviceId!, epoch, mark: latestMark(known), operations: [] }
  const answered = await sendBatch(device, road, nothing)
  if (!answered.ok) return false
  await takeAnswer(device, road, nothing, answered.value)
  return epoch !== undefined && answered.value.epoch !== epoch
}

/** What goes in one request. */
type Parcel = Pick<Batch, 'deviceId' | 'epoch' | 'mark' | 'operations'>

async function sendBatch(device: Device, road: Road, { deviceId, epoch, mark, operations }: Parcel) {
  return askSync(road, {
    path: '/api/sync/push',
    token: device.identity.pushToken,
    answer: pushAnswerSchema,
    body: {
      epoch: epoch ?? null,
      mark,
      deviceId,
      operations: operations.map(({ content, bodyHash, deviceSeq }) => ({ content, bodyHash, deviceSeq })),
    },
  })
}

/** Returns how many deeds the server confirmed; what got no receipt waits its turn. */
async function takeAnswer(
  device: Device,
  road: Road,
  { operations, deviceId }: Parcel,
  answer: PushAnswer,
): Promise<number> {
  const { epoch, seq, mark } = answer
  const heard = {
    epoch,
    serverTimeMs: Date.parse(answer.serverTime),
    deviceId,
    ...(seq !== undefined && mark !== undefined && { mark: { seq, text: mark } }),
  }
  const moved = new Set(await takeReceipts(device, answer.receipts as readonly Receipt[], heard))
  if (answer.revoked !== undefined) await noteRevocation(device, answer.revoked)
  if (answer.fork === true) {
    await takeNewDeviceId(device, deviceId)
    return moved.size
  }
  const left = operations.filter((operation) => !moved.has(operation.operationId))
  const damaged = await noteDamagedDeeds(device, left)
  await wait(
    device,
    road,
    left.filter((operation) => !damaged.includes(operation.operationId)),
  )
  return moved.size
}

async function wait(device: Device, road: Road, left: Batch['operations'], failure?: Failure): Promise<void> {
  if (left.length === 0) return
  const ids = left.map((operation) => operation.operationId)
  const atLeast = failure?.retryAfterMs ?? 0
  await postpone(device, ids, (attempts) => Math.max(atLeast, backOffMs(attempts, road.random)))
}
