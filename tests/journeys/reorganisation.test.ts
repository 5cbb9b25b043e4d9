import { afterEach, expect, test } from 'vitest'
import { readCards } from '#device/cards.ts'
import { correctFirm } from '#device/firms.ts'
import { setOrganisation } from '#device/organisations.ts'
import { readOverview } from '#device/overview.ts'
import { addCommune, setPark } from '#device/parks.ts'
import { communeName, readReference } from '#device/people.ts'
import {
  openPlaces,
  readFirmPlaces,
  readReorganisations,
  recordReorganisation,
  undoReorganisation,
} from '#device/reorganisations.ts'
import { readUnits } from '#device/units.ts'
import { coverageBy } from '#domain/overview.ts'
import { firmsByPlace } from '#domain/placeSums.ts'
import type { UnitChange } from '#domain/reorganisation.ts'
import { nameOn, organisationsOn, parentsOn } from '#domain/units.ts'
import { must, type Participant } from '../support/participant.ts'
import { addFirms, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

const province = { provinceCode: '99', provinceName: 'Tỉnh Ba Sông' }

/** Two communes, three firms in the first and one in the second, and an administrator without a signal. */
async function startUnit() {
  team = await startTeam('2026-08-03T08:00:00+07:00')
  const quantri = await team.join('quantri')
  for (const [code, name] of [
    ['99103', 'Xã Bến Sương'],
    ['99104', 'Xã Vịnh Nắng'],
  ] as const)
    must(await addCommune(quantri.device, { ...province, code, name }))
  const firmIds = await addFirms(team, 4)
  await settle(quantri)
  for (const [index, firmId] of firmIds.entries()) {
    const siteCommuneId = index < 3 ? '99103' : '99104'
    must(await correctFirm(team.minh.device, firmId, { siteCommuneId }))
  }
  await settle(team.minh, quantri)
  team.later(80 * 86_400_000)
  quantri.goOffline()
  return { quantri, firmIds }
}

/** Firms by the name of their commune on a day, as a tablet adds them up. */
async function sums(who: Participant, day: string) {
  const units = await readUnits(who.device)
  const places = (await readFirmPlaces(who.device)).map((firm) => firm.places.siteCommuneId)
  const counted = firmsByPlace(units, 'commune', day, places)
  return Object.fromEntries(
    counted.map(({ placeId, firmIds }) => [
      nameOn(units, { thing: 'commune', id: placeId ?? '' }, day),
      firmIds.length,
    ]),
  )
}

const record = (who: Participant, on: string, ...changes: UnitChange[]) =>
  recordReorganisation(who.device, { on, instrument: '388/NQ-UBTVQH16', changes })

test('[scenario 11] a commune became a ward on 20/09 and the Party parent changed on 30/09: each day has its names, and the joint union counts 1', async () => {
  const { quantri, firmIds } = await startUnit()
  const { device } = team.minh
  const committee = async (name: string) =>
    must(await setOrganisation(device, { kind: 'partyCommittee' }, { name }))
  const [before, after] = [await committee('Đảng ủy Khối'), await committee('Đảng ủy phường')]
  const three = { name: 'Công đoàn ghép', firmIds: firmIds.slice(0, 3) }
  const union = must(await setOrganisation(device, { kind: 'jointUnion' }, three))
  const cell = must(
    await setOrganisation(device, { kind: 'jointCell' }, { name: 'Chi bộ ghép', parentId: before }),
  )
  must(
    await record(quantri, '2026-09-20', {
      kind: 'rename',
      thing: 'commune',
      id: '99103',
      name: 'Phường Bến Sương',
    }),
  )
  must(
    await record(quantri, '2026-09-30', {
      kind: 'reparent',
      thing: 'organisation',
      id: cell,
      parentIds: [after],
    }),
  )
  expect(await sums(quantri, '2026-11-15')).toEqual({ 'Phường Bến Sương': 3, 'Xã Vịnh Nắng': 1 })
  quantri.goOnline()
  await settle(quantri, team.minh)
  expect(await sums(team.minh, '2026-09-15')).toEqual({ 'Xã Bến Sương': 3, 'Xã Vịnh Nắng': 1 })
  expect(await sums(team.minh, '2026-11-15')).toEqual({ 'Phường Bến Sương': 3, 'Xã Vịnh Nắng': 1 })
  const units = await readUnits(device)
  const parent = (day: string) => {
    const [id = ''] = parentsOn(units, { thing: 'organisation', id: cell }, day)
    return nameOn(units, { thing: 'organisation', id }, day)
  }
  expect([parent('2026-09-15'), parent('2026-11-15')]).toEqual(['Đảng ủy Khối', 'Đảng ủy phường'])
  for (const day of ['2026-09-15', '2026-11-15']) {
    const unions = organisationsOn(units, day).filter(({ kind }) => kind === 'jointUnion')
    expect(unions).toMatchObject([{ id: union, firmIds: three.firmIds }])
  }
  expect(communeName(await readReference(device), '99103')).toBe('Phường Bến Sương')
})

test('a merger adds up once on every day, and taken back it leaves no trace in names and sums', async () => {
  const { quantri } = await startUnit()
  const into = { id: '99104', name: 'Phường Sương Nắng' }
  const id = must(
    await record(quantri, '2026-09-20', { kind: 'merge', thing: 'commune', from: ['99103'], into }),
  )
  quantri.goOnline()
  await settle(quantri, team.minh)
  const { minh } = team
  expect(await sums(minh, '2026-09-19')).toEqual({ 'Xã Bến Sương': 3, 'Xã Vịnh Nắng': 1 })
  expect(await sums(minh, '2026-09-20')).toEqual({ 'Phường Sương Nắng': 4 })
  must(await undoReorganisation(quantri.device, id))
  await settle(quantri, minh)
  expect(await sums(minh, '2026-09-20')).toEqual({ 'Xã Bến Sương': 3, 'Xã Vịnh Nắng': 1 })
  expect(await readReorganisations(minh.device)).toMatchObject([{ id, isUndone: true }])
  expect(await undoReorganisation(quantri.device, id)).toMatchObject({ problem: { code: 'stepNotAllowed' } })
  must(await undoReorganisation(quantri.device, id, false))
  expect(await sums(quantri, '2026-09-20')).toEqual({ 'Phường Sương Nắng': 4 })
})

test('of a split each firm waits for a person, counts once until then, and its answer changes nothing of before', async () => {
  const { quantri, firmIds } = await startUnit()
  must(
    await record(quantri, '2026-09-20', {
      kind: 'split',
      thing: 'commune',
      from: '99103',
      into: [{ id: '99103' }, { id: '99106', name: 'Xã Mới', begins: true }],
    }),
  )
  quantri.goOnline()
  await settle(quantri, team.minh)
  const { minh } = team
  const open = async () => {
    const units = await readUnits(minh.device)
    return openPlaces(await readFirmPlaces(minh.device), units, '2026-10-20').map(({ firmId }) => firmId)
  }
  expect((await open()).toSorted()).toEqual(firmIds.slice(0, 3).toSorted())
  expect(await sums(minh, '2026-10-20')).toEqual({ 'Xã Bến Sương': 3, 'Xã Vịnh Nắng': 1 })
  must(await correctFirm(minh.device, firmIds[0]!, { siteCommuneId: '99106' }))
  must(await correctFirm(minh.device, firmIds[1]!, { siteCommuneId: '99103' }))
  expect(await open()).toEqual([firmIds[2]])
  const today = '2026-11-01'
  expect(await sums(minh, today)).toEqual({ 'Xã Bến Sương': 2, 'Xã Mới': 1, 'Xã Vịnh Nắng': 1 })
  expect(await sums(minh, '2026-09-19')).toEqual({ 'Xã Bến Sương': 3, 'Xã Vịnh Nắng': 1 })
})

test('firms of a park that was merged are covered under the new one, and the old name is still found', async () => {
  const { quantri } = await startUnit()
  const [parkId, otherId] = team.server.parkIds
  const park = { kind: 'industrialPark', isKey: false, formerNames: [], communeIds: ['99103'] } as const
  const said = { ...park, formerNames: [...park.formerNames], communeIds: [...park.communeIds] }
  must(await setPark(quantri.device, parkId, { ...said, name: 'KCN Một' }))
  must(await setPark(quantri.device, otherId, { ...said, name: 'KCN Hai', communeIds: ['99104'] }))
  must(
    await record(quantri, '2026-09-20', {
      kind: 'merge',
      thing: 'park',
      from: [parkId],
      into: { id: otherId, name: 'KCN Lớn' },
    }),
  )
  quantri.goOnline()
  await settle(quantri, team.minh)
  const { device } = team.minh
  const reference = await readReference(device)
  expect([...reference.parks.values()].map(({ name }) => name)).not.toContain('KCN Một')
  expect(reference.parks.get(otherId)).toMatchObject({ name: 'KCN Lớn', formerNames: ['KCN Hai'] })
  expect((await readCards(device)).map((card) => card.parkId)).toEqual(Array(4).fill(otherId))
  const coverage = coverageBy((await readOverview(device)).firms, ({ parkId: id }) => id)
  expect(coverage.map(({ key, firmIds }) => [key, firmIds.length])).toEqual([[otherId, 4]])
  const units = await readUnits(device)
  expect(nameOn(units, { thing: 'park', id: parkId }, '2026-09-19')).toBe('KCN Một')
})

test('what is no day, has no document or no change is refused at its field; a supervisor records none', async () => {
  const { quantri } = await startUnit()
  const rename: UnitChange = { kind: 'rename', thing: 'commune', id: '99103', name: 'Phường' }
  const waiting = await quantri.device.database.outbox.count()
  expect(await record(quantri, '2026-02-31', rename)).toMatchObject({ problem: { at: 'on' } })
  expect(await record(quantri, '2026-09-20')).toMatchObject({ problem: { at: 'changes' } })
  const unnamed = { on: '2026-09-20', instrument: ' ', changes: [rename] }
  expect(await recordReorganisation(quantri.device, unnamed)).toMatchObject({ problem: { at: 'instrument' } })
  expect(await record(team.minh, '2026-09-20', rename)).toMatchObject({ problem: { code: 'notAllowed' } })
  expect(await quantri.device.database.outbox.count()).toBe(waiting)
})
