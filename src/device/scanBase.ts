import type { BaseRow } from './database.ts'
import type { Device } from './device.ts'

/**
 * Reads the whole base in portions that a small device can hold, sorted by scope and never with a scope in two
 * portions. Nothing holds others back meanwhile: whoever needs one moment compares `baseVersion` afterwards.
 */
export async function scanBase(
  { database }: Device,
  take: (rows: readonly BaseRow[]) => Promise<void>,
): Promise<void> {
  let from = ''
  for (let limit = portion; ;) {
    const rows = await database.base.where('scope').aboveOrEqual(from).limit(limit).toArray()
    const last = rows.at(-1)?.scope
    if (rows.length < limit) return take(rows)
    // the last scope may go on: it begins the next portion
    const whole = rows.filter((row) => row.scope !== last)
    if (whole.length === 0) {
      limit *= 2
      continue
    }
    await take(whole)
    from = last!
  }
}

const portion = 1000
