import { describe, expect, test } from 'vitest'
import { comparePriority } from '#domain/priority.ts'
import type { Advice } from '#domain/advice.ts'
import { adviseOn, makeCell, makeFirm, visitsOn, type Values } from '../support/rules.ts'
import { declined, doesNotKnow, knownFirm, makeVisit } from '../support/survey.ts'

const codes = (advice: Advice) => advice.actions.map(({ action }) => action)
const overlays = (advice: Advice) => advice.overlays.map(({ id }) => id)
const proposed = (advice: Advice) => advice.proposals.map(({ action }) => action)

const agreed: Values = { outcome: 'metOwner', ownerStance: 'support', ownerAgreedTo: ['cell'] }
/** 4 official, 1 probationary, all there for twelve months, 4 active where they live. */
const fiveMembers: Values = { ...knownFirm, membersResidence: 4, membersOther: 1 }
const byCell = (value: number) => ({ kind: 'value', value, source: 'committee' }) as const

describe('scenario: ready for a cell', () => {
  const visit = (values: Values = {}) => visitsOn(['2026-11-20', { ...fiveMembers, ...agreed, ...values }])

  test('[D4] [O6] five members and an owner in favour: towards a cell, with the committees of residence', () => {
    const advice = adviseOn(visit())
    expect(advice.track).toMatchObject({ row: 'D4', code: 'establishCell' })
    expect(overlays(advice)).toContain('O6')
    expect(advice.agreed).toBe(true)
    expect(codes(advice)).toEqual(['verifyMembers', 'residence', 'transfer', 'dossier', 'regulation'])
  })

  test('[D4] numbers that the cell or a committee has given need not be verified', () => {
    const advice = adviseOn(visit({ membersOfficial: byCell(4), membersStable: byCell(4) }))
    expect(codes(advice)[0]).toBe('residence')
  })

  test('the decision makes it established, once; the ceremony a week later changes nothing', () => {
    const decided = {
      established: { on: '2026-12-15', joint: false },
      datedStages: [{ stage: 'decided', on: '2026-12-15' }],
      asOf: '2026-12-20',
    } as const
    const advice = adviseOn(visit(), decided)
    expect(advice.track.row).toBe('D2')
    expect(advice.contacts.funnel.stage).toBe('decided')
    const launched = adviseOn(visit(), {
      ...decided,
      datedStages: [...decided.datedStages, { stage: 'launched', on: '2026-12-22' }],
    })
    expect(launched.contacts.funnel).toMatchObject({ stage: 'launched', reached: { decided: '2026-12-15' } })
    expect(launched.track).toEqual(advice.track)
  })

  test('[O3] when the owner hesitates the track stays, dialogue comes first and owner’s steps wait', () => {
    const hesitant = { ownerStance: 'hesitant', ownerConcerns: ['burden'], ownerAgreedTo: [] } as const
    const advice = adviseOn(visit(hesitant))
    expect(advice.track.row).toBe('D4')
    expect(codes(advice)).toEqual([
      'verifyMembers',
      'dialogue',
      'residence',
      'transfer',
      'dossier',
      'regulation',
    ])
    expect(advice.actions.filter(({ waitsForOwner }) => waitsForOwner).map(({ action }) => action)).toEqual([
      'dossier',
      'regulation',
    ])
    expect(proposed(advice)).toEqual(['verifyMembers', 'dialogue', 'residence'])
  })
})

describe('scenario: three is not three', () => {
  const before: Values = {
    ...fiveMembers,
    ...agreed,
    membersOfficial: 2,
    membersStable: 2,
    membersProbationary: 1,
    membersResidence: 3,
    membersOther: 0,
  }
  const after: Values = { ...before, membersOfficial: 3, membersStable: 3, membersProbationary: 0 }

  test('[D6] two official members and a probationary one are transferred', () => {
    const advice = adviseOn(visitsOn(['2026-03-02', before]))
    expect(advice.track.row).toBe('D6')
    expect(codes(advice).slice(0, 4)).toEqual(['verifyMembers', 'residence', 'transfer', 'nurture'])
  })

  test('[D4] once the probationary member is official it flips, and the past reads as before', () => {
    const visits = visitsOn(['2026-03-02', before], ['2026-11-20', after])
    expect(adviseOn(visits).track.row).toBe('D4')
    expect(adviseOn(visits.slice(0, 1), { asOf: '2026-11-21' }).track.row).toBe('D6')
  })

  test('[D6] made official too new in the firm, a leader may move it on with a reason', () => {
    const visits = visitsOn(['2026-11-20', { ...after, membersStable: 2 }])
    const advice = adviseOn(visits)
    expect(advice.track.row).toBe('D6')
    expect(advice.track.decided.notes.map(({ key }) => key)).toEqual(['trackNote_threeOfficialAwaitTenure'])
    const override = { track: 'D4', reason: 'đủ tháng 12', personId: 'an', on: '2026-11-21' }
    const moved = adviseOn(visits, { override })
    expect(moved.track).toMatchObject({ row: 'D4', override })
    expect(codes(moved)).toContain('dossier')
  })
})

