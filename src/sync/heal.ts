import type { Device } from '#device/device.ts'
import { readDoubtful, takeConfirmations } from '#device/history.ts'
import { readMeta } from '#device/meta.ts'
import type { Receipt } from '#domain/receipt.ts'
import { haveAnswerSchema, haveLimit } from '#protocol/sync.ts'
import { askSync, type Failure, type Road } from './transport.ts'

export interface HealOutcome {
  /** Deeds that the server had lost and that wait to be sent again. */
  readonly returned: number
  readonly failure?: Failure | undefined
}

/** A server with another history: asks it for every deed it once confirmed, and takes back what it lacks. */
export async function heal(device: Device, road: Road): Promise<HealOutcome> {
  let returned = 0
  for (;;) {
    const asked = await readDoubtful(device, haveLimit)
    if (asked.length === 0) return { returned }
    const answered = await askSync(road, {
      path: '/api/sync/have',
      token: device.identity.pushToken,
      answer: haveAnswerSchema,
      body: {
        deviceId: await readMeta(device.database, 'deviceId'),
        operations: asked.map(({ operationId, bodyHash }) => [operationId, bodyHash]),
      },
    })
    if (!answered.ok) return { returned, failure: answered.failure }
    const { receipts, epoch, serverTime } = answered.value
    const heard = { epoch, serverTimeMs: Date.parse(serverTime) }
    const back = await takeConfirmations(device, asked, receipts as readonly Receipt[], heard)
    if (back === undefined) return { returned }
    returned += back
  }
}
