import { afterEach, beforeEach, expect, test } from 'vitest'
import { addFirm } from '#device/firms.ts'
import { readFirmList } from '#device/firmList.ts'
import { openFirm } from '#device/firmView.ts'
import type { ListSession } from '#device/lists/listSession.ts'
import type { ListSummary } from '#device/lists/listSummary.ts'
import { planUndo, undoList } from '#device/lists/undoList.ts'
import { setPark } from '#device/parks.ts'
import {
  bytesOf,
  bytesOf1258,
  latin1Bytes,
  listed,
  openList,
  toTcvn3,
  toVni,
  workbookOf,
} from '../support/lists.ts'
import { must, type Participant } from '../support/participant.ts'
import { settle, startTeam, type Team } from './team.ts'
import { whatThereIs } from './whatThereIs.ts'

let team: Team
let minh: Participant
let binh: Participant
beforeEach(async () => {
  team = await startTeam()
  minh = team.minh
  const quantri = await team.join('quantri')
  const park = { formerNames: [], kind: 'industrialPark' as const, isKey: false, communeIds: [] }
  must(await setPark(quantri.device, team.server.parkIds[0], { ...park, name: 'KCN Đồi Chè' }))
  await settle(quantri, minh)
  binh = await team.join('binh')
})
afterEach(() => team.close())

const knownName = 'Công ty TNHH Mẫu Gốm Hạ'
const rows = [
  ['STT', 'Tên doanh nghiệp', 'Mã số thuế', 'Địa chỉ', 'Khu công nghiệp', 'Số lao động'],
  [
    '1',
    'Công ty TNHH Mẫu Nhựa Mây số 3',
    '9900001027',
    'Đường Nguyễn Huệ, phường Thủy Xuân',
    'Đồi Chè',
    '120',
  ],
  ['2', 'Công ty Cổ phần Mẫu Giày Dép Phước Lộc', '9900001034', 'Lô ẫ, quốc lộ 1', 'Đồi Chè', 'hơn 500'],
  ['3', 'Hợp tác xã Mẫu Lụa Đỗ Quyên', '', 'Ngõ Kỹ Nghệ', 'Đồi Chè', ''],
  ['4', 'Công ty TNHH Mẫu Sữa Cỏ Ngọt', 'đang xin', '', 'Đồi Chè', '5'],
  ['5', knownName, '9900001041', 'Đường Bưởi', 'Đồi Chè', '7'],
  ['6', 'Công ty TNHH Mẫu Chỉ Thêu', '9900001058', '', 'Đồi Chè', 'rất nhiều'],
]
const taken = rows.slice(1, 4).map((row) => row[1]!)
const csv = rows.map((row) => row.map((text) => `"${text}"`).join(';')).join('\r\n')
const inText = (to: (text: string) => string) => rows.map((row) => row.map(to))

type Bytes = Uint8Array<ArrayBuffer>
interface Case {
  readonly name: string
  readonly fileName: string
  readonly bytes: () => Bytes | Promise<Bytes>
  /** What the preview says of the file. */
  readonly said: Partial<ListSummary>
  readonly asks?: true
}

