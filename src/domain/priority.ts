import { compareText } from './compareText.ts'
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
  /** The firm's name as a search key, written so that `<` compares code points. */
  readonly foldedName: string
  /** Keys 0 to 3 in one number, the smaller the earlier. */
  readonly packed: number
  /** The first ties: official and probationary members. */
  readonly packedMembers: number
  /** The next: the day of the earliest step that is overdue, and the day of the last contact. */
  readonly packedDays: number
}

export interface PriorityKeyInput {
  readonly firmId: string
  readonly foldedName: string
  readonly state: FirmState
  readonly access: AccessEase | 'unknown'
  /** yyyy-mm-dd; absent when nobody of the firm was ever reached. */
  readonly lastContactOn?: string | undefined
  /** The day of the next step or appointment. */
  readonly followUpOn?: string | undefined
  /** Today: a step is overdue from the day after. */
  readonly asOf: string
}

export function priorityKey(input: PriorityKeyInput): PriorityKey {
  const { state, access, followUpOn, lastContactOn, asOf } = input
  const overdueSince = followUpOn !== undefined && followUpOn < asOf ? followUpOn : undefined
  return {
    firmId: input.firmId,
    surveyed: state.surveyed,
    access,
    union: state.union,
    headcount: state.headcount,
    official: state.ownOfficial,
    foldedName: inCodePointOrder(input.foldedName),
    packed: pack(state, access),
    packedMembers:
      packMore(state.ownOfficial, mostMembers) * mostMembers + packMore(state.probationary, mostMembers),
    packedDays: packDay(overdueSince ?? noDay) * mostDays + packDay(lastContactOn ?? '0000-00-00'),
  }
}

/** The keys of the motto after «đã khảo sát», in its order. */
export const priorityKeys = ['access', 'union', 'headcount'] as const
export type PriorityKeyName = (typeof priorityKeys)[number]

const accessOrder = { easy: 0, medium: 1, hard: 2, unknown: 3 } as const
const unionOrder = { yes: 0, no: 1, unknown: 2 } as const
/** More workers and members than any firm has; not knowing comes after all of them. */
const mostWorkers = 2 ** 20
const mostMembers = 2 ** 20
const mostDays = 1e8
/** Later than all that fit. */
const noDay = '8999-99-99'

function pack(state: FirmState, access: PriorityKey['access']): number {
  const workers = packMore(state.headcount, mostWorkers)
  const surveyed = state.surveyed ? 0 : 1
  return ((surveyed * 4 + accessOrder[access]) * 3 + unionOrder[state.union]) * mostWorkers + workers
}

/** The smaller the more there are. */
function packMore(count: Known<number>, most: number): number {
  return count === 'unknown' ? most - 1 : most - 2 - Math.min(count, most - 2)
}

/** yyyy-mm-dd as a number of eight digits. */
function packDay(day: string): number {
  return Number(day.replaceAll('-', ''))
}

/**
 * Surveyed first, then easy before hard access, a union before none, many workers before few; what is not known
 * comes after all that is. Ties: more official members, more probationary ones, the step overdue for longest,
 * the contact longest ago (never comes first), name, id. Never 0 for two firms.
 */
export function comparePriority(one: PriorityKey, other: PriorityKey): number {
  return one.packed - other.packed || compareTies(one, other)
}

function compareTies(one: PriorityKey, other: PriorityKey): number {
  if (one.packedMembers !== other.packedMembers) return one.packedMembers - other.packedMembers
  if (one.packedDays !== other.packedDays) return one.packedDays - other.packedDays
  return compareText(one.foldedName, other.foldedName) || compareText(one.firmId, other.firmId)
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
  /** Firms that are still to be surveyed or of which something is missing, those with many workers first. */
  readonly surveyQueue: readonly Item[]
}

export function rankFirms<Item extends RankItem>(items: readonly Item[]): Ranking<Item> {
  const inScope = items
    .filter(({ row }) => row !== 'D0')
    .sort((one, other) => comparePriority(one.key, other.key))
  const [order, organised, urgent]: [Item[], Item[], Item[]] = [[], [], []]
  for (const pinned of [true, false]) {
    for (const item of inScope) {
      if (item.pinned !== pinned) continue
      const list = isOrganised(item) ? organised : order
      list.push(item)
      if (item.row === 'D3') urgent.push(item)
    }
  }
  // sorting keeps the order of those with as many workers
  const surveyQueue = inScope
    .filter(({ row, key }) => row === 'D1' || !key.surveyed)
    .sort((one, other) => compareMore(one.key.headcount, other.key.headcount))
  return { order, organised, urgent, surveyQueue }
}

/** Where a firm stands in its list. */
export interface Place {
  readonly list: 'order' | 'organised' | 'none'
  /** 1 for the first; 0 in no list. */
  readonly n: number
  readonly of: number
}

/** The place that a firm would have among others, as `rankFirms` gives it, without putting all of them in order. */
export function placeAmong(others: readonly RankItem[], item: RankItem): Place {
  if (item.row === 'D0') return { list: 'none', n: 0, of: 0 }
  const organised = isOrganised(item)
  const beside = others.filter((other) => other.row !== 'D0' && isOrganised(other) === organised)
  const earlier = beside.filter((other) => comesBefore(other, item))
  return { list: organised ? 'organised' : 'order', n: earlier.length + 1, of: beside.length + 1 }
}

function comesBefore(one: RankItem, other: RankItem): boolean {
  return one.pinned === other.pinned ? comparePriority(one.key, other.key) < 0 : one.pinned
}

/** Firms in another order of keys, or by fewer of them: to look at, nothing else knows of it. Pinned ones lead. */
export function orderIf<Item extends RankItem>(
  items: readonly Item[],
  keys: readonly PriorityKeyName[],
): Item[] {
  const placed = items.map((item) => ({ item, packed: packIf(item, keys) }))
  placed.sort((one, other) => one.packed - other.packed || compareTies(one.item.key, other.item.key))
  return placed.map(({ item }) => item)
}

function packIf({ key, pinned }: RankItem, keys: readonly PriorityKeyName[]): number {
  const parts = {
    access: [accessOrder[key.access], 4],
    union: [unionOrder[key.union], 3],
    headcount: [packMore(key.headcount, mostWorkers), mostWorkers],
  } as const
  const start = (pinned ? 0 : 2) + (key.surveyed ? 0 : 1)
  return keys.reduce((packed, name) => packed * parts[name][1] + parts[name][0], start)
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

function isOrganised({ org, row }: RankItem): boolean {
  return org === 'own' || org === 'joint' || row === 'D2' || row === 'D3'
}

/** The larger number first, not knowing last. */
function compareMore(one: Known<number>, other: Known<number>): number {
  if (one === other) return 0
  if (one === 'unknown') return 1
  return other === 'unknown' ? -1 : other - one
}

const fromSurrogatesOn = /[\ud800-\uffff]/

/** Names order by code points, the same on every machine; what UTF-16 orders otherwise is written in digits. */
function inCodePointOrder(text: string): string {
  if (!fromSurrogatesOn.test(text)) return text
  const units = Array.from(text, (char) => {
    const point = char.codePointAt(0)!
    return point < 0xd800 ? char : String.fromCharCode(0xd7ff, point >> 12, point & 0xfff)
  })
  return units.join('')
}
