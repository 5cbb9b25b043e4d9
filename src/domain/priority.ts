import type { Known } from './factValues.ts'
import type { AccessEase } from './fields/codes.ts'
import type { FirmState, YesNo } from './firmState.ts'
import { message, type Message } from './message.ts'
import type { TrackRowId } from './track/table.ts'

/** What decides the order between firms: nothing else does, so that two devices agree. */
export interface PriorityKey {
  readonly firmId: string
  readonly surveyed: boolean
  readonly access: AccessEase | 'unknown'
  readonly union: YesNo
  readonly headcount: Known<number>
  readonly official: Known<number>
  readonly probationary: Known<number>
  /** The day of the earliest step that is overdue, yyyy-mm-dd. */
  readonly overdueSince?: string
  /** yyyy-mm-dd; absent when nobody of the firm was ever reached. */
  readonly lastContactOn?: string
  /** The firm's name as a search key. */
  readonly foldedName: string
  /** Keys 0 to 3 in one number, the smaller the earlier. */
  readonly packed: number
}

export interface PriorityKeyInput {
  readonly firmId: string
  readonly foldedName: string
  readonly state: FirmState
  readonly access: AccessEase | 'unknown'
  readonly lastContactOn?: string | undefined
  /** The day of the next step or appointment. */
  readonly followUpOn?: string | undefined
  /** Today: a step is overdue from the day after. */
  readonly asOf: string
}

export function priorityKey(input: PriorityKeyInput): PriorityKey {
  const { state, access, followUpOn, lastContactOn, asOf } = input
  return {
    firmId: input.firmId,
    surveyed: state.surveyed,
    access,
    union: state.union,
    headcount: state.headcount,
    official: state.ownOfficial,
    probationary: state.probationary,
    ...(followUpOn !== undefined && followUpOn < asOf && { overdueSince: followUpOn }),
    ...(lastContactOn !== undefined && { lastContactOn }),
    foldedName: input.foldedName,
    packed: pack(state, access),
  }
}

const accessOrder = { easy: 0, medium: 1, hard: 2, unknown: 3 } as const
const unionOrder = { yes: 0, no: 1, unknown: 2 } as const
/** More workers than any firm has; not knowing comes after all of them. */
const mostWorkers = 2 ** 40

function pack(state: FirmState, access: PriorityKey['access']): number {
  const workers = state.headcount === 'unknown' ? mostWorkers - 1 : mostWorkers - 2 - state.headcount
  const surveyed = state.surveyed ? 0 : 1
  return ((surveyed * 4 + accessOrder[access]) * 3 + unionOrder[state.union]) * mostWorkers + workers
}

/**
 * Surveyed first, then easy before hard access, a union before none, many workers before few; what is not known
 * comes after all that is. Ties: more official members, more probationary ones, the step overdue for longest,
 * the contact longest ago (never comes first), name, id. Never 0 for two firms.
 */
export function comparePriority(one: PriorityKey, other: PriorityKey): number {
  if (one.packed !== other.packed) return one.packed - other.packed
  return (
    compareMore(one.official, other.official) ||
    compareMore(one.probationary, other.probationary) ||
    compareText(one.overdueSince ?? '9999', other.overdueSince ?? '9999') ||
    compareText(one.lastContactOn ?? '', other.lastContactOn ?? '') ||
    compareText(one.foldedName, other.foldedName) ||
    compareText(one.firmId, other.firmId)
  )
}

/** A firm as it is to be ordered. */
export interface RankItem {
  readonly key: PriorityKey
  /** The row that stands. */
  readonly row: TrackRowId
  readonly org: FirmState['org']
  /** A leader put it on top. */
  readonly pinned: boolean
}

/** Lists of firms, each in order; a firm may stand in several. Firms out of scope stand in none. */
export interface Ranking<Item extends RankItem> {
  /** Firms without an organisation: whom to go to first. Pinned ones lead. */
  readonly order: readonly Item[]
  /** Firms with an organisation have a list of their own. */
  readonly organised: readonly Item[]
  /** Cells with too few members: before everything else. */
  readonly urgent: readonly Item[]
  /** Firms of which something is still missing, those with many workers first. */
  readonly surveyQueue: readonly Item[]
}

export function rankFirms<Item extends RankItem>(items: readonly Item[]): Ranking<Item> {
  const inScope = items.filter(({ row }) => row !== 'D0').toSorted(comparePinned)
  return {
    order: inScope.filter((item) => !isOrganised(item)),
    organised: inScope.filter(isOrganised),
    urgent: inScope.filter(({ row }) => row === 'D3'),
    surveyQueue: inScope
      .filter(({ row }) => row === 'D1')
      .toSorted(
        (one, other) =>
          compareMore(one.key.headcount, other.key.headcount) || comparePriority(one.key, other.key),
      ),
  }
}

/** Why a firm stands where it does: «dễ tiếp cận · có công đoàn · 1.250 lao động». */
export function reasonOf(key: PriorityKey): readonly Message[] {
  return [
    ...(key.surveyed ? [] : [message('reason_notSurveyed')]),
    message(`reason_access_${key.access}`),
    message(`reason_union_${key.union}`),
    key.headcount === 'unknown'
      ? message('reason_headcount_unknown')
      : message('reason_headcount', { count: key.headcount }),
  ]
}

function comparePinned(one: RankItem, other: RankItem): number {
  if (one.pinned !== other.pinned) return one.pinned ? -1 : 1
  return comparePriority(one.key, other.key)
}

function isOrganised({ org, row }: RankItem): boolean {
  return org === 'own' || org === 'joint' || row === 'D2' || row === 'D3'
}

/** The larger number first, not knowing last. */
function compareMore(one: Known<number>, other: Known<number>): number {
  if (one === other) return 0
  if (one === 'unknown') return 1
  return other === 'unknown' ? -1 : other - one
}

/** By code points, the same on every machine. */
function compareText(one: string, other: string): number {
  if (one === other) return 0
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index += 1) {
    if (one.charCodeAt(index) !== other.charCodeAt(index))
      return one.codePointAt(index)! - other.codePointAt(index)!
  }
  return one.length - other.length
}
