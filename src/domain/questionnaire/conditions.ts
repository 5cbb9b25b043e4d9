import { countIn, valueIn, type DraftAnswers } from '#domain/draft.ts'
import { respondentByOutcome, type Outcome, type RespondentRole } from '#domain/fields/codes.ts'
import { partyOrgExists, unionExists, youthExists } from '#domain/fields/hanging.ts'
import type { Condition } from './question.ts'

export function respondentIn(draft: DraftAnswers): RespondentRole | undefined {
  const outcome = valueIn(draft, 'outcome')
  return typeof outcome === 'string' ? respondentByOutcome[outcome as Outcome] : undefined
}

export function someoneAnswered(draft: DraftAnswers): boolean {
  return respondentIn(draft) !== undefined
}

/** The owner or whoever is authorised to speak for the owner. */
export function ownerAnswered(draft: DraftAnswers): boolean {
  const respondent = respondentIn(draft)
  return respondent === 'owner' || respondent === 'representative'
}

export function noticeGiven(draft: DraftAnswers): boolean {
  return valueIn(draft, 'noticeGiven') === true
}

export function outcomeIs(...outcomes: readonly Outcome[]): Condition {
  return (draft) => outcomes.includes(valueIn(draft, 'outcome') as Outcome)
}

export function hasUnion(draft: DraftAnswers): boolean {
  return unionExists(valueIn(draft, 'unionStatus'))
}

export function hasYouthOrganisation(draft: DraftAnswers): boolean {
  return youthExists(valueIn(draft, 'youthStatus'))
}

export function hasPartyOrg(draft: DraftAnswers): boolean {
  return partyOrgExists(valueIn(draft, 'partyOrgStatus'))
}

/** Whether numbers of members are asked: there is an organisation, or members without one. */
export function hasMembers(draft: DraftAnswers): boolean {
  return hasPartyOrg(draft) || valueIn(draft, 'hasMembers') === true
}

/** Members known by number, official and probationary; nobody is counted whose number is not known. */
export function knownMembers(draft: DraftAnswers): number {
  if (!hasMembers(draft)) return 0
  return (countIn(draft, 'membersOfficial') ?? 0) + (countIn(draft, 'membersProbationary') ?? 0)
}

export function officialMembers(draft: DraftAnswers): number {
  return hasMembers(draft) ? (countIn(draft, 'membersOfficial') ?? 0) : 0
}

/** Group of the firm's capital: what was corrected in this form, else the profile; undefined if not known. */
export const ownership = (draft: DraftAnswers, profileGroup: string | undefined): string | undefined =>
  (valueIn(draft, 'ownershipGroup') as string | undefined) ?? profileGroup

export const isNewProject: Condition = (draft) =>
  ['applying', 'granted'].includes(valueIn(draft, 'projectStage') as string)

/** The firm has closed or moved away: nothing comes next here. */
export function isOutOfScope(draft: DraftAnswers): boolean {
  if (valueIn(draft, 'outcome') !== 'notFound') return false
  return ['closed', 'moved'].includes(valueIn(draft, 'operatingStatus') as string)
}
