import { afterEach, expect, test } from 'vitest'
import { doubleFinder, readFirmList } from '#device/firmList.ts'
import { searchFirms } from '#device/firmSearch.ts'
import { openFirm } from '#device/firmView.ts'
import { addFirm, approveFirm, correctFirm } from '#device/firms.ts'
import { mergeFirms, unmergeFirm } from '#device/mergeFirms.ts'
import { readReportSource } from '#device/reportFirms.ts'
import { nameOf, textOf } from '#domain/profile.ts'
import { firmsByIssue, type QualityIssue } from '#domain/reports/quality.ts'
import { vietnamDay } from '#domain/time.ts'
import { openList, workbookOf } from '../support/lists.ts'
import { must, type Participant } from '../support/participant.ts'
import { recordVisit, shortVisit } from '../support/visitForm.ts'
import { approve, minute, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

/** Names of the firms that R8 counts under an issue, and how many firms it is about in all. */
async function quality({ device }: Participant, issue: QualityIssue) {
  const to = vietnamDay(device.now())
  const { firms } = (await readReportSource(device, { from: '2026-01-01', to }))!
  const found = firmsByIssue(firms, to)[issue].map(({ name }) => name)
  return { found: found.toSorted(), all: firms.length }
}

async function visitsOf({ device }: Participant, firmId: string) {
  return (await openFirm(device, firmId))?.visits.map(({ id }) => id).toSorted()
}

test('[scenario 8] a firm typed at the gate in NFD and a row of a workbook with its tax code are proposed as one, merged with their visits, and told apart again', async () => {
  team = await startTeam()
  const { minh } = team
  const [binh, dung] = [await team.join('binh'), await team.join('dung')]
  // at the gate, without a signal and in a hurry
  dung.goOffline()
  const typed = must(
    await addFirm(dung.device, {
      name: 'Cty Mẫu Det Sao 3'.normalize('NFD'),
      taxCode: '9900001041',
      parkId: team.server.parkIds[0],
    }),
  )
  const atGate = await recordVisit(dung, typed, { ...shortVisit, headcountTotal: 1260 })
  // meanwhile the office takes its list in
  const rows = [
    ['STT', 'Tên doanh nghiệp', 'Mã số thuế', 'Địa chỉ'],
    [1, 'CÔNG TY TNHH MẪU DỆT SAO 3', '9900001041', 'Lô A3'],
  ]
  const { session, summary } = await openList(minh.device, await workbookOf(rows))
  expect(summary.counts).toMatchObject({ new: 1, known: 0 })
  must(await session.take())
  await settle(minh, binh)
  const [{ id: listed } = { id: '' }] = await readFirmList(minh.device)
  dung.goOnline()
  await settle(dung, minh)
  await approve(minh, typed, atGate)
  must(await correctFirm(minh.device, listed, { parkId: team.server.parkIds[0] }))
  // a list that comes later finds the firm by its code
  const again = await openList(minh.device, await workbookOf([...rows, [2, 'Công ty khác', '', '']]))
  expect(again.summary.counts).toMatchObject({ known: 1 })

  const before = await readFirmList(minh.device)
  const name = 'Cty Mẫu Det Sao 3'
  expect(before.map((firm) => firm.name.normalize('NFC'))).toContain(name)
  const proposed = doubleFinder(before)({ id: typed, name, taxCode: '9900001041' })
  expect(proposed).toMatchObject([{ firm: { id: listed }, why: 'taxCode' }])
  must(await approveFirm(minh.device, typed))
  const doubles = await quality(minh, 'possibleDouble')
  expect([doubles.found.length, doubles.all]).toEqual([2, 2])

  must(await mergeFirms(minh.device, typed, listed))
  await settle(minh, dung)
  team.later(minute)
  const later = await recordVisit(dung, listed, { ...shortVisit, headcountTotal: 1270 })
  await settle(dung, minh)
  for (const who of [minh, dung]) {
    const list = await readFirmList(who.device)
    expect(list).toHaveLength(1)
    for (const text of ['det sao 3', 'cty mau', '9900001041', 'dệt sao'])
      expect(searchFirms(list, text).map(({ id }) => id)).toEqual([listed])
    expect(await visitsOf(who, typed)).toEqual([atGate, later].toSorted())
    const { profile, approved } = (await openFirm(who.device, typed))!
    expect([nameOf(profile), textOf(profile, 'address')]).toEqual(['CÔNG TY TNHH MẪU DỆT SAO 3', 'Lô A3'])
    expect(approved).toMatchObject({ headcountTotal: { value: 1260, visitId: atGate } })
  }
  expect(await quality(minh, 'possibleDouble')).toEqual({ found: [], all: 1 })

  must(await unmergeFirm(minh.device, typed))
  await settle(minh, dung)
  expect((await readFirmList(minh.device)).map(({ id }) => id).toSorted()).toEqual([listed, typed].toSorted())
  expect(await visitsOf(minh, typed)).toEqual([atGate])
  expect(await visitsOf(minh, listed)).toEqual([later])
  // nothing was lost on the way: what was recorded for either is with it
  expect((await openFirm(minh.device, typed))!.approved).toMatchObject({ headcountTotal: { value: 1260 } })
})

test('[scenario 9] a tax code with a wrong digit is kept as not verified until it is put right; a number that lost its zeros is offered, a branch is linked', async () => {
  team = await startTeam()
  const { minh } = team
  const parkId = team.server.parkIds[0]
  const dung = await team.join('dung')
  const typed = must(
    await addFirm(dung.device, { name: 'Công ty TNHH Mẫu Nhựa Mây', taxCode: '9900001072', parkId }),
  )
  const visit = await recordVisit(dung, typed)
  await settle(dung, minh)
  await approve(minh, typed, visit)
  must(await approveFirm(minh.device, typed))
  const code = async (firmId: string) => (await openFirm(minh.device, firmId))!.profile['taxCode']
  expect(await code(typed)).toBe('9900001072')
  expect((await quality(minh, 'taxCodeUnverified')).found).toEqual(['Công ty TNHH Mẫu Nhựa Mây'])
  must(await correctFirm(minh.device, typed, { taxCode: '9900001073' }))
  expect(await quality(minh, 'taxCodeUnverified')).toEqual({ found: [], all: 1 })
  const rows = [
    ['STT', 'Tên doanh nghiệp', 'Mã số thuế'],
    [1, 'Công ty TNHH Mẫu Gốm Trăng', 99_000_013],
    [2, 'Chi nhánh Công ty TNHH Mẫu Nhựa Mây', '9900001073-001'],
  ]
  const { session, summary } = await openList(minh.device, await workbookOf(rows))
  expect(summary).toMatchObject({ counts: { new: 2, wrong: 0 }, shortCodes: 1 })
  const shown = await session.rows('new', 0, 10)
  expect(
    shown.map(({ verdict, otherName }) => ['branchOf' in verdict && verdict.branchOf, otherName]),
  ).toEqual([
    [false, undefined],
    [typed, 'Công ty TNHH Mẫu Nhựa Mây'],
  ])
  await session.choose({ padsCodes: true })
  must(await session.take())
  await settle(minh, dung)
  const firms = await readFirmList(minh.device)
  const listed = (name: string) => firms.find((firm) => firm.name === name)!
  expect(listed('Công ty TNHH Mẫu Gốm Trăng').taxCode).toBe('0099000013')
  const branch = (await openFirm(minh.device, listed('Chi nhánh Công ty TNHH Mẫu Nhựa Mây').id))!
  expect(branch.profile).toMatchObject({ taxCode: '9900001073', branchSuffix: '001' })
  expect(firms).toHaveLength(3)
})
