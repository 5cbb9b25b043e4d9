import type { FailureKind } from './transport.ts'

interface Reaction {
  /** A smaller batch may pass. */
  readonly halves: boolean
  /** Sending more is useless for now. */
  readonly endsPush: boolean
  /** The server was not reached at all: receiving is useless too. */
  readonly roadClosed: boolean
}

/** What a round does about each kind of failure. None of them ever drops anything. */
export const reactions: Readonly<Record<FailureKind, Reaction>> = {
  offline: { halves: false, endsPush: true, roadClosed: true },
  timedOut: { halves: true, endsPush: true, roadClosed: true },
  notTheServer: { halves: false, endsPush: true, roadClosed: true },
  serverDown: { halves: true, endsPush: false, roadClosed: false },
  sessionEnded: { halves: false, endsPush: true, roadClosed: false },
  notAllowed: { halves: false, endsPush: true, roadClosed: false },
  tooLarge: { halves: true, endsPush: false, roadClosed: false },
  tooMany: { halves: false, endsPush: true, roadClosed: true },
  clientTooOld: { halves: false, endsPush: true, roadClosed: false },
  otherVersion: { halves: false, endsPush: true, roadClosed: true },
  refused: { halves: true, endsPush: false, roadClosed: false },
}

const retryFloorMs = 2_000
const retryCeilingMs = 300_000

/** Full jitter over a doubling range, 2 s to 5 min. */
export function backOffMs(attempts: number, random: () => number): number {
  const range = Math.min(retryCeilingMs, retryFloorMs * 2 ** Math.min(attempts, 10))
  return Math.max(retryFloorMs, Math.floor(random() * range))
}
