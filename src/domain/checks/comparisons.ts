import type { Fact } from '#domain/facts.ts'
import { statedBy } from '#domain/facts/statements.ts'
import { isMemberCount, weighsLess } from '#domain/facts/standing.ts'
import { fieldKeys, type FieldKey } from '#domain/fields.ts'
import { countOf, valueOf, type Check, type CheckInput, type Hit } from './check.ts'

interface Jump {
  readonly before: number
  readonly now: number
  /** Undefined from zero. */
  readonly percent: number | undefined
}

/** A change of the workforce that is large both by share and by people. */
function headcountJump({ answers, before: facts, limits }: CheckInput): Jump | undefined {
  const before = facts['headcountTotal']?.value
  const now = countOf(answers, 'headcountTotal')
  if (typeof before !== 'number' || now === undefined) return undefined
  const change = Math.abs(now - before)
  if (change < limits.headcountJumpPeople || change * 100 < before * limits.headcountJumpPercent)
    return undefined
  return { before, now, percent: before === 0 ? undefined : Math.round((change * 100) / before) }
}

function jumpCheck(key: string, applies: (jump: Jump) => boolean): Check {
  return {
    key,
    severity: 'confirm',
    fields: ['headcountTotal'],
    find: (input) => {
      const jump = headcountJump(input)
      if (jump === undefined || !applies(jump)) return []
      const { before, now, percent } = jump
      return [
        { at: 'headcountTotal', parameters: { before, now, ...(percent !== undefined && { percent }) } },
      ]
    },
  }
}

/** Who knows a number best: whoever said it, or confirmed it since. */
function changedByLesser(input: CheckInput, key: FieldKey): readonly Hit[] {
  const known: Fact | undefined = input.before[key]
  const answer = input.answers[key]
  const now = countOf(input.answers, key)
  if (known === undefined || now === undefined || answer?.kind !== 'value' || known.value === now) return []
  const saidBy = answer.source ?? statedBy(input.answers) ?? 'surveyor'
  if (!weighsLess(saidBy, known.saidBy)) return []
  const parameters = { before: known.value as number, now, saidBefore: known.saidBy, saidBy, on: known.on }
  return [{ at: key, parameters }]
}

const comparedCounts = fieldKeys.filter(
  (key) => isMemberCount(key) && ['membersOfficial', 'membersProbationary', 'membersStable'].includes(key),
)

export const comparisonChecks: readonly Check[] = [
  jumpCheck('headcountUp', ({ before, now }) => before > 0 && now > before),
  jumpCheck('headcountDown', ({ before, now }) => now < before),
  jumpCheck('headcountFromNone', ({ before }) => before === 0),
  {
    key: 'membersChangedByLesser',
    severity: 'confirm',
    fields: comparedCounts,
    find: (input) => comparedCounts.flatMap((key) => changedByLesser(input, key)),
  },
  {
    // only official members count to three, never probationary ones
    key: 'cellTooSmall',
    severity: 'warning',
    fields: ['partyOrgStatus', 'membersOfficial', 'orgOfficialTotal'],
    find: ({ answers, limits }) => {
      const status = valueOf(answers, 'partyOrgStatus')
      const isOwn = status === 'cell' || status === 'committee'
      const key = isOwn ? 'membersOfficial' : 'orgOfficialTotal'
      const official = isOwn || status === 'jointCell' ? countOf(answers, key) : undefined
      if (official === undefined || official >= limits.minOfficialForCell) return []
      return [{ at: key, parameters: { members: official, needed: limits.minOfficialForCell } }]
    },
  },
]
