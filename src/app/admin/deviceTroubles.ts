import type { KnownDevice } from '#app/ports.tsx'

/**
 * What a device should be looked at for. `gap`: deeds recorded before others that arrived have not come.
 * `late`: it was here today, and what it holds waits for more than a day. `silent`: nobody knows what it holds by now.
 */
export type Trouble = 'gap' | 'late' | 'silent'

export const dayMs = 86_400_000
/** With nothing left to send it may rest over a weekend and a holiday. */
const restMs = 7 * dayMs

/** None of a device reported stolen, which sends nothing any more. */
export function troublesOf(device: KnownDevice, now: number): readonly Trouble[] {
  const { lastSeenAt, missing, unsent, unsentSince, revoked } = device
  if (revoked === 'stolen') return []
  const silentFor = lastSeenAt === undefined ? 0 : now - Date.parse(lastSeenAt)
  const isSilent = silentFor > (unsent > 0 ? dayMs : restMs) && !(revoked === 'drain' && unsent === 0)
  const isLate = unsent > 0 && unsentSince !== undefined && now - Date.parse(unsentSince) > dayMs
  return [
    ...(missing > 0 ? (['gap'] as const) : []),
    ...(isSilent ? (['silent'] as const) : isLate ? (['late'] as const) : []),
  ]
}
