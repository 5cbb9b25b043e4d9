import { nextTryAt, retryAtOnce } from '#device/outbox.ts'
import type { Device } from '#device/device.ts'
import { retryPhotosAtOnce } from '#device/photoOutbox.ts'
import { runRound, type RoundOutcome } from './round.ts'
import { backOffMs } from './retry.ts'
import type { Road } from './transport.ts'

/** What the screens may know of the road. */
export interface SyncStatus {
  readonly phase: 'idle' | 'running'
  /** Confirmed so far in the running round, and how many it began with. */
  readonly sent: number
  readonly total: number
  readonly outcome?: RoundOutcome | undefined
}

export interface ScheduleParts {
  readonly device: Device
  readonly road: Road
  readonly onStatus: (status: SyncStatus) => void
  /** Runs alone where there are several tabs: for economy only, nothing breaks without it. */
  readonly alone: <Value>(work: () => Promise<Value>) => Promise<Value>
  readonly setTimer: (work: () => void, delayMs: number) => unknown
  readonly clearTimer: (timer: never) => void
}

export interface Schedule {
  /** Something was recorded, or there may be news: a round soon. */
  readonly wake: () => void
  /** A tap, a connection, the app opened: everything waiting may go at once. */
  readonly now: () => void
  readonly stop: () => void
}

const quietPullMs = 120_000

/** Decides when a round runs: at once when asked, later when one failed, now and then when all is quiet. */
export function createSchedule(parts: ScheduleParts): Schedule {
  const { device, road, onStatus } = parts
  let timer: unknown
  let running = false
  let again = false
  let stopped = false
  let failures = 0

  function at(delayMs: number): void {
    parts.clearTimer(timer as never)
    if (!stopped) timer = parts.setTimer(() => void round(), delayMs)
  }

  async function round(): Promise<void> {
    if (running) {
      again = true
      return
    }
    running = true
    again = false
    const outcome = await tryRound(parts)
    failures = outcome !== undefined && outcome.failure === undefined ? 0 : failures + 1
    onStatus({ phase: 'idle', sent: 0, total: 0, outcome })
    running = false
    at(again ? 0 : await pause())
  }

  async function pause(): Promise<number> {
    if (failures > 0) return backOffMs(failures, road.random)
    const next = await nextTryAt(device).catch(() => undefined)
    return next === undefined ? quietPullMs : Math.max(0, Math.min(quietPullMs, next - road.now()))
  }

  return {
    wake: () => (running ? (again = true) : at(0)),
    now() {
      failures = 0
      void Promise.all([retryAtOnce(device), retryPhotosAtOnce(device)])
        .catch(() => undefined)
        .then(() => (running ? (again = true) : at(0)))
    },
    stop() {
      stopped = true
      parts.clearTimer(timer as never)
    },
  }
}

/** One round alone among tabs; undefined when the database was closed or is full: the next round tries again. */
async function tryRound({ device, road, alone, onStatus }: ScheduleParts): Promise<RoundOutcome | undefined> {
  try {
    return await alone(async () => {
      const total = await device.database.outbox.count()
      onStatus({ phase: 'running', sent: 0, total })
      return runRound(device, road, (sent) => onStatus({ phase: 'running', sent, total }))
    })
  } catch {
    return undefined
  }
}