describe('scenario: the owner is absent', () => {
  const byStaff: Values = {
    outcome: 'metStaff',
    headcountTotal: 320,
    unionStatus: 'active',
    partyOrgStatus: declined,
    hasMembers: declined,
    nextActions: { revisit: { dueOn: '2026-11-27' } },
    appointmentAt: { on: '2026-11-27', at: 'morning' },
  }

  test('[D1] staff answer headcount and union and decline the rest: what is unknown stays unknown', () => {
    const advice = adviseOn(visitsOn(['2026-11-20', byStaff]))
    expect(advice.track.row).toBe('D1')
    expect(advice.state).toMatchObject({ headcount: 320, union: 'yes', org: 'unknown', official: 'unknown' })
    expect(advice.contacts).toMatchObject({ surveyed: true, met: false })
    expect(proposed(advice)).toEqual(['surveyAgain', 'meetOwner'])
    expect(advice.followUpOn).toBe('2026-11-27')
  })

  test('numbers that were confirmed before stay, with their own day', () => {
    const visits = visitsOn(['2026-05-14', { ...fiveMembers, ...agreed }], ['2026-11-20', byStaff])
    const advice = adviseOn(visits)
    expect(advice.track.row).toBe('D4')
    expect(advice.state).toMatchObject({ headcount: 320, official: 4 })
  })

  test('[D1] all answers «Chưa rõ» leave no zero and no «no» behind', () => {
    const asked = Object.keys(knownFirm).map((key) => [key, doesNotKnow])
    const advice = adviseOn(visitsOn(['2026-11-20', { outcome: 'metStaff', ...Object.fromEntries(asked) }]))
    expect(advice.track.row).toBe('D1')
    const { org, official, probationary, union, youth, headcount, businessStable, allInPool } = advice.state
    const all = [org, official, probationary, union, youth, headcount, businessStable, allInPool]
    expect(new Set(all)).toEqual(new Set(['unknown']))
  })
})

describe('scenario: refused twice', () => {
  const known: Values = {
    ...knownFirm,
    ...agreed,
    hasMembers: false,
    membersOfficial: 0,
    membersProbationary: 0,
  }
  const refused: Values = { outcome: 'refused', refusalReason: ['busy'] }
  const once = adviseOn(visitsOn(['2026-03-02', known], ['2026-10-05', refused]))
  const twice = adviseOn(visitsOn(['2026-03-02', known], ['2026-10-05', refused], ['2026-11-20', refused]))

  test('[O4] after the first the firm rests, and the next visit is put forward for after that', () => {
    expect(once.contacts.coolDownUntil).toBe('2027-01-03')
    expect(once.proposals.find(({ action }) => action === 'revisit')?.dueOn).toBe('2027-01-04')
    expect(codes(once)).not.toContain('escalate')
  })

  test('[O4] after the second the leader is told, and the firm is not hidden', () => {
    expect(twice.contacts).toMatchObject({ refusalsInRow: 2, coolDownUntil: '2027-02-18' })
    expect(codes(twice)).toContain('escalate')
    expect(proposed(twice)).toEqual(['verifyMembers', 'escalate', 'nurture'])
    expect(twice.track.row).toBe('D8')
  })

  test('it drops in the order only because access is hard', () => {
    const before = adviseOn(visitsOn(['2026-03-02', known]))
    expect(twice.priority).toMatchObject({ access: 'hard', union: 'yes', headcount: 1250, surveyed: true })
    expect(comparePriority(before.priority, twice.priority)).toBeLessThan(0)
    const facts = ({ packed: _packed, access: _access, packedDays: _on, ...key }: Advice['priority']) => key
    expect(facts(twice.priority)).toEqual(facts(before.priority))
  })
})