const cases: Case[] = [
  {
    name: 'a text file in Windows-1258',
    fileName: 'danh-sach.csv',
    bytes: () => bytesOf1258(csv),
    said: { text: { encoding: 'windows-1258', separator: ';' } },
  },
  {
    name: 'a text file in VNI',
    fileName: 'danh-sach.csv',
    bytes: () => latin1Bytes(toVni(csv)),
    said: { text: { encoding: 'vni', separator: ';' } },
  },
  {
    name: 'a text file in TCVN3',
    fileName: 'danh-sach.csv',
    bytes: () => latin1Bytes(toTcvn3(csv)),
    said: { text: { encoding: 'tcvn3', separator: ';' } },
  },
  {
    name: 'a text file with its marks apart (NFD)',
    fileName: 'danh-sach.csv',
    bytes: () => bytesOf(csv.normalize('NFD')),
    said: { text: { encoding: 'utf-8', separator: ';' } },
  },
  {
    name: 'a workbook with its marks apart (NFD)',
    fileName: 'danh-sach.xlsx',
    bytes: () => workbookOf(inText((text) => text.normalize('NFD'))),
    said: { text: undefined, legacy: undefined },
  },
  {
    name: 'a workbook set in a VNI font',
    fileName: 'danh-sach.xlsx',
    bytes: () => workbookOf(inText(toVni), 'VNI-Times'),
    said: { legacy: expect.objectContaining({ encodings: ['vni'] }) },
    asks: true,
  },
  {
    name: 'a workbook in VNI whose font says nothing of it',
    fileName: 'danh-sach.xlsx',
    bytes: () => workbookOf(inText(toVni)),
    said: { legacy: expect.objectContaining({ encodings: ['vni'] }) },
    asks: true,
  },
  {
    name: 'a workbook set in a TCVN3 font',
    fileName: 'danh-sach.xlsx',
    bytes: () => workbookOf(inText(toTcvn3), '.VnArial'),
    said: { legacy: expect.objectContaining({ encodings: ['tcvn3'] }) },
    asks: true,
  },
]

test.each(cases)(
  '$name: its firms are there by their right names for everybody, its wrong rows are named, and undone it leaves no trace',
  async ({ fileName, bytes, said, asks }) => {
    const [parkId] = team.server.parkIds
    const known = must(await addFirm(minh.device, { name: knownName, parkId, taxCode: '9900001041' }))
    await settle(minh, binh)
    const before = await whatThereIs(team, minh, binh)
    const { session, summary } = await openList(minh.device, await bytes(), fileName)
    expect(summary).toMatchObject(said)
    const read = asks === true ? await consent(session, summary) : summary
    expect(read.counts).toMatchObject({ new: 3, known: 1, wrong: 2, likely: 0, again: 0 })
    expect(await faultsOf(session)).toEqual([
      ['C5', 'notATaxCode', 'đang xin'],
      ['F7', 'notANumber', 'rất nhiều'],
    ])
    await settle(minh, binh)
    expect(await whatThereIs(team, minh, binh)).toEqual(before)
    const { importId } = must(await session.take())
    await settle(minh, binh)
    for (const who of [minh, binh]) {
      const firms = new Map((await readFirmList(who.device)).map((firm) => [firm.name, firm]))
      expect([...firms.keys()].toSorted()).toEqual([...taken, knownName].toSorted())
      for (const [, name, code, address] of rows.slice(1, 4))
        expect(firms.get(name!)).toMatchObject({ taxCode: code || undefined, address, parkId })
      expect(firms.get(knownName)).toMatchObject({ address: 'Đường Bưởi' })
    }
    expect((await openFirm(minh.device, known))!.firm.fields['name']).toMatchObject({ value: knownName })
    must(await undoList(minh.device, importId, (await planUndo(minh.device, importId))!))
    await settle(minh, binh)
    expect(await whatThereIs(team, minh, binh)).toEqual(before)
  },
)

/** Before anybody says so, nothing is converted. */
async function consent(session: ListSession, { legacy }: ListSummary): Promise<ListSummary> {
  const shown = await session.rows('new', 0, 9)
  expect(shown.map(({ verdict }) => 'proposal' in verdict && verdict.proposal.name)).not.toContain(taken[0])
  expect(legacy!.samples.map(({ after }) => after)).toContain('Tên doanh nghiệp')
  return listed(await session.choose({ converts: true }))
}

async function faultsOf(session: ListSession) {
  const wrong = await session.rows('wrong', 0, 9)
  return wrong.flatMap(({ verdict }) =>
    'faults' in verdict ? verdict.faults.map(({ cell, fault, text }) => [cell, fault, text]) : [],
  )
}
