import { afterEach, expect, test } from 'vitest'
import { recordOperation } from '#device/recordOperation.ts'
import { closePeriod, readTargets, recordOutcome, setTarget, withdrawOutcome } from '#device/targets.ts'
import { periodKey, progressIn, type Outcome, type Period } from '#domain/targets.ts'
import { vietnamDay } from '#domain/time.ts'
import { must, type Participant } from '../support/participant.ts'
import { ownerVisit, recordVisit } from '../support/visitForm.ts'
import { addFirms, advise, approve, readServer, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

const year: Period = { from: '2026-01-01', to: '2026-12-31' }

/** Two supervisors, and a firm that is ready for a cell. */
async function startOffice() {
  team = await startTeam()
  await team.server.addPerson({ username: 'hoa', roles: ['supervisor'] })
  const hoa = await team.join('hoa')
  const [firmId = '', other = ''] = await addFirms(team, 2, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = await recordVisit(binh, firmId, ownerVisit)
  await settle(binh, team.minh)
  await approve(team.minh, firmId, visitId)
  await settle(team.minh, hoa, binh)
  return { hoa, binh, firmId, other }
}

function today() {
  return vietnamDay(team.minh.device.now())
}

function founding(firmIds: readonly string[], more: Partial<Outcome> = {}): Omit<Outcome, 'id'> {
  return {
    indicator: 'cellsEstablished',
    firmIds,
    decidedOn: today(),
    decisionNo: '26-QĐ/ĐU',
    count: 1,
    ...more,
  }
}

/** The first line of the targets as somebody's tablet shows it. */
async function cells(who: Participant) {
  const all = await readTargets(who.device)
  return progressIn(year, today(), all)[0]!
}

test('a decision makes one result and the firm established; the ceremony a week later changes nothing', async () => {
  const { hoa, firmId } = await startOffice()
  expect((await advise(team.minh, firmId)).track.row).toBe('D4')
  must(await setTarget(team.minh.device, { indicator: 'cellsEstablished', ...year, value: 4 }, []))
  const id = must(await recordOutcome(team.minh.device, founding([firmId])))
  expect(await cells(team.minh)).toMatchObject({ target: 4, achieved: 1, remaining: 3, share: 0.25 })
  await settle(team.minh, hoa)
  expect(await cells(hoa)).toEqual(await cells(team.minh))
  expect((await advise(hoa, firmId)).contacts.funnel.stage).toBe('decided')
  team.later(7 * 86_400_000)
  const decidedOn = (await readTargets(hoa.device)).outcomes[0]!.decidedOn
  must(await recordOutcome(hoa.device, founding([firmId], { decidedOn, ceremonyOn: today() }), id))
  await settle(hoa, team.minh)
  expect(await cells(team.minh)).toMatchObject({ achieved: 1, outcomeIds: [id] })
  expect((await advise(team.minh, firmId)).contacts.funnel.stage).toBe('launched')
  expect(await readServer(team, 'outcome')).toHaveLength(1)
})

test('what was taken back counts no more, and its history stays', async () => {
  const { firmId } = await startOffice()
  const id = must(await recordOutcome(team.minh.device, founding([firmId])))
  const [outcome] = (await readTargets(team.minh.device)).outcomes
  must(await withdrawOutcome(team.minh.device, outcome!))
  expect(await cells(team.minh)).toMatchObject({ achieved: 0, inAll: 0 })
  await settle(team.minh)
  expect(await readServer(team, 'outcome')).toMatchObject([
    { id, entries: [{}, { body: { withdrawn: true } }] },
  ])
})

test('a closed period keeps its figures and what they are made of; what comes later stands beside them', async () => {
  const { hoa, firmId, other } = await startOffice()
  must(await recordOutcome(team.minh.device, founding([firmId])))
  const atClosing = await cells(team.minh)
  // both at once, and one of them with less in hand
  must(await closePeriod(hoa.device, year, true))
  must(await closePeriod(team.minh.device, year, true))
  await settle(hoa, team.minh, hoa)
  must(await recordOutcome(hoa.device, founding([other], { decisionNo: '27-QĐ/ĐU' })))
  await settle(hoa, team.minh)
  for (const who of [team.minh, hoa]) {
    const { closed } = await readTargets(who.device)
    expect(closed.get(periodKey(year))?.progress[0]).toEqual(JSON.parse(JSON.stringify(atClosing)))
    expect(await cells(who)).toMatchObject({ achieved: 2 })
  }
  expect(await readServer(team, 'period')).toHaveLength(1)
  must(await closePeriod(hoa.device, year, false))
  expect((await readTargets(hoa.device)).closed.size).toBe(0)
})

test('the same indicator and days again correct the target', async () => {
  await startOffice()
  const { device } = team.minh
  const first = must(await setTarget(device, { indicator: 'membersAdmitted', ...year, value: 10 }, []))
  const known = (await readTargets(device)).targets
  const again = must(await setTarget(device, { indicator: 'membersAdmitted', ...year, value: 12 }, known))
  expect(again).toBe(first)
  expect((await readTargets(device)).targets).toMatchObject([{ value: 12 }])
})

test('two who set the same target at once have set one, and the later stands on both', async () => {
  const { hoa } = await startOffice()
  const given = { indicator: 'membersAdmitted', ...year } as const
  must(await setTarget(team.minh.device, { ...given, value: 10 }, []))
  must(await setTarget(hoa.device, { ...given, value: 12 }, []))
  await settle(team.minh, hoa, team.minh)
  for (const who of [team.minh, hoa])
    expect((await readTargets(who.device)).targets).toMatchObject([{ value: 12 }])
})

test('figures that another client froze in another shape are left out, and the page is read', async () => {
  await startOffice()
  const body = { ...year, closed: true, figures: [null, 'x', { indicator: 'cellsEstablished' }] }
  must(await recordOperation(team.minh.device, { kind: 'period.close', recordId: periodKey(year), body }))
  const { closed } = await readTargets(team.minh.device)
  expect(closed.get(periodKey(year))?.progress).toEqual([])
})

test.each<[string, Partial<Outcome>, string]>([
  ['a day to come', { decidedOn: '2099-01-01' }, 'decidedOn'],
  ['a day that is none', { decidedOn: '2026-02-31' }, 'decidedOn'],
  ['no firm', { firmIds: [] }, 'firmIds'],
  ['no decision', { decisionNo: ' ' }, 'decisionNo'],
  ['no count', { indicator: 'membersAdmitted', count: 0 }, 'count'],
])('a result with %s is refused at that field, and nothing is recorded', async (_what, wrong, at) => {
  const { firmId } = await startOffice()
  const refused = await recordOutcome(team.minh.device, founding([firmId], wrong))
  expect(refused).toMatchObject({ ok: false, problem: { at } })
  expect(await team.minh.device.database.outbox.count()).toBe(0)
})

test('a surveyor records no results and sets no targets', async () => {
  const { binh, firmId } = await startOffice()
  const notAllowed = { ok: false, problem: { code: 'notAllowed' } }
  expect(await recordOutcome(binh.device, founding([firmId]))).toMatchObject(notAllowed)
  expect(
    await setTarget(binh.device, { indicator: 'cellsEstablished', ...year, value: 4 }, []),
  ).toMatchObject(notAllowed)
  expect(await closePeriod(binh.device, year, true)).toMatchObject(notAllowed)
})
