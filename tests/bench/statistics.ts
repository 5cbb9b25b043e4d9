/** The value below which a share of the sorted values lies; 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** Runs two things in turn, A B A B, so that a busy machine is unkind to both. */
export async function takeTurns<Ours, Floor>(
  rounds: number,
  ours: () => Promise<Ours>,
  floor: () => Promise<Floor>,
): Promise<{ ours: Ours[]; floor: Floor[] }> {
  const results: { ours: Ours[]; floor: Floor[] } = { ours: [], floor: [] }
  for (let round = 0; round < rounds; round += 1) {
    results.ours.push(await ours())
    results.floor.push(await floor())
  }
  return results
}
