import { describe, expect, test } from 'vitest'
import type { FirmState } from '#domain/firmState.ts'
import { appliedOverlays, openConcerns } from '#domain/overlays.ts'
import type { FirmRecord } from '#domain/records.ts'
import type { TrackRowId } from '#domain/track/table.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { makeFirm, makeSituation, visitsOn, type Values } from '../support/rules.ts'
import { makeFact, makeFacts } from '../support/survey.ts'

interface Surroundings {
  readonly state?: Partial<FirmState>
  readonly firm?: FirmRecord
  readonly inKeyPark?: boolean
  readonly visits?: readonly VisitRecord[]
  readonly row?: TrackRowId
}

function applied(values: Values, { row = 'D8', ...surroundings }: Surroundings = {}) {
  return appliedOverlays(makeSituation(makeFacts(values as never), surroundings), row)
}
const ids = (values: Values, surroundings?: Surroundings) => applied(values, surroundings).map(({ id }) => id)
const actions = (values: Values, surroundings?: Surroundings) =>
  Object.fromEntries(applied(values, surroundings).map((overlay) => [overlay.id, overlay.actions]))

describe('overlays', () => {
  test('a firm of which nothing special is known has none', () => {
    expect(ids({})).toEqual([])
  })

  test('[O1] a new project in a key park asks for a commitment until it is included or refused', () => {
    const key = { inKeyPark: true }
    expect(actions({ projectStage: 'applying' }, key)).toEqual({ O1: ['commitment'] })
    expect(actions({ operatingStatus: 'underConstruction', commitmentInAgreement: 'asked' }, key)).toEqual({
      O1: ['commitment'],
    })
    expect(actions({ projectStage: 'granted', commitmentInAgreement: 'included' }, key)).toEqual({ O1: [] })
    expect(ids({ projectStage: 'applying' })).toEqual([])
    expect(ids({ projectStage: 'none' }, key)).toEqual([])
  })

  test('[O2] an owner known not to be a member is talked to; only a Vietnamese one is a source; it is sensitive', () => {
    expect(actions({ ownerIsPartyMember: false })).toEqual({ O2: ['dialogue'] })
    expect(actions({ ownerIsPartyMember: false, ownerNationality: 'vietnamese' })).toEqual({
      O2: ['dialogue', 'nurture'],
    })
    expect(actions({ ownerIsPartyMember: false, ownerNationality: 'foreign' })).toEqual({ O2: ['dialogue'] })
    expect(applied({ ownerIsPartyMember: false })[0]?.sensitive).toBe(true)
    expect(ids({ ownerIsPartyMember: true })).toEqual([])
  })

  test.each(['hesitant', 'notAgreed'])(
    '[O3] an owner who is %s is talked to, and steps wait',
    (ownerStance) => {
      expect(applied({ ownerStance })).toMatchObject([
        { id: 'O3', actions: ['dialogue'], waitsForOwner: true },
      ])
    },
  )

  test('[O3] «gánh nặng» is enough, unless it is settled or the owner has agreed', () => {
    const burden: Values = { ownerStance: 'neutral', ownerConcerns: ['burden'] }
    expect(ids(burden)).toEqual(['O3'])
    expect(ids({ ...burden, ownerConcernsSettled: ['burden'] })).toEqual([])
    expect(ids({ ...burden, ownerStance: 'support', ownerAgreedTo: ['cell'] })).toEqual([])
    expect(ids({ ...burden, ownerConcerns: ['production'] })).toEqual([])
  })

  test('a concern that is felt again after it was settled is open', () => {
    const facts = {
      ownerConcerns: makeFact(['burden', 'production'], { on: '2026-11-01' }),
      ownerConcernsSettled: makeFact(['burden'], { on: '2026-10-01' }),
    }
    expect(openConcerns(facts)).toEqual(['burden', 'production'])
    expect(
      openConcerns({ ...facts, ownerConcernsSettled: makeFact(['burden'], { on: '2026-11-01' }) }),
    ).toEqual(['production'])
  })

  test('[O4] the second refusal in a row is told to the leader, the first is not', () => {
    const refused: Values = { outcome: 'refused' }
    expect(actions({}, { visits: visitsOn(['2026-11-01', refused]) })).toEqual({ O4: [] })
    const twice = visitsOn(['2026-10-01', refused], ['2026-11-01', refused])
    expect(applied({}, { visits: twice })).toMatchObject([
      { id: 'O4', actions: ['escalate'], words: { key: 'overlay_O4', parameters: { count: 2 } } },
    ])
  })

  test('[O5] difficult business is looked at again; not knowing is no difficulty', () => {
    expect(actions({}, { state: { businessStable: 'no' } })).toEqual({ O5: ['recheck'] })
    expect(ids({}, { state: { businessStable: 'unknown' } })).toEqual([])
  })

  test('[O6] members active where they live are a matter for the committee there', () => {
    expect(applied({ membersResidence: 4 })).toMatchObject([
      { id: 'O6', actions: ['residence'], words: { parameters: { count: 4, days: 60 } } },
    ])
    expect(ids({ membersResidence: 0 })).toEqual([])
  })

  test.each(['foreign', 'jointVenture'])(
    '[O7] with capital that is %s union and youth go beside the Party',
    (ownershipGroup) => {
      const firm = makeFirm({ ownershipGroup })
      expect(actions({}, { firm })).toEqual({ O7: ['unionSetup', 'youthPilot'] })
      expect(actions({}, { firm, state: { union: 'unknown', youth: 'yes' } })).toEqual({ O7: [] })
    },
  )

  test('[O8] many young workers and few youth members call for a pilot; unknown numbers do not', () => {
    expect(actions({ headcountYouth: 100 }, { state: { youth: 'no' } })).toEqual({ O8: ['youthPilot'] })
    expect(ids({ headcountYouth: 99 }, { state: { youth: 'no' } })).toEqual([])
    expect(ids({ headcountYouth: 15_000, youthMembers: 575 }, { state: { youth: 'yes' } })).toEqual(['O8'])
    expect(ids({ headcountYouth: 100, youthMembers: 10 }, { state: { youth: 'yes' } })).toEqual([])
    expect(ids({ headcountYouth: 100 }, { state: { youth: 'unknown' } })).toEqual([])
  })

  test('[O9] a head office elsewhere is told', () => {
    expect(ids({}, { firm: makeFirm({ hqCommuneId: '00001', siteCommuneId: '00002' }) })).toEqual(['O9'])
    expect(ids({}, { firm: makeFirm({ hqCommuneId: '00001', siteCommuneId: '00001' }) })).toEqual([])
    expect(ids({}, { firm: makeFirm({ siteCommuneId: '00001' }) })).toEqual([])
  })

  test('[D0] a firm out of scope has none, [D1] one that is still surveyed only those that can not wait', () => {
    const values: Values = { membersResidence: 4, ownerStance: 'hesitant', projectStage: 'applying' }
    const surroundings = { inKeyPark: true, visits: visitsOn(['2026-11-01', { outcome: 'refused' }]) }
    expect(ids(values, { ...surroundings, row: 'D0' })).toEqual([])
    expect(ids(values, { ...surroundings, row: 'D1' })).toEqual(['O1', 'O4'])
    expect(ids(values, { ...surroundings, row: 'D4' })).toEqual(['O1', 'O3', 'O4', 'O6'])
  })

  test('each says what it rests on', () => {
    expect(applied({ ownerStance: 'hesitant' })[0]?.basis).toContainEqual({
      reference: 'decree98',
      article: '3',
    })
  })
})
