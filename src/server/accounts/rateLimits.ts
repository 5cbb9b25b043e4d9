/** Counts failures by key over a sliding window, in memory: guessing is slowed, working is not. */
export interface RateLimit {
  /** How many failures are left, and how long to wait when none is. */
  readonly check: (key: string) => { readonly left: number; readonly waitMs: number }
  readonly fail: (key: string) => void
  /** Takes the last failure back: it was none. */
  readonly undo: (key: string) => void
  readonly forget: (key: string) => void
}

const mostKeys = 10_000

export function createRateLimit(now: () => number, most: number, windowMs: number): RateLimit {
  const failures = new Map<string, number[]>()

  function recent(key: string): number[] {
    return (failures.get(key) ?? []).filter((at) => now() - at < windowMs)
  }

  return {
    check: (key) => {
      const times = recent(key)
      const left = Math.max(0, most - times.length)
      return { left, waitMs: left > 0 ? 0 : Math.max(0, times[0]! + windowMs - now()) }
    },
    fail: (key) => {
      const times = [...recent(key), now()].slice(-most)
      failures.delete(key)
      failures.set(key, times)
      // the oldest go first, so that a flood of names can't fill the memory
      if (failures.size > mostKeys) failures.delete(failures.keys().next().value!)
    },
    undo: (key) => failures.get(key)?.pop(),
    forget: (key) => failures.delete(key),
  }
}
