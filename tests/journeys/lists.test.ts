import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { addFirm } from '#device/firms.ts'
import { readFirmList } from '#device/firmList.ts'
import { openFirm } from '#device/firmView.ts'
import { listLimits } from '#device/lists/listLimits.ts'
import { readImports } from '#device/lists/imports.ts'
import { planUndo, undoList } from '#device/lists/undoList.ts'
import { setPark } from '#device/parks.ts'
import { assignFirms } from '#device/plans.ts'
import { must, type Participant } from '../support/participant.ts'
import { listed, openList, toTcvn3, workbookOf } from '../support/lists.ts'
import { recordVisit } from '../support/visitForm.ts'
import { readDigests, settle, startTeam, type Team } from './team.ts'

let team: Team
let minh: Participant
beforeEach(async () => {
  team = await startTeam()
  minh = team.minh
  const park = {
    name: 'KCN Thử',
    formerNames: [],
    kind: 'industrialPark' as const,
    isKey: false,
    communeIds: [],
  }
  const quantri = await team.join('quantri')
  must(await setPark(quantri.device, team.server.parkIds[0], park))
  await settle(quantri, minh)
})
afterEach(() => team.close())

const heading = ['STT', 'Tên doanh nghiệp', 'Mã số thuế', 'Địa chỉ', 'KCN', 'Số lao động']
const threeFirms = [
  heading,
  [1, 'Công ty TNHH Mẫu Dệt Mây 1', '9900001027', 'Lô A1', 'KCN Thử', 120],
  [2, 'Công ty TNHH Mẫu Dệt Mây 2', '9900001034', 'Lô A2', 'KCN Thử', 'hơn 500'],
  [3, 'Công ty TNHH Mẫu Dệt Mây 3', '9900001041', 'Lô A3', 'KCN Thử', null],
]

async function takeThree() {
  const { session, summary } = await openList(minh.device, await workbookOf(threeFirms))
  return { summary, taken: must(await session.take()) }
}

async function undo(who: Participant, importId: string) {
  const plan = await planUndo(who.device, importId)
  must(await undoList(who.device, importId, plan!))
  return plan!
}

async function expectInStep(who: Participant) {
  const { kept, real, repairs } = await readDigests(who)
  expect([kept, repairs]).toEqual([real, undefined])
}

const byCode = (one: unknown, other: unknown) => (String(one) < String(other) ? -1 : 1)

const namesAt = async ({ device }: Participant) =>
  (await readFirmList(device)).map(({ name }) => name).toSorted(byCode)

test('a list taken in without a signal is there at once, and for everybody once it is sent; undone it leaves no trace', async () => {
  const binh = await team.join('binh')
  minh.goOffline()
  const before = await namesAt(minh)
  const { summary, taken } = await takeThree()
  expect(summary.counts).toMatchObject({ new: 3, known: 0, wrong: 0 })
  expect(await namesAt(minh)).toEqual(
    [...before, ...threeFirms.slice(1).map((row) => row[1])].toSorted(byCode),
  )
  minh.goOnline()
  await settle(minh, binh, minh)
  expect(await namesAt(binh)).toEqual(await namesAt(minh))
  expect(await readImports(minh.device)).toMatchObject([
    {
      fileName: 'danh-sach.xlsx',
      rowsTaken: 3,
      rowsLeft: 0,
      state: 'taken',
      personId: minh.device.identity.personId,
    },
  ])
  minh.goOffline()
  const plan = await undo(minh, taken.importId)
  expect(plan).toMatchObject({ gone: 3, back: 0, kept: [] })
  expect(await namesAt(minh)).toEqual(before)
  minh.goOnline()
  await settle(minh, binh, minh)
  expect(await namesAt(minh)).toEqual(before)
  expect(await namesAt(binh)).toEqual(before)
  expect(await readImports(minh.device)).toMatchObject([{ state: 'undone' }])
  await expectInStep(minh)
})

test('the same list taken in twice, also on two tablets that know nothing of each other, is one', async () => {
  const quantri = await team.join('quantri')
  const bytes = await workbookOf(threeFirms)
  minh.goOffline()
  quantri.goOffline()
  for (const who of [minh, quantri]) must(await (await openList(who.device, bytes)).session.take())
  const { session, summary } = await openList(minh.device, bytes)
  expect(summary.counts).toMatchObject({ new: 0, known: 3 })
  expect(summary.earlier).toMatchObject({ rowsTaken: 3 })
  expect(must(await session.take())).toMatchObject({ created: 0, changed: 0 })
  minh.goOnline()
  quantri.goOnline()
  await settle(minh, quantri, minh, quantri)
  for (const who of [minh, quantri])
    expect(await namesAt(who)).toEqual(threeFirms.slice(1).map((row) => row[1]))
  expect(await minh.device.database.acknowledged.where('operationId').above('').toArray()).toSatisfy(
    (rows: { status: string }[]) => rows.every(({ status }) => status === 'applied'),
  )
})

