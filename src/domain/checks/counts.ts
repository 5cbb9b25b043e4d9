import type { Answers } from '#domain/answers.ts'
import { fieldKeys, fieldOf, type FieldKey } from '#domain/fields.ts'
import { partyOrgExists, placeKeys } from '#domain/fields/hanging.ts'
import { bothCounts, countOf, valueOf, type Check } from './check.ts'

const countKeys = fieldKeys.filter((key) => fieldOf(key)?.type === 'count')

/** A part that may not be larger than its whole. */
function notMore(key: string, part: FieldKey, whole: FieldKey): Check {
  return {
    key,
    severity: 'error',
    fields: [part, whole],
    find: ({ answers }) => {
      const counts = bothCounts(answers, part, whole)
      if (counts === undefined || counts[0] <= counts[1]) return []
      return [{ at: part, parameters: { part: counts[0], whole: counts[1] } }]
    },
  }
}

/** Official and probationary together as far as they are known; undefined if neither is. */
function members(answers: Answers): number | undefined {
  const official = countOf(answers, 'membersOfficial')
  const probationary = countOf(answers, 'membersProbationary')
  return official === undefined && probationary === undefined
    ? undefined
    : (official ?? 0) + (probationary ?? 0)
}

function placed(answers: Answers): number | undefined {
  const counts = placeKeys.map((key) => countOf(answers, key))
  return counts.every((count) => count === undefined)
    ? undefined
    : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
}

/** Errors in numbers alone: each can be put right by changing one of them. */
export const countChecks: readonly Check[] = [
  {
    key: 'notAWholeNumber',
    severity: 'error',
    fields: [],
    find: ({ answers }) =>
      countKeys
        .filter((key) => {
          const value = valueOf(answers, key)
          return value !== undefined && !(Number.isSafeInteger(value) && (value as number) >= 0)
        })
        .map((key) => ({ at: key })),
  },
  {
    key: 'tooLargeNumber',
    severity: 'error',
    fields: [],
    find: ({ answers }) =>
      countKeys.flatMap((key) => {
        const max = fieldOf(key)?.max ?? Number.MAX_SAFE_INTEGER
        return (countOf(answers, key) ?? 0) > max ? [{ at: key, parameters: { max } }] : []
      }),
  },
  {
    key: 'membersOverWorkers',
    severity: 'error',
    fields: ['membersOfficial', 'membersProbationary', 'headcountVn', 'headcountTotal'],
    find: ({ answers }) => {
      const count = members(answers)
      const workers = countOf(answers, 'headcountVn') ?? countOf(answers, 'headcountTotal')
      if (count === undefined || workers === undefined || count <= workers) return []
      return [{ at: 'membersOfficial', parameters: { members: count, workers } }]
    },
  },
  notMore('moreVietnameseThanWorkers', 'headcountVn', 'headcountTotal'),
  notMore('moreYoungThanWorkers', 'headcountYouth', 'headcountTotal'),
  notMore('moreUnionMembersThanWorkers', 'unionMembers', 'headcountTotal'),
  notMore('moreYouthMembersThanWorkers', 'youthMembers', 'headcountTotal'),
  notMore('moreStableThanOfficial', 'membersStable', 'membersOfficial'),
  notMore('moreTrainedThanCandidates', 'candidatesTrained', 'candidates'),
  notMore('moreOfficialThanJointCell', 'membersOfficial', 'orgOfficialTotal'),
  {
    key: 'placesIncomplete',
    severity: 'error',
    fields: [...placeKeys, 'membersOfficial', 'membersProbationary'],
    find: ({ answers }) => {
      const sum = placed(answers)
      const counts = bothCounts(answers, 'membersOfficial', 'membersProbationary')
      if (sum === undefined || counts === undefined || sum === counts[0] + counts[1]) return []
      return [{ at: 'membersOwnCell', parameters: { placed: sum, members: counts[0] + counts[1] } }]
    },
  },
  {
    key: 'cellWithoutMembers',
    severity: 'error',
    fields: ['partyOrgStatus', 'membersOfficial', 'membersProbationary'],
    find: ({ answers }) => {
      const status = valueOf(answers, 'partyOrgStatus')
      const counts = bothCounts(answers, 'membersOfficial', 'membersProbationary')
      const isOwn = status === 'cell' || status === 'committee'
      return isOwn && counts !== undefined && counts[0] + counts[1] === 0 ? [{ at: 'membersOfficial' }] : []
    },
  },
  {
    key: 'hasMembersButNone',
    severity: 'error',
    fields: ['hasMembers', 'membersOfficial', 'membersProbationary'],
    find: ({ answers }) => {
      const counts = bothCounts(answers, 'membersOfficial', 'membersProbationary')
      const says = valueOf(answers, 'hasMembers') === true
      return says && counts !== undefined && counts[0] + counts[1] === 0 ? [{ at: 'membersOfficial' }] : []
    },
  },
  {
    key: 'placedInMissingCell',
    severity: 'error',
    fields: ['membersOwnCell', 'partyOrgStatus'],
    find: ({ answers }) => {
      const status = valueOf(answers, 'partyOrgStatus')
      const isPlaced = (countOf(answers, 'membersOwnCell') ?? 0) > 0
      return isPlaced && status !== undefined && !partyOrgExists(status) ? [{ at: 'membersOwnCell' }] : []
    },
  },
]
