import { valueIn } from '#domain/draft.ts'
import {
  agreedSteps,
  commitments,
  ownerNationalities,
  ownerNeeds,
  ownerStances,
} from '#domain/fields/codes.ts'
import { isNewProject, ownerAnswered, ownership } from './conditions.ts'
import type { Condition, Question } from './question.ts'

const stanceIs =
  (...stances: readonly string[]): Condition =>
  (draft) =>
    ownerAnswered(draft) && stances.includes(valueIn(draft, 'ownerStance') as string)

const ownerInPerson: Condition = (draft, { unit }) =>
  unit.asksOwnerMembership &&
  valueIn(draft, 'outcome') === 'metOwner' &&
  (valueIn(draft, 'mode') ?? 'inPerson') === 'inPerson'

/** «Ý kiến của chủ doanh nghiệp», written after leaving. */
export const section5: readonly Question[] = [
  {
    id: 'ownerStance',
    section: 5,
    keys: ['ownerStance'],
    control: { kind: 'bigButtons', groups: [{ id: 'ownerStance', codes: ownerStances }] },
    need: 'required',
    when: ownerAnswered,
    fold: 'ownerOpinion',
  },
  {
    id: 'ownerAgreedTo',
    section: 5,
    keys: ['ownerAgreedTo'],
    control: { kind: 'chips', codes: agreedSteps, many: true },
    need: 'required',
    when: stanceIs('support'),
    fold: 'ownerOpinion',
  },
  {
    id: 'ownerConcerns',
    section: 5,
    keys: ['ownerConcerns', 'ownerConcernsSettled'],
    control: { kind: 'concerns' },
    need: 'required',
    when: stanceIs('hesitant', 'notAgreed', 'refused'),
    fold: 'ownerOpinion',
  },
  {
    id: 'ownerNeeds',
    section: 5,
    keys: ['ownerNeeds'],
    control: { kind: 'chips', codes: ownerNeeds, many: true },
    need: 'optional',
    fold: 'ownerOpinion',
  },
  {
    id: 'request',
    section: 5,
    keys: ['request'],
    control: { kind: 'shortText' },
    need: 'optional',
    fold: 'ownerOpinion',
  },
  {
    id: 'ownerNationality',
    section: 5,
    keys: ['ownerNationality'],
    control: { kind: 'chips', codes: ownerNationalities, many: false },
    need: 'optional',
    when: (draft, { profile }) =>
      ownerAnswered(draft) && ownership(draft, profile.ownershipGroup) !== 'domesticPrivate',
    fold: 'ownerOpinion',
  },
  {
    id: 'ownerIsPartyMember',
    section: 5,
    keys: ['ownerIsPartyMember'],
    control: { kind: 'yesNoUnknown' },
    need: 'optional',
    when: ownerInPerson,
    fold: 'ownerOpinion',
  },
  {
    id: 'commitmentInAgreement',
    section: 5,
    keys: ['commitmentInAgreement'],
    control: { kind: 'chips', codes: commitments, many: false },
    need: 'optional',
    when: (draft, context) =>
      ownerAnswered(draft) && context.park?.isKey === true && isNewProject(draft, context),
    fold: 'ownerOpinion',
  },
]
