import { valueIn } from '#domain/draft.ts'
import { hasUnion, hasYouthOrganisation } from './conditions.ts'
import type { Question } from './question.ts'

/** «Công đoàn và Đoàn Thanh niên» */
export const section3: readonly Question[] = [
  {
    id: 'unionStatus',
    section: 3,
    keys: ['unionStatus'],
    control: {
      kind: 'twoStep',
      yes: ['active', 'joint', 'dormant'],
      no: ['none', 'beingOrganised', 'otherWorkersOrganisation'],
    },
    need: 'valueOrUnknown',
    short: true,
  },
  {
    id: 'unionMembers',
    section: 3,
    keys: ['unionMembers'],
    control: { kind: 'count', input: 'keypad', approximate: true, all: 'headcountTotal' },
    need: 'valueOrUnknown',
    when: hasUnion,
  },
  {
    id: 'unionOrgId',
    section: 3,
    keys: ['unionOrgId', 'unionOrgFirmIds'],
    anyKey: true,
    control: { kind: 'organisation' },
    need: 'optional',
    when: (draft) => valueIn(draft, 'unionStatus') === 'joint',
  },
  {
    id: 'youthStatus',
    section: 3,
    keys: ['youthStatus'],
    control: { kind: 'twoStep', yes: ['cell', 'grassroots'], no: ['none'] },
    need: 'valueOrUnknown',
  },
  {
    id: 'youthMembers',
    section: 3,
    keys: ['youthMembers'],
    control: { kind: 'count', input: 'keypad', approximate: true },
    need: 'valueOrUnknown',
    when: hasYouthOrganisation,
  },
]
