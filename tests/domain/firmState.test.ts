import { describe, expect, test } from 'vitest'
import { foldFacts, type Facts } from '#domain/facts.ts'
import { firmStateOf, type FirmStateInput } from '#domain/firmState.ts'
import { builtInRuleSet } from '#domain/ruleSet.ts'
import { decideTrack } from '#domain/track.ts'
import { makeCell, makeFirm, visitsOn, type Values } from '../support/rules.ts'
import { declined, doesNotKnow, makeFact, makeFacts } from '../support/survey.ts'

const stateOf = (facts: Facts, changes: Partial<FirmStateInput> = {}) =>
  firmStateOf({
    firm: makeFirm(),
    facts,
    surveyed: true,
    organisations: [],
    ruleSet: builtInRuleSet,
    ...changes,
  })
const stateFrom = (values: Values) => stateOf(makeFacts(values as never))
const afterVisits = (...days: readonly (readonly [string, Values])[]) =>
  stateOf(foldFacts(visitsOn(...days), { include: 'approved' }))

describe('not knowing', () => {
  test('a firm of which nothing is known has nothing but unknowns: no zero, no «no»', () => {
    expect(stateOf({}, { surveyed: false })).toEqual({
      outOfScope: 'no',
      surveyed: false,
      org: 'unknown',
      isCommittee: false,
      official: 'unknown',
      officialIsAtLeast: false,
      ownOfficial: 'unknown',
      stableOfficial: 'unknown',
      tenureKnown: false,
      shortTenureOfficial: 'unknown',
      probationary: 'unknown',
      hasMembers: 'unknown',
      union: 'unknown',
      unionDormant: false,
      youth: 'unknown',
      headcount: 'unknown',
      businessStable: 'unknown',
      allInPool: 'unknown',
    })
  })

  test.each([doesNotKnow, declined])('an answer that says nothing leaves all unknown', (answer) => {
    const state = afterVisits([
      '2026-11-01',
      { outcome: 'metStaff', headcountTotal: answer, unionStatus: answer },
    ])
    expect([state.headcount, state.union]).toEqual(['unknown', 'unknown'])
  })

  test('a code that only a newer build knows is neither yes nor no', () => {
    const state = stateFrom({
      unionStatus: 'federated',
      youthStatus: 'brigade',
      businessStability: 'seasonal',
    })
    expect([state.union, state.youth, state.businessStable]).toEqual(['unknown', 'unknown', 'unknown'])
  })

  test('«members: yes» with unknown numbers is a member, how many is not known', () => {
    expect(stateFrom({ partyOrgStatus: 'none', hasMembers: true })).toMatchObject({
      hasMembers: 'yes',
      official: 'unknown',
    })
  })
})

describe('members', () => {
  test('«members: no» is none of either kind', () => {
    expect(stateFrom({ hasMembers: false })).toMatchObject({ official: 0, probationary: 0, hasMembers: 'no' })
  })

  test('members found after there were none are not the old zero', () => {
    const state = afterVisits(
      [
        '2026-03-01',
        {
          outcome: 'metStaff',
          partyOrgStatus: 'none',
          hasMembers: false,
          membersOfficial: 0,
          membersProbationary: 0,
        },
      ],
      [
        '2026-11-01',
        {
          outcome: 'metStaff',
          partyOrgStatus: 'none',
          hasMembers: true,
          membersOfficial: doesNotKnow,
          membersProbationary: doesNotKnow,
        },
      ],
    )
    expect(state).toMatchObject({ hasMembers: 'yes', official: 'unknown', probationary: 'unknown' })
  })

  test('[D1] a new cell of unknown size has not the zero members of before, and is not put in order at once', () => {
    const state = afterVisits(
      [
        '2026-03-01',
        {
          outcome: 'metStaff',
          partyOrgStatus: 'none',
          hasMembers: false,
          membersOfficial: 0,
          membersProbationary: 0,
        },
      ],
      [
        '2026-11-01',
        {
          outcome: 'metStaff',
          partyOrgStatus: 'cell',
          membersOfficial: doesNotKnow,
          membersProbationary: doesNotKnow,
        },
      ],
    )
    expect(state.official).toBe('unknown')
    expect(decideTrack(state, builtInRuleSet).row).toBe('D1')
  })

  test('tenure splits official members; more stable ones than there are now are not believed', () => {
    const known = stateFrom({ partyOrgStatus: 'none', membersOfficial: 4, membersStable: 3 })
    expect(known).toMatchObject({ tenureKnown: true, stableOfficial: 3, shortTenureOfficial: 1 })
    expect(stateFrom({ membersOfficial: 2, membersStable: 3 })).toMatchObject({
      stableOfficial: 2,
      shortTenureOfficial: 0,
    })
    expect(stateFrom({ membersOfficial: 4 })).toMatchObject({
      tenureKnown: false,
      shortTenureOfficial: 'unknown',
    })
  })

  test.each([
    [{ membersPool: 3 }, true],
    [{ membersPool: 2 }, false],
    [{ membersPool: 2, membersResidence: 1 }, false],
    [{ membersPool: 3, membersUnknownPlace: 1 }, false],
    [{}, 'unknown'],
  ] as const)(
    'two official members, one probationary, places %o: all in a mobile cell is %s',
    (places, expected) => {
      const members = { membersOfficial: 2, membersProbationary: 1 }
      expect(stateFrom({ ...members, ...places }).allInPool).toBe(expected)
    },
  )

  test('a mobile cell for everyone is not known while probationary members are not', () => {
    expect(stateFrom({ membersOfficial: 2, membersPool: 2 }).allInPool).toBe('unknown')
  })
})

