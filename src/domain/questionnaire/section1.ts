import { valueIn } from '#domain/draft.ts'
import { absenceDetails, refusalReasons } from '#domain/fields/codes.ts'
import { outcomeIs, someoneAnswered } from './conditions.ts'
import type { Question } from './question.ts'

const movedAway = outcomeIs('notFound')

/** «Tiếp xúc» */
export const section1: readonly Question[] = [
  {
    id: 'outcome',
    section: 1,
    keys: ['outcome'],
    control: {
      kind: 'bigButtons',
      groups: [
        {
          id: 'someoneAnswered',
          codes: ['metOwner', 'metRepresentative', 'metStaff', 'metUnion', 'metCell', 'metOther'],
        },
        { id: 'nobodyAnswered', codes: ['absent', 'appointmentOnly', 'refused', 'notFound'] },
      ],
    },
    need: 'required',
  },
  {
    id: 'meeting',
    section: 1,
    keys: ['mode', 'companions', 'leaderPresent'],
    control: { kind: 'meetingLine' },
    need: 'optional',
  },
  {
    id: 'noticeGiven',
    section: 1,
    keys: ['noticeGiven'],
    control: { kind: 'notice' },
    need: 'optional',
    when: someoneAnswered,
  },
  {
    id: 'refusalReason',
    section: 1,
    keys: ['refusalReason'],
    control: { kind: 'chips', codes: refusalReasons, many: true },
    need: 'required',
    when: outcomeIs('refused'),
  },
  {
    id: 'absenceDetail',
    section: 1,
    keys: ['absenceDetail'],
    control: { kind: 'chips', codes: absenceDetails, many: false },
    need: 'optional',
    when: outcomeIs('absent'),
  },
  {
    id: 'operatingStatus',
    section: 1,
    keys: ['operatingStatus'],
    control: {
      kind: 'bigButtons',
      // `renamed` is no status: the new name is noted and the form goes back to its first question
      groups: [{ id: 'whatBecame', codes: ['moved', 'renamed', 'suspended', 'closed', 'notAtAddress'] }],
    },
    need: 'required',
    when: movedAway,
  },
  {
    id: 'movedTo',
    section: 1,
    keys: ['movedTo'],
    control: { kind: 'movedTo' },
    need: 'valueOrUnknown',
    when: (draft, context) => movedAway(draft, context) && valueIn(draft, 'operatingStatus') === 'moved',
  },
  {
    id: 'contact',
    section: 1,
    keys: ['contact'],
    control: { kind: 'contact' },
    need: 'optional',
    when: someoneAnswered,
  },
]
