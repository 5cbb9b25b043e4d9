import { succeed, type Result } from '#domain/result.ts'
import type { Device } from '#device/device.ts'
import { recordOperations, type Deed } from '#device/recordOperation.ts'
import { listLimits } from './listLimits.ts'

/** Records many deeds, some in each transaction; what is on disk when one fails stays. */
export async function recordInTurn(
  device: Device,
  deeds: readonly Deed[],
  onProgress: (done: number, of: number) => void,
): Promise<Result<number>> {
  const { deedsAtOnce } = listLimits
  for (let from = 0; from < deeds.length; from += deedsAtOnce) {
    onProgress(from, deeds.length)
    const recorded = await recordOperations(device, deeds.slice(from, from + deedsAtOnce))
    if (!recorded.ok) return recorded
  }
  return succeed(deeds.length)
}
