import { afterEach, expect, test } from 'vitest'
import { readCard } from '#device/cards.ts'
import { openFirm } from '#device/firmView.ts'
import { readToday } from '#device/today.ts'
import type { Answer } from '#domain/answers.ts'
import { ownerVisit, recordVisit, seenVisit } from '../support/visitForm.ts'
import { addFirms, advise, approve, day, ownAdvice, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

const declined: Answer = { kind: 'unknown', reason: 'declined' }

/** The staff knows how many work there and that there is a union; everything else it leaves to the owner. */
const staffOnly = {
  outcome: 'metStaff',
  noticeGiven: true,
  profileConfirmed: true,
  headcountTotal: 1180,
  businessStability: declined,
  unionStatus: 'active',
  unionMembers: 1000,
  youthStatus: declined,
  partyOrgStatus: declined,
  hasMembers: declined,
  nextActions: { meetOwner: { dueOn: '2026-12-09' } },
  appointmentAt: { on: '2026-12-09', at: '09:30' },
} as const

test('where only the staff answered and declined the rest, what is unknown stays unknown and an appointment stands', async () => {
  team = await startTeam()
  const { minh } = team
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = await recordVisit(binh, firmId!, staffOnly)
  await settle(binh)
  await approve(minh, firmId!, visitId)
  await settle(binh)
  for (const who of [minh, binh]) {
    const view = await openFirm(who.device, firmId!)
    expect(view?.approved['headcountTotal']).toMatchObject({ value: 1180, saidBy: 'staff', on: '2026-11-21' })
    expect(
      Object.keys(view!.approved).filter((key) => /youth|party|members[A-Z]|hasMembers|owner/.test(key)),
    ).toEqual([])
    const { state, track, contacts } = await advise(who, firmId!)
    expect(track).toMatchObject({ row: 'D1', code: 'survey' })
    expect(state).toMatchObject({
      org: 'unknown',
      official: 'unknown',
      probationary: 'unknown',
      hasMembers: 'unknown',
    })
    expect(state).toMatchObject({
      youth: 'unknown',
      union: 'yes',
      headcount: 1180,
      businessStable: 'unknown',
    })
    expect(contacts).toMatchObject({ surveyed: true, met: false, access: { level: 'medium' } })
    expect((await readCard(who.device, firmId!))?.advice).toMatchObject({
      row: 'D1',
      appointment: { on: '2026-12-09', at: '09:30' },
      followUpOn: '2026-12-09',
    })
  }
  expect((await readToday(binh.device)).appointments).toEqual([])
  team.later(18 * day)
  await settle(binh)
  expect((await readToday(binh.device)).appointments.map((one) => one.firmId)).toEqual([firmId])
})

test('a visit to the staff alone erases neither the opinion nor the access nor any number, which keep their day', async () => {
  team = await startTeam()
  const { minh } = team
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const first = await recordVisit(binh, firmId!, ownerVisit)
  await settle(binh)
  await approve(minh, firmId!, first)
  const before = await advise(minh, firmId!)
  expect(before.contacts).toMatchObject({
    met: true,
    access: { level: 'easy', because: 'received', visitId: first },
  })

  team.later(10 * day)
  await settle(binh)
  const second = await recordVisit(binh, firmId!, staffOnly)
  await settle(binh)
  await approve(minh, firmId!, second)
  await settle(binh)
  for (const who of [minh, binh]) {
    const facts = (await openFirm(who.device, firmId!))!.approved
    expect(facts['headcountTotal']).toMatchObject({
      value: 1180,
      saidBy: 'staff',
      on: '2026-12-01',
      visitId: second,
    })
    expect(facts['ownerStance']).toMatchObject({
      value: 'support',
      saidBy: 'owner',
      on: '2026-11-21',
      visitId: first,
    })
    expect(facts['ownerAgreedTo']).toMatchObject({ value: ['cell'], on: '2026-11-21' })
    expect(facts['membersOfficial']).toMatchObject({ value: 4, on: '2026-11-21', visitId: first })
    for (const key of ['businessStability', 'youthStatus', 'partyOrgStatus', 'hasMembers']) {
      expect(facts[key]).toMatchObject({
        on: '2026-11-21',
        askedAgain: { on: '2026-12-01', reason: 'declined' },
      })
    }
    const after = await advise(who, firmId!)
    expect(after.track.row).toBe(before.track.row)
    expect(after.contacts).toMatchObject({ met: true, lastMetOn: '2026-11-21', lastContactOn: '2026-12-01' })
    expect(after.contacts.access).toEqual(before.contacts.access)
    expect(after.agreed).toBe(true)
  }
  // what was said of the rest is in the visit as it was given
  expect((await seenVisit(minh, firmId!, second))?.revisions[0]?.body.answers['youthStatus']).toEqual(
    declined,
  )
  expect((await ownAdvice(binh, firmId!)).track.row).toBe(before.track.row)
})

test('an opinion that the staff tells in the place of the owner is not taken for the owner’s', async () => {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const first = await recordVisit(binh, firmId!, ownerVisit)
  await settle(binh)
  await approve(team.minh, firmId!, first)
  await settle(binh)
  team.later(day)
  const second = await recordVisit(binh, firmId!, { ...staffOnly, ownerStance: 'refused' })
  const sent = await seenVisit(binh, firmId!, second)
  expect(sent?.revisions[0]?.body.answers).not.toHaveProperty('ownerStance')
  expect((await openFirm(binh.device, firmId!))?.own['ownerStance']).toMatchObject({
    value: 'support',
    visitId: first,
  })
})
