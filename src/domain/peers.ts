import type { Answers } from './answers.ts'
import type { Known } from './factValues.ts'

/** What firms of a park are measured by among each other. */
export interface PeerFigures {
  readonly parkId: string | undefined
  readonly headcount: Known<number>
  readonly official: Known<number>
}

/** By park, what share of the workers are usually official members (the median, 0 to 1). */
export type UsualShares = ReadonlyMap<string, number>

/** Fewer firms with members do not say what is usual in a park. */
const fewestPeers = 5
/** In small firms a single member is a large share. */
const fewestWorkers = 20
const fewestMembers = 3
/** From so many times the usual share on, a slip is likelier than such a firm. */
const timesUsual = 5

export function usualShares(firms: readonly PeerFigures[]): UsualShares {
  const byPark = Map.groupBy(firms.flatMap(shareOf), ({ parkId }) => parkId)
  const usual = new Map<string, number>()
  for (const [parkId, shares] of byPark) {
    if (shares.length >= fewestPeers) usual.set(parkId, median(shares.map(({ share }) => share)))
  }
  return usual
}

/** Both shares where a visit tells of far more members than firms of the park usually have. */
export function farAboveUsual(
  answers: Answers,
  usual: number | undefined,
): { readonly share: number; readonly usual: number } | undefined {
  const [workers, members] = [countOf(answers, 'headcountTotal'), countOf(answers, 'membersOfficial')]
  if (usual === undefined || workers < fewestWorkers || members < fewestMembers) return undefined
  const share = members / workers
  return share > usual * timesUsual ? { share, usual } : undefined
}

function shareOf({ parkId, headcount, official }: PeerFigures) {
  if (parkId === undefined || headcount === 'unknown' || official === 'unknown') return []
  return headcount > 0 && official > 0 ? [{ parkId, share: official / headcount }] : []
}

/** What is not a number is none. */
function countOf(answers: Answers, key: 'headcountTotal' | 'membersOfficial'): number {
  const answer = answers[key]
  return answer?.kind === 'value' && typeof answer.value === 'number' ? answer.value : 0
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