describe('mass organisations and business', () => {
  test.each([
    ['active', 'yes'],
    ['joint', 'yes'],
    ['dormant', 'yes'],
    ['none', 'no'],
    ['beingOrganised', 'no'],
    ['otherWorkersOrganisation', 'no'],
  ])('a union that is %s counts as %s', (unionStatus, expected) => {
    const state = stateFrom({ unionStatus })
    expect(state.union).toBe(expected)
    expect(state.unionDormant).toBe(unionStatus === 'dormant')
  })

  test('the record of a shared union is a union, though nobody in the firm said so', () => {
    const organisations = [makeCell({ kind: 'jointUnion' })]
    expect(stateOf({}, { organisations })).toMatchObject({ union: 'yes', org: 'unknown' })
  })

  test('whoever has suspended business is not stable', () => {
    expect(stateFrom({ businessStability: 'growing' }).businessStable).toBe('yes')
    expect(stateFrom({ businessStability: 'stable', operatingStatus: 'suspended' }).businessStable).toBe('no')
  })
})

describe('a joint cell', () => {
  const joint = makeFacts({ partyOrgStatus: 'jointCell', membersOfficial: 1 })

  test.each([
    ['the record knows its total', { organisations: [makeCell({ officialTotal: 6 })] }, 6, false],
    [
      'a smaller total than its known firms have is not believed',
      { organisations: [makeCell({ officialTotal: 2 })], officialByFirm: new Map([['next', 4]]) },
      5,
      false,
    ],
    [
      'its known firms alone have enough',
      {
        organisations: [makeCell()],
        officialByFirm: new Map([
          ['next', 1],
          ['third', 1],
        ]),
      },
      3,
      true,
    ],
    [
      'they have not, and the total is not known',
      { organisations: [makeCell()], officialByFirm: new Map([['next', 1]]) },
      'unknown',
      false,
    ],
    [
      'a firm of another cell adds nothing',
      { organisations: [makeCell()], officialByFirm: new Map([['far', 9]]) },
      'unknown',
      false,
    ],
    ['nothing but this firm is known', {}, 'unknown', false],
  ] as const)('%s', (_title, changes, official, officialIsAtLeast) => {
    expect(stateOf(joint, changes)).toMatchObject({
      org: 'joint',
      official,
      officialIsAtLeast,
      ownOfficial: 1,
    })
  })

  test('the total said at the gate counts where the record has none', () => {
    expect(
      stateOf({ ...joint, orgOfficialTotal: makeFact(4) }, { organisations: [makeCell()] }).official,
    ).toBe(4)
  })

  test('firms named at the gate are counted before there is a record', () => {
    const facts = { ...joint, partyOrgFirmIds: makeFact(['next', 'third']) }
    expect(stateOf(facts, { officialByFirm: new Map([['next', 2]]) }).official).toBe(3)
  })

  test("the supervisors' record counts where a visit knows of no organisation", () => {
    const organisations = [makeCell({ officialTotal: 4 })]
    expect(stateOf(makeFacts({ partyOrgStatus: 'none' }), { organisations }).org).toBe('joint')
    expect(stateOf(makeFacts({ partyOrgStatus: 'cell' }), { organisations }).org).toBe('own')
  })
})

describe('a decision that set up an organisation', () => {
  const none = makeFacts({ partyOrgStatus: 'none', membersOfficial: 4 }, { on: '2026-09-14' })

  test.each([
    ['2026-10-01', false, 'own'],
    ['2026-10-01', true, 'joint'],
    ['2026-09-01', false, 'none'],
  ] as const)('of %s (joint: %s) makes it %s', (on, isJoint, org) => {
    expect(stateOf(none, { established: { on, joint: isJoint } }).org).toBe(org)
  })
})

describe('out of scope', () => {
  test('closed, moved and duplicate firms are; a firm that was not found or is suspended is not', () => {
    const scopes = ['closed', 'moved', 'notAtAddress', 'suspended', 'underConstruction', 'operating'].map(
      (operatingStatus) => stateFrom({ operatingStatus }).outOfScope,
    )
    expect(scopes).toEqual(['closed', 'moved', 'no', 'no', 'no', 'no'])
    expect(stateOf({}, { firm: makeFirm({ duplicateOf: 'other' }) }).outOfScope).toBe('duplicate')
  })

  test('a firm that moved to another park is back once its record stands there', () => {
    const facts = makeFacts({ operatingStatus: 'moved', movedTo: { parkId: 'gom-ha' } })
    expect(stateOf(facts, { firm: makeFirm({ parkId: 'song-xanh' }) }).outOfScope).toBe('moved')
    expect(stateOf(facts, { firm: makeFirm({ parkId: 'gom-ha' }) }).outOfScope).toBe('no')
    const outside = makeFacts({ operatingStatus: 'moved', movedTo: { communeId: '99104' } })
    expect(stateOf(outside, { firm: makeFirm({ parkId: 'song-xanh' }) }).outOfScope).toBe('moved')
    expect(stateOf(outside, { firm: makeFirm({ siteCommuneId: '99104' }) }).outOfScope).toBe('no')
  })

  test('a firm where someone answers again is operating', () => {
    const state = afterVisits(
      ['2026-03-01', { outcome: 'notFound', operatingStatus: 'closed' }],
      ['2026-11-01', { outcome: 'metStaff' }],
    )
    expect(state.outOfScope).toBe('no')
  })
})