test('undone and taken in again, a list is there once', async () => {
  const first = await takeThree()
  await settle(minh)
  await undo(minh, first.taken.importId)
  await settle(minh)
  const second = await takeThree()
  expect(second.taken.importId).not.toBe(first.taken.importId)
  expect(second.summary.counts).toMatchObject({ new: 3 })
  await settle(minh)
  expect(await namesAt(minh)).toHaveLength(3)
})

test('a list whose undoing was cut short may be taken in again, and each firm is there once', async () => {
  const { firmsPerPart } = listLimits
  onTestFinished(() => void Object.assign(listLimits, { firmsPerPart }))
  listLimits.firmsPerPart = 1
  const first = await takeThree()
  const plan = (await planUndo(minh.device, first.taken.importId))!
  must(await undoList(minh.device, first.taken.importId, { ...plan, parts: plan.parts.slice(0, 1) }))
  expect(await namesAt(minh)).toHaveLength(2)
  const second = await takeThree()
  expect(second.summary.counts).toMatchObject({ new: 1, known: 2 })
  await settle(minh)
  expect(await namesAt(minh)).toEqual(threeFirms.slice(1).map((row) => row[1]))
})

test('what the list set goes back, what somebody set since stays, and a firm that was touched stays whole and is named', async () => {
  const [parkId] = team.server.parkIds
  const known = must(
    await addFirm(minh.device, { name: 'Công ty TNHH Mẫu Dệt Mây 1', parkId, taxCode: '9900001027' }),
  )
  await settle(minh)
  const before = (await openFirm(minh.device, known))!.firm
  const { summary, taken } = await takeThree()
  expect(summary.counts).toMatchObject({ new: 2, known: 1 })
  expect(taken).toMatchObject({ created: 2, changed: 1 })
  await settle(minh)
  expect((await openFirm(minh.device, known))!.profile['address']).toBe('Lô A1')
  const touched = (await readFirmList(minh.device)).find(({ taxCode }) => taxCode === '9900001034')!
  must(await assignFirms(minh.device, [touched.id], { personId: team.server.people['binh']!.id }))
  await settle(minh)
  const plan = await undo(minh, taken.importId)
  expect(plan).toMatchObject({
    gone: 1,
    back: 1,
    kept: [{ id: touched.id, name: 'Công ty TNHH Mẫu Dệt Mây 2' }],
  })
  await settle(minh)
  expect((await openFirm(minh.device, known))!.firm).toEqual(before)
  expect(await namesAt(minh)).toEqual(['Công ty TNHH Mẫu Dệt Mây 1', 'Công ty TNHH Mẫu Dệt Mây 2'])
})

test('a visit recorded without a signal at a firm that was taken back brings the firm back: nothing is lost', async () => {
  const binh = await team.join('binh')
  const { taken } = await takeThree()
  await settle(minh, binh)
  const firm = (await readFirmList(binh.device)).find(({ taxCode }) => taxCode === '9900001034')!
  binh.goOffline()
  await undo(minh, taken.importId)
  await settle(minh)
  expect(await namesAt(minh)).toEqual([])
  await recordVisit(binh, firm.id)
  binh.goOnline()
  await settle(binh, minh, binh)
  expect(await namesAt(minh)).toEqual(['Công ty TNHH Mẫu Dệt Mây 2'])
  expect((await openFirm(minh.device, firm.id))!.visits).toHaveLength(1)
  expect(await namesAt(binh)).toEqual(['Công ty TNHH Mẫu Dệt Mây 2'])
  await expectInStep(binh)
})

test('scenario 9: a wrong digit is taken in unverified, lost zeros are offered back, a branch is linked by its code', async () => {
  const [parkId] = team.server.parkIds
  must(await addFirm(minh.device, { name: 'Công ty TNHH Mẫu Cơ khí Lá', parkId, taxCode: '9900001073' }))
  const rows = [
    heading,
    [1, 'Công ty TNHH Mẫu Nhựa 1', '9900001072', '', 'KCN Thử', 1],
    [2, 'Công ty TNHH Mẫu Nhựa 2', 99_000_013, '', 'KCN Thử', 2],
    [3, 'Chi nhánh Công ty Mẫu Cơ khí Lá', '9900001073-001', '', 'KCN Thử', 3],
    [4, 'Công ty TNHH Mẫu Nhựa 4', 'đang xin', '', 'KCN Thử', 4],
  ]
  const { session, summary } = await openList(minh.device, await workbookOf(rows))
  expect(summary).toMatchObject({ counts: { new: 3, wrong: 1 }, shortCodes: 1 })
  const shown = await session.rows('new', 0, 10)
  expect(
    shown.map(({ verdict, otherName }) => ['proposal' in verdict && verdict.proposal.notes, otherName]),
  ).toEqual([
    [['codeUnverified'], undefined],
    [['codeShort'], undefined],
    [[], 'Công ty TNHH Mẫu Cơ khí Lá'],
  ])
  expect(await session.rows('wrong', 0, 10)).toMatchObject([
    { verdict: { row: 4, faults: [{ fault: 'notATaxCode', cell: 'C5', text: 'đang xin' }] } },
  ])
  expect(listed(await session.choose({ padsCodes: true })).counts).toMatchObject({ new: 3 })
  must(await session.take())
  const codes = (await readFirmList(minh.device)).map(({ name, taxCode }) => [name, taxCode])
  expect(Object.fromEntries(codes)).toMatchObject({
    'Công ty TNHH Mẫu Nhựa 1': '9900001072',
    'Công ty TNHH Mẫu Nhựa 2': '0099000013',
    'Chi nhánh Công ty Mẫu Cơ khí Lá': '9900001073',
  })
})

