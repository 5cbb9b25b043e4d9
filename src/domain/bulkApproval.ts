import type { Answers } from './answers.ts'
import type { Facts } from './facts.ts'
import { isMemberCount, knowsMembers } from './facts/standing.ts'
import { fieldKeys } from './fields.ts'
import type { ReviewFlag } from './reviewFlags.ts'
import type { TrackRowId } from './track/table.ts'
import { headRevision, type VisitRecord } from './visit.ts'

const plainReasons = ['own', 'flagged', 'firstVisit', 'sentAgain', 'othersWait', 'refused'] as const
const weightyReasons = ['weightyTrack', 'trackChanges', 'membersUnsure'] as const

/** Why a visit is decided by itself and never together with others, in the order in which it is told. */
export const singleReasons = [...plainReasons, ...weightyReasons] as const
export type SingleReason = (typeof singleReasons)[number]

export interface BulkInput {
  readonly visit: VisitRecord
  /** All visits of the firm. */
  readonly visits: readonly VisitRecord[]
  readonly flags: readonly ReviewFlag[]
  /** Recorded by whoever looks. */
  readonly isOwn: boolean
  /** Asked for only where nothing simpler decides: it costs more than all the rest. */
  readonly outlook: () => Outlook
}

interface Outlook {
  /** The way forward by approved visits, and with this one approved too. */
  readonly trackBefore: TrackRowId
  readonly trackAfter: TrackRowId
  /** Facts with this one approved too. */
  readonly factsAfter: Facts
}

/** The first reason that applies; undefined for a visit that may be approved together with others. */
export function whySingle(input: BulkInput): SingleReason | undefined {
  const plain = plainReasons.find((reason) => plainRules[reason](input))
  if (plain !== undefined) return plain
  const outlook = input.outlook()
  return weightyReasons.find((reason) => weightyRules[reason](outlook, input.visit))
}

/** Out of scope, an organisation in danger, and a cell that could be founded. */
const weightyTracks: readonly TrackRowId[] = ['D0', 'D3', 'D4']

const plainRules: Readonly<Record<(typeof plainReasons)[number], (input: BulkInput) => boolean>> = {
  own: ({ isOwn }) => isOwn,
  flagged: ({ flags }) => flags.length > 0,
  firstVisit: ({ visits }) => !visits.some(({ state }) => state === 'approved'),
  // the reviewer asked for something, and should see what came of it
  sentAgain: ({ visit }) => visit.revisions.length > 1,
  // what each leaves as it is they may change together
  othersWait: ({ visit, visits }) => visits.some(({ id, state }) => id !== visit.id && state === 'submitted'),
  refused: ({ visit }) => isSaid(visit, 'outcome', 'refused') || isSaid(visit, 'ownerStance', 'refused'),
}

const weightyRules: Readonly<
  Record<(typeof weightyReasons)[number], (outlook: Outlook, visit: VisitRecord) => boolean>
> = {
  weightyTrack: ({ trackAfter }) => weightyTracks.includes(trackAfter),
  trackChanges: ({ trackBefore, trackAfter }) => trackBefore !== trackAfter,
  membersUnsure: ({ factsAfter }, visit) =>
    fieldKeys.some((key) => {
      const fact = factsAfter[key]
      return isMemberCount(key) && fact?.visitId === visit.id && !knowsMembers(fact.saidBy)
    }),
}

function isSaid(visit: VisitRecord, key: string, value: string): boolean {
  const answer = (headRevision(visit).body.answers as Answers)[key]
  return answer?.kind === 'value' && answer.value === value
}
