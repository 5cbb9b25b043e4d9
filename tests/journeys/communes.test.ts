import { expect, test } from 'vitest'
import { readFirmList } from '#device/firmList.ts'
import { searchFirms } from '#device/firmSearch.ts'
import { addCommune, setPark } from '#device/parks.ts'
import { communesByName, readReference } from '#device/people.ts'
import { must } from '../support/participant.ts'
import { addFirms, settle, startTeam } from './team.ts'

const commune = { code: '99101', name: 'Phường Sông Xanh', provinceCode: '99', provinceName: 'Tỉnh Ba Sông' }

test('a commune that an administrator adds without a signal reaches every member, and firms are found by it', async () => {
  const team = await startTeam()
  const [quantri, binh] = [await team.join('quantri'), await team.join('binh')]
  await addFirms(team, 1, { to: 'binh' })
  quantri.goOffline()
  must(await addCommune(quantri.device, commune))
  const [parkId] = team.server.parkIds
  const park = { name: 'KCN Thử', kind: 'industrialPark', isKey: false } as const
  must(await setPark(quantri.device, parkId, { ...park, formerNames: [], communeIds: ['99101'] }))
  quantri.goOnline()
  team.later(300_000)
  await settle(quantri, binh)
  expect(communesByName(await readReference(binh.device), parkId)).toEqual([
    { id: '99101', name: 'Phường Sông Xanh' },
  ])
  expect(searchFirms(await readFirmList(binh.device), 'phuong song xanh')).toHaveLength(1)
  await team.close()
})