test('scenario 8: a firm typed without marks is proposed as the row with its tax code or its name, and a person decides', async () => {
  const [parkId] = team.server.parkIds
  const typed = must(await addFirm(minh.device, { name: 'Cty Mau Det Sao 3', parkId, taxCode: '9900001041' }))
  const named = must(await addFirm(minh.device, { name: 'Cty Mẫu Dệt Sao 4'.normalize('NFD'), parkId }))
  const rows = [
    heading,
    [1, 'CÔNG TY TNHH MẪU DỆT SAO 3', '9900001041', 'Lô 3', 'KCN Thử', 5],
    [2, 'CÔNG TY TNHH MẪU DỆT SAO 4', '9900001066', 'Lô 4', 'KCN Thử', 5],
  ]
  const { session, summary } = await openList(minh.device, await workbookOf(rows))
  expect(summary).toMatchObject({ counts: { known: 1, likely: 1 }, undecided: 1, toCreate: 0, toLookAt: 1 })
  expect(await session.rows('likely', 0, 9)).toMatchObject([{ verdict: { firmId: named, why: 'sameName' } }])
  expect(listed(await session.choose({ likelyByRow: { 2: 'apart' } }))).toMatchObject({
    undecided: 0,
    toCreate: 1,
  })
  expect(listed(await session.choose({ likelyByRow: { 2: 'same' } }))).toMatchObject({
    undecided: 0,
    toLookAt: 2,
  })
  must(await session.take())
  expect((await openFirm(minh.device, typed))!.profile).toMatchObject({
    name: 'Cty Mau Det Sao 3',
    address: 'Lô 3',
  })
  expect((await openFirm(minh.device, named))!.profile).toMatchObject({
    taxCode: '9900001066',
    address: 'Lô 4',
  })
})

test('scenario 12: sixty rows with a heading over two lines and names in TCVN3 show 57 that are good and 3 mistakes', async () => {
  const name = (number: number) => toTcvn3(`Công ty TNHH Mẫu Đường Nguyễn số ${number}`)
  const rows = [
    [toTcvn3('DANH SÁCH DOANH NGHIỆP')],
    ['STT', toTcvn3('Tên doanh nghiệp'), 'MST', toTcvn3('Lao động'), '', toTcvn3('Ngày thành lập')],
    ['', '', '', toTcvn3('Tổng số'), toTcvn3('Nữ'), ''],
    ...Array.from({ length: 60 }, (_, index) => [index + 1, name(index), null, 'h¬n 500', 10, '15/03/2019']),
    ['', toTcvn3('Tổng cộng'), null, 3000, 600, null],
  ]
  rows[10]![5] = '31/02/2026'
  rows[20]![3] = 'nhiều'
  rows[30]![1] = null as never
  const { session, summary } = await openList(minh.device, await workbookOf(rows as never, '.VnTime'))
  expect(summary.legacy).toMatchObject({ encodings: ['tcvn3'] })
  expect(summary.legacy!.samples).toContainEqual({ before: 'Tªn doanh nghiÖp', after: 'Tên doanh nghiệp' })
  const read = listed(await session.choose({ converts: true }))
  expect(read.counts).toMatchObject({ new: 57, wrong: 3, leftOut: 1 })
  expect(
    (await session.rows('wrong', 0, 9)).map(({ verdict }) => 'faults' in verdict && verdict.faults),
  ).toMatchObject([
    [{ fault: 'dayImpossible', cell: 'F11', text: '31/02/2026' }],
    [{ fault: 'notANumber', cell: 'D21' }],
    [{ fault: 'nameMissing', cell: 'B31' }],
  ])
  must(await session.take())
  const [firm] = (await readFirmList(minh.device)).filter(({ name: known }) => known.endsWith('số 5'))
  expect(firm?.name).toBe('Công ty TNHH Mẫu Đường Nguyễn số 5')
})
