import type { Device } from '#device/device.ts'
import { refreshCards } from '#device/inbox.ts'
import { noteStanding } from '#device/sentinel.ts'
import { pull } from './pull.ts'
import { push } from './push.ts'
import { reactions } from './retry.ts'
import type { Failure, Road } from './transport.ts'

export interface RoundOutcome {
  /** Deeds the server confirmed in this round. */
  readonly sent: number
  /** Changes that came. */
  readonly received: number
  readonly repaired: boolean
  readonly failure?: Failure | undefined
}

/**
 * One exchange with the server: everything waiting goes out, everything new comes in. Safe to run twice at
 * once, to be cut off anywhere and to be repeated for ever.
 */
export async function runRound(
  device: Device,
  road: Road,
  onSent: (sent: number) => void = () => undefined,
): Promise<RoundOutcome> {
  await refreshCards(device)
  const pushed = await push(device, road, onSent)
  if (pushed.sent > 0) noteStanding(device)
  const nothing = { sent: pushed.sent, received: 0, repaired: false, failure: pushed.failure }
  if (pushed.failure !== undefined && reactions[pushed.failure.kind].roadClosed) return nothing
  // a refused push must not keep news away
  const pulled = await pull(device, road)
  return {
    sent: pushed.sent,
    received: pulled.changes,
    repaired: pulled.repaired,
    failure: pushed.failure ?? pulled.failure,
  }
}
