import { afterEach, expect, test } from 'vitest'
import { setOrganisation } from '#device/organisations.ts'
import { readOrganisations, readUnits } from '#device/units.ts'
import { readNames } from '#device/names.ts'
import { organisationsOn } from '#domain/units.ts'
import { must } from '../support/participant.ts'
import { ownerVisit, recordVisit } from '../support/visitForm.ts'
import { addFirms, advise, approve, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

test('a union over three firms, noted without a signal, is one organisation and a union for each on every device', async () => {
  team = await startTeam()
  const firmIds = await addFirms(team, 3, { to: 'binh' })
  const binh = await team.join('binh')
  for (const firmId of firmIds) {
    const visitId = await recordVisit(binh, firmId, ownerVisit)
    await settle(binh)
    await approve(team.minh, firmId, visitId)
  }
  team.minh.goOffline()
  const id = must(
    await setOrganisation(team.minh.device, { kind: 'jointUnion' }, { name: 'Công đoàn ghép', firmIds }),
  )
  expect(await readOrganisations(team.minh.device)).toMatchObject([{ id, firmIds }])
  team.minh.goOnline()
  await settle(team.minh, binh)
  expect(await readOrganisations(binh.device)).toEqual([
    { id, kind: 'jointUnion', name: 'Công đoàn ghép', firmIds },
  ])
  for (const firmId of firmIds) expect((await advise(binh, firmId)).state.union).toBe('yes')
})

test('a firm that leaves on a day belonged to it before, and a new name does not change the old one', async () => {
  team = await startTeam()
  const { minh } = team
  const [first = '', second = ''] = await addFirms(team, 2)
  const about = { name: 'Chi bộ ghép A', firmIds: [first, second], officialTotal: 4 }
  const id = must(await setOrganisation(minh.device, { kind: 'jointCell' }, about))
  must(
    await setOrganisation(
      minh.device,
      { id },
      { name: 'Chi bộ ghép B', firmIds: [first], from: '2026-10-01' },
    ),
  )
  await settle(minh)
  const units = await readUnits(minh.device)
  expect(organisationsOn(units, '2026-09-30')).toMatchObject([
    { name: 'Chi bộ ghép A', firmIds: [first, second] },
  ])
  expect(organisationsOn(units, '2026-10-01')).toMatchObject([
    { name: 'Chi bộ ghép B', firmIds: [first], officialTotal: 4 },
  ])
  expect((await readNames(minh.device, [id])).get(id)).toBe('Chi bộ ghép B')
})

test('no organisation without a name, above itself, or from the hand of a surveyor', async () => {
  team = await startTeam()
  const { minh } = team
  const binh = await team.join('binh')
  expect(await setOrganisation(minh.device, { kind: 'jointCell' }, { name: ' ' })).toMatchObject({
    problem: { at: 'name' },
  })
  const upper = must(await setOrganisation(minh.device, { kind: 'partyCommittee' }, { name: 'Đảng ủy' }))
  const lower = must(
    await setOrganisation(minh.device, { kind: 'partyCommittee' }, { name: 'Chi ủy', parentId: upper }),
  )
  expect(await setOrganisation(minh.device, { id: upper }, { parentId: lower })).toMatchObject({
    problem: { at: 'parentId' },
  })
  expect(await setOrganisation(minh.device, { id: upper }, { name: 'X', from: '2026-02-31' })).toMatchObject({
    problem: { at: 'from' },
  })
  expect(await setOrganisation(binh.device, { kind: 'jointCell' }, { name: 'Chi bộ' })).toMatchObject({
    problem: { code: 'notAllowed' },
  })
  expect(await minh.device.database.outbox.count()).toBe(2)
})
