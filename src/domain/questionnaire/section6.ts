import { valueIn } from '#domain/draft.ts'
import { activities } from '#domain/fields/codes.ts'
import { isOutOfScope, someoneAnswered } from './conditions.ts'
import type { Condition, Question } from './question.ts'

const isAppointmentOnly: Condition = (draft) => valueIn(draft, 'outcome') === 'appointmentOnly'

const looksAgainLater: Condition = (draft) => {
  const actions = valueIn(draft, 'nextActions')
  const planned = typeof actions === 'object' && !Array.isArray(actions) && 'recheck' in actions
  return planned || valueIn(draft, 'businessStability') === 'difficult'
}

/** «Việc tiếp theo» */
export const section6: readonly Question[] = [
  {
    id: 'nextActions',
    section: 6,
    keys: ['nextActions', 'actionsDone'],
    control: { kind: 'proposals' },
    // an appointment is a next step
    need: (draft, context) =>
      isAppointmentOnly(draft, context) || isOutOfScope(draft) ? 'optional' : 'required',
  },
  {
    id: 'recheckOn',
    section: 6,
    keys: ['recheckOn'],
    control: { kind: 'date' },
    need: 'optional',
    when: looksAgainLater,
  },
  {
    id: 'appointmentAt',
    section: 6,
    keys: ['appointmentAt'],
    control: { kind: 'appointment' },
    need: (draft, context) => (isAppointmentOnly(draft, context) ? 'required' : 'optional'),
  },
  {
    id: 'activities',
    section: 6,
    keys: ['activities'],
    control: { kind: 'chips', codes: activities, many: true },
    need: 'optional',
    when: someoneAnswered,
  },
  {
    id: 'accessEase',
    section: 6,
    // worked out; whoever corrects it says why
    keys: ['accessEaseReason', 'accessEase'],
    control: { kind: 'accessLine' },
    need: (draft) => (valueIn(draft, 'accessEase') === undefined ? 'optional' : 'required'),
    fold: 'ownerOpinion',
  },
  { id: 'notes', section: 6, keys: ['notes'], control: { kind: 'longText' }, need: 'optional' },
  {
    id: 'photos',
    section: 6,
    keys: ['photos'],
    control: { kind: 'photos' },
    need: 'optional',
    when: (_draft, { unit }) => unit.allowsPhotos,
  },
]
