import type { Answer, Answers } from './answers.ts'
import { isSame } from './facts/applyStatement.ts'
import type { Fact, Facts } from './facts.ts'
import { statedBy, visitMs } from './facts/statements.ts'
import { fieldKeys, fieldOf, type FieldKey } from './fields.ts'
import { hangings } from './fields/hanging.ts'
import { vietnamDay } from './time.ts'
import { headRevision, type VisitRecord, type VisitRevision } from './visit.ts'

export interface ValueChange {
  readonly key: FieldKey
  readonly before?: Fact | undefined
  /** `cleared` also where a leading answer took the value along. */
  readonly now: Answer
}

export interface Comparison {
  readonly changed: readonly ValueChange[]
  /** Said again as it was. */
  readonly unchanged: readonly FieldKey[]
  /** Known before, asked again, and not known, declined or put off this time. */
  readonly notSaid: readonly FieldKey[]
}

/** Facts of the firm, in the order of the form; what was arranged for the next time is no change of the firm. */
const comparedKeys = fieldKeys.filter(
  (key) => fieldOf(key)?.fact === true && fieldOf(key)?.section !== 6 && key !== 'noticeVersion',
)

/** Before → now for the reviewer: what a revision says against what is known without it. */
export function compareVisits(before: Facts, revision: VisitRevision): Comparison {
  const answers = revision.body.answers as Answers
  const changed: ValueChange[] = []
  const unchanged: FieldKey[] = []
  const notSaid: FieldKey[] = []
  for (const key of comparedKeys) {
    const known = before[key]
    const now =
      answers[key] ??
      (known !== undefined && isTakenAlong(key, answers) ? { kind: 'cleared' as const } : undefined)
    if (now === undefined) continue
    if (now.kind === 'unknown') {
      if (known !== undefined) notSaid.push(key)
    } else if (isUnchanged(known, now)) unchanged.push(key)
    else changed.push({ key, ...(known !== undefined && { before: known }), now })
  }
  return { changed, unchanged, notSaid }
}

function isUnchanged(known: Fact | undefined, now: Answer): boolean {
  if (now.kind !== 'value') return known === undefined
  return known !== undefined && known.precision === now.precision && isSame(known.value, now.value)
}

function isTakenAlong(key: FieldKey, answers: Answers): boolean {
  return hangings.some(({ leading, holdsFor, keys }) => {
    const answer = answers[leading]
    return keys.includes(key) && answer?.kind === 'value' && !holdsFor.includes(answer.value)
  })
}

export interface Contradiction {
  readonly firmId: string
  readonly key: FieldKey
  /** yyyy-mm-dd */
  readonly day: string
  readonly said: readonly {
    readonly visitId: string
    readonly personId: string
    readonly saidBy: string
    readonly value: number
  }[]
}

const countKeys = fieldKeys.filter((key) => fieldOf(key)?.type === 'count')

/** Counts on which visits of different people to one firm on one day contradict each other. */
export function conflictingSameDay(visits: readonly VisitRecord[]): readonly Contradiction[] {
  const said = visits.filter((visit) => visit.state !== 'void').flatMap((visit) => countsSaid(visit))
  const together = Map.groupBy(said, ({ firmId, key, day }) => `${firmId} ${day} ${key}`)
  return [...together.values()].flatMap((group) => {
    const { firmId, key, day } = group[0]!
    const differ = new Set(group.map(({ value }) => value)).size > 1
    const people = new Set(group.map(({ personId }) => personId))
    if (!differ || people.size < 2) return []
    return [
      {
        firmId,
        key,
        day,
        said: group.map(({ visitId, personId, saidBy, value }) => ({ visitId, personId, saidBy, value })),
      },
    ]
  })
}

function countsSaid(visit: VisitRecord) {
  const revision = headRevision(visit)
  const answers = revision.body.answers as Answers
  const { id: visitId, firmId, personId } = visit
  const day = vietnamDay(visitMs(visit, revision))
  return countKeys.flatMap((key) => {
    const answer = answers[key]
    if (answer?.kind !== 'value' || typeof answer.value !== 'number') return []
    const saidBy = answer.source ?? statedBy(answers) ?? 'surveyor'
    return [{ firmId, key, day, visitId, personId, saidBy, value: answer.value }]
  })
}
