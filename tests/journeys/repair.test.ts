import { afterEach, expect, test } from 'vitest'
import { readCards } from '#device/cards.ts'
import { openFirm } from '#device/firmView.ts'
import { must, type Participant } from '../support/participant.ts'
import { recordVisit } from '../support/visitForm.ts'
import {
  addFirms,
  approve,
  assign,
  day,
  hour,
  minute,
  readBase,
  readDigests,
  settle,
  startTeam,
  type Team,
} from './team.ts'

let team: Team
afterEach(() => team.close())

async function inStep() {
  team = await startTeam()
  const firms = await addFirms(team, 3, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = await recordVisit(binh, firms[0]!)
  await settle(binh)
  await approve(team.minh, firms[0]!, visitId)
  await settle(binh)
  return { binh, firms, visitId }
}

async function expectHealed(who: Participant, repairs: number) {
  const fresh = await team.join('binh')
  expect(await readBase(who)).toEqual(await readBase(fresh))
  const digests = await readDigests(who)
  expect(digests.kept).toEqual(digests.real)
  expect(digests.repairs).toBe(repairs)
  // and it is over: the next round finds nothing to mend
  expect(await who.sync()).toMatchObject({ repaired: false, failure: undefined })
  expect((await readDigests(who)).repairs).toBe(repairs)
}

test('a row that vanished behind the device’s back comes back within the hour, once, and is counted', async () => {
  const { binh, firms, visitId } = await inStep()
  await binh.device.database.base.delete(['visit', visitId])
  expect((await openFirm(binh.device, firms[0]!))?.visits).toEqual([])
  team.later(hour)
  expect(await binh.sync()).toMatchObject({ repaired: true, failure: undefined })
  expect((await openFirm(binh.device, firms[0]!))?.visits.map((visit) => visit.id)).toEqual([visitId])
  await expectHealed(binh, 1)
})

test('a row that vanished and then changed on the server is healed too, once', async () => {
  const { binh, firms } = await inStep()
  await binh.device.database.base.delete(['assignment', firms[1]!])
  await assign(team, [firms[1]!], 'binh', ['chi'])
  expect(await binh.sync()).toMatchObject({ repaired: true })
  await expectHealed(binh, 1)
})

test('a row that nobody sent goes within the hour', async () => {
  const { binh } = await inStep()
  const [row] = await binh.device.database.base.toArray()
  await binh.device.database.base.put({ ...row!, id: 'made up', seq: 1 })
  team.later(hour)
  expect(await binh.sync()).toMatchObject({ repaired: true })
  await expectHealed(binh, 1)
})

test('a row that fell back to an older state is found out when the day begins', async () => {
  const { binh, firms } = await inStep()
  const key: [string, string] = ['assignment', firms[2]!]
  const old = must(toResult(await binh.device.database.base.get(key)))
  await assign(team, [firms[2]!], 'binh', ['chi'])
  await settle(binh)
  await binh.device.database.base.put(old)
  team.later(day)
  expect(await binh.sync()).toMatchObject({ repaired: true })
  await expectHealed(binh, 1)
  expect((await readCards(binh.device)).find((card) => card.id === firms[2])?.helperIds).toEqual([
    team.server.people['chi']!.id,
  ])
})

test('a digest that went wrong is put right although every row is as it should be', async () => {
  const { binh } = await inStep()
  await binh.device.database.meta.put({ key: 'digest', value: { count: 3, high: 1, low: 2 } })
  expect(await binh.sync()).toMatchObject({ repaired: true })
  await expectHealed(binh, 1)
})

test('a repair that is cut off changes nothing, and the next round mends', async () => {
  team = await startTeam()
  const firms = await addFirms(team, 2, { to: 'binh' })
  let broken = false
  const binh = await team.join('binh', (fetch) => async (url, init) => {
    if (broken && /\/(list|fetch)$/.test(url)) throw new TypeError('Failed to fetch')
    return fetch(url, init)
  })
  await binh.device.database.base.delete(['firm', firms[0]!])
  broken = true
  team.later(hour)
  await binh.sync()
  expect((await readDigests(binh)).repairs).toBeUndefined()
  broken = false
  team.later(5 * minute)
  expect(await binh.sync()).toMatchObject({ repaired: true })
  await expectHealed(binh, 1)
})

test('what a person recorded meanwhile is neither sent twice nor lost by a repair', async () => {
  const { binh, firms } = await inStep()
  binh.goOffline()
  const visitId = await recordVisit(binh, firms[1]!)
  await binh.device.database.base.where('scope').equals(firms[1]!).delete()
  expect(await openFirm(binh.device, firms[1]!)).toBeUndefined()
  team.later(hour)
  binh.goOnline()
  expect(await binh.sync()).toMatchObject({ sent: 1, repaired: true })
  expect((await openFirm(binh.device, firms[1]!))?.visits).toMatchObject([
    { id: visitId, state: 'submitted', revisions: [{}] },
  ])
  await expectHealed(binh, 1)
})

function toResult<Value>(value: Value | undefined) {
  return value === undefined ? ({ ok: false, problem: 'missing' } as const) : ({ ok: true, value } as const)
}
