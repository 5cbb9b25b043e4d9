const stealAfterMs = 120_000

export interface AloneParts {
  readonly locks: Pick<LockManager, 'request'>
  readonly setTimer: (work: () => void, delayMs: number) => unknown
  readonly clearTimer: (timer: never) => void
}

/** One round at a time among tabs and workers; a holder that is frozen is stolen from. */
export async function alone<Value>(
  { locks, setTimer, clearTimer }: AloneParts,
  work: () => Promise<Value>,
): Promise<Value> {
  const patience = new AbortController()
  const timer = setTimer(() => patience.abort(), stealAfterMs) as never
  try {
    return await locks.request('sync', { signal: patience.signal }, () => {
      clearTimer(timer)
      return work()
    })
  } catch (error) {
    if (!patience.signal.aborted) throw error
    return locks.request('sync', { steal: true }, work)
  }
}