describe('proposals', () => {
  test('a firm where nobody was there is visited again, and nothing else is known', () => {
    const advice = adviseOn(visitsOn(['2026-11-20', { outcome: 'absent' }]))
    expect(advice.track.row).toBe('D1')
    expect(advice.proposals).toEqual([{ action: 'revisit', dueOn: '2026-11-30' }])
  })

  test('a firm never visited is to be visited', () => {
    const advice = adviseOn([])
    expect(advice.track.decided.reason.map(({ key }) => key)).toEqual(['trackWhy_notSurveyed'])
    expect(proposed(advice)).toEqual(['revisit'])
  })

  test('[D0] a firm that moved is handed over; one that closed needs nothing', () => {
    const gone = (operatingStatus: string) =>
      adviseOn(visitsOn(['2026-11-20', { outcome: 'notFound', operatingStatus }]))
    expect(proposed(gone('moved'))).toEqual(['handOver'])
    expect(proposed(gone('closed'))).toEqual([])
    expect(proposed(gone('notAtAddress'))).toEqual(['recheck', 'revisit'])
  })

  test('a step that is planned already is not put forward again, unless it is the only one', () => {
    const planned = { nextActions: { surveyAgain: { dueOn: '2026-12-01' } } } as const
    const advice = adviseOn(visitsOn(['2026-11-20', { outcome: 'metStaff', ...planned }]))
    expect(proposed(advice)).toEqual(['meetOwner'])
    const met = adviseOn(visitsOn(['2026-11-20', { outcome: 'metOwner', ...planned }]))
    expect(proposed(met)).toEqual(['surveyAgain'])
  })

  test('there are at most three, on working days', () => {
    const advice = adviseOn(visitsOn(['2026-11-20', { ...fiveMembers, outcome: 'metStaff' }]))
    expect(advice.proposals).toHaveLength(3)
    for (const { dueOn } of advice.proposals) expect(new Date(dueOn).getUTCDay() % 6).not.toBe(0)
  })

  test('[D7] a member on probation is looked at again when it ends', () => {
    const values = {
      ...knownFirm,
      ...agreed,
      membersOfficial: 0,
      membersStable: 0,
      membersProbationary: 1,
      membersResidence: 1,
    }
    const advice = adviseOn(visitsOn(['2026-09-14', values]))
    expect(advice.track.row).toBe('D7')
    expect(advice.proposals.find(({ action }) => action === 'recheck')?.dueOn).toBe('2027-09-14')
  })

  test('[D11] a small firm is looked at again in a year', () => {
    const small: Values = {
      ...knownFirm,
      ...agreed,
      headcountTotal: 4,
      unionStatus: 'none',
      hasMembers: false,
      membersOfficial: 0,
      membersProbationary: 0,
    }
    const advice = adviseOn(visitsOn(['2026-11-20', small]))
    expect(advice.track.row).toBe('D11')
    expect(advice.proposals[0]).toEqual({ action: 'watch', dueOn: '2027-11-22' })
  })
})

describe('shared organisations and parks', () => {
  const inJoint: Values = {
    ...agreed,
    partyOrgStatus: 'jointCell',
    membersOfficial: 1,
    membersProbationary: 0,
  }

  test('[D1] a joint cell of unknown size lacks that number alone, and is never put in order at once', () => {
    const advice = adviseOn(visitsOn(['2026-11-20', inJoint]), { organisations: [makeCell()] })
    expect(advice.track.row).toBe('D1')
    expect(advice.track.decided.notes.map(({ key }) => key)).toEqual(['trackNote_jointTotalMissing'])
    expect(proposed(advice)).toEqual(['verifyMembers'])
  })

  test('[D2] [D3] its total decides for every firm in it', () => {
    const rowWith = (officialTotal: number) =>
      adviseOn(visitsOn(['2026-11-20', inJoint]), { organisations: [makeCell({ officialTotal })] }).track.row
    expect([rowWith(6), rowWith(2)]).toEqual(['D2', 'D3'])
  })

  test('[O1] a site under construction in a key park is kept in view and asked for a commitment', () => {
    const site: Values = {
      ...agreed,
      operatingStatus: 'underConstruction',
      headcountTotal: 0,
      unionStatus: 'none',
      youthStatus: 'none',
      partyOrgStatus: 'none',
      hasMembers: false,
    }
    const advice = adviseOn(visitsOn(['2026-11-20', site]), { park: { isKey: true } })
    expect(advice.track.row).toBe('D11')
    expect(overlays(advice)).toEqual(['O1'])
    expect(codes(advice)).toEqual(['watch', 'unionSetup', 'commitment'])
  })
})

describe('two devices', () => {
  test('the same visits give the same advice, whatever order they came in', () => {
    const visits = visitsOn(
      ['2026-03-02', { ...fiveMembers, ...agreed }],
      ['2026-10-05', { outcome: 'refused' }],
    )
    expect(adviseOn(visits.toReversed())).toEqual(adviseOn(visits))
  })

  test("a surveyor's own undecided visit counts on their device only", () => {
    const visits = [
      makeVisit(
        { ...fiveMembers, ...agreed },
        { by: 'chi', state: 'submitted', at: '2026-11-20T09:00+07:00' },
      ),
    ]
    expect(adviseOn(visits).track.row).toBe('D1')
    expect(adviseOn(visits, { include: { approvedAndOwnOf: 'chi' } }).track.row).toBe('D4')
    expect(adviseOn(visits, { include: { approvedAndOwnOf: 'binh' } }).track.row).toBe('D1')
  })

  test('nothing depends on the day but access, rest, overdue steps and proposals', () => {
    const visits = visitsOn(['2026-03-02', { ...fiveMembers, ...agreed }])
    const later = adviseOn(visits, { asOf: '2027-06-01', firm: makeFirm() })
    expect(later.track).toEqual(adviseOn(visits).track)
    expect(later.priority.access).toBe('unknown')
  })
})
