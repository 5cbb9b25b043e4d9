import type { Device } from '#device/device.ts'
import { refreshDerived } from '#device/inbox.ts'
import { noteStanding } from '#device/sentinel.ts'
import { heal } from './heal.ts'
import { mendDamage } from './mendDamage.ts'
import { pull, type PullOutcome } from './pull.ts'
import { greet, push } from './push.ts'
import { reactions } from './retry.ts'
import type { Failure, Road } from './transport.ts'
import { uploadPhotos } from './uploadPhotos.ts'

export interface RoundOutcome {
  /** Deeds the server confirmed in this round. */
  readonly sent: number
  /** Changes that came. */
  readonly received: number
  readonly repaired: boolean
  readonly failure?: Failure | undefined
}

/** A server whose history changes more often than this in one round is left for the next. */
const mostTurns = 4

/**
 * One exchange with the server: everything waiting goes out, everything new comes in. Safe to run twice at
 * once, to be cut off anywhere and to be repeated for ever.
 */
export async function runRound(
  device: Device,
  road: Road,
  onSent: (sent: number) => void = () => undefined,
): Promise<RoundOutcome> {
  // where there is no room for it: what was recorded goes out first
  await refreshDerived(device).catch(() => undefined)
  let sent = 0
  for (let turn = 1; ; turn += 1) {
    const pushed = await push(device, road, (more) => onSent(sent + more))
    sent += pushed.sent
    if (pushed.sent > 0) noteStanding(device)
    const nothing = { sent, received: 0, repaired: false, failure: pushed.failure }
    if (isClosed(pushed.failure)) return nothing
    // what a server put back from a backup has lost goes out before its news may cover it
    const healed = await heal(device, road)
    if (isClosed(healed.failure)) return { ...nothing, failure: healed.failure }
    if (healed.returned > 0 && turn < mostTurns) continue
    // a refused push must not keep news away
    const pulled = await pull(device, road)
    const isOtherHistory =
      pulled.newHistory === true || (mayNotReceive(pulled) && (await greet(device, road)))
    if (isOtherHistory && turn < mostTurns) continue
    const failure = pushed.failure ?? healed.failure ?? pulled.failure
    // a quiet moment is the time for it
    const isQuiet = sent === 0 && pulled.changes === 0
    const mended = failure === undefined && (await mendDamage(device, road, isQuiet))
    // facts first: photos follow what they belong to
    const late = isClosed(failure) ? undefined : await uploadPhotos(device, road)
    const repaired = pulled.repaired || mended
    return { sent, received: pulled.changes, repaired, failure: failure ?? late }
  }
}

function mayNotReceive({ isWithdrawn, failure }: PullOutcome): boolean {
  return isWithdrawn === true || failure?.kind === 'sessionEnded'
}

function isClosed(failure: Failure | undefined): boolean {
  return failure !== undefined && reactions[failure.kind].roadClosed
}
