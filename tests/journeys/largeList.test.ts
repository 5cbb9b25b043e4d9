import { expect, test } from 'vitest'
import { addFirm } from '#device/firms.ts'
import { readFirmList } from '#device/firmList.ts'
import { planUndo, undoList } from '#device/lists/undoList.ts'
import { setPark } from '#device/parks.ts'
import type { FirmRecord } from '#domain/records.ts'
import { checkTaxCode } from '#domain/taxCode.ts'
import { openList, workbookOf } from '../support/lists.ts'
import { must } from '../support/participant.ts'
import { readServer, settle, startTeam } from './team.ts'
import { whatThereIs } from './whatThereIs.ts'

const rowsInAll = 20_000
const heading = ['STT', 'Tên doanh nghiệp', 'Mã số thuế', 'Địa chỉ', 'KCN', 'Số lao động', 'Ngày thành lập']
const nameOf = (row: number) => `Công ty TNHH Mẫu Nhựa Mây ${row}`

/** The right codes of so many made-up firms. */
function makeCodes(count: number): string[] {
  const codes: string[] = []
  for (let base = 990_100_000; codes.length < count; base += 1) {
    const digit = '0123456789'.split('').find((last) => checkTaxCode(`${base}${last}`).kind === 'valid')
    if (digit !== undefined) codes.push(`${base}${digit}`)
  }
  return codes
}

/** Row by row, with a mistake of each kind in every 2,500. */
function makeRows(codes: readonly string[]): (string | number | null)[][] {
  return Array.from({ length: rowsInAll }, (_, index) => {
    const row = index + 1
    const turn = row % 2500
    return [
      row,
      turn === 3 ? null : nameOf(row),
      turn === 1 ? 'đang xin' : codes[turn === 10 ? index - 1 : index]!,
      `Lô ${row}`,
      'KCN Thử',
      turn === 2 ? 'nhiều' : row % 400,
      turn === 4 ? '31/02/2026' : '15/03/2019',
    ]
  })
}

test(
  'a workbook of 20,000 rows gives the right firms, its wrong rows are named with reasons, and undone it leaves no trace',
  // minutes on a busy machine
  { timeout: 900_000 },
  async () => {
    const team = await startTeam()
    const { minh } = team
    const [parkId] = team.server.parkIds
    const quantri = await team.join('quantri')
    const park = { formerNames: [], kind: 'industrialPark' as const, isKey: false, communeIds: [] }
    must(await setPark(quantri.device, parkId, { ...park, name: 'KCN Thử' }))
    await settle(quantri, minh)
    const codes = makeCodes(rowsInAll)
    for (const row of [100, 200, 300])
      must(await addFirm(minh.device, { name: `Đã có ${row}`, parkId, taxCode: codes[row - 1]! }))
    must(await addFirm(minh.device, { name: 'Cong ty TNHH Mau Nhua May 400', parkId }))
    await settle(minh)
    const before = await whatThereIs(team, minh)

    const bytes = await workbookOf([heading, ...makeRows(codes), [null, 'Tổng cộng', null, null, null, 9]])
    const { session, summary } = await openList(minh.device, bytes)
    expect(summary.counts).toEqual({ new: 19_956, known: 3, likely: 1, again: 8, wrong: 32, leftOut: 1 })
    const wrong = await session.rows('wrong', 0, 100)
    expect(wrong.slice(0, 5).map(({ verdict }) => 'faults' in verdict && verdict.faults)).toMatchObject([
      [{ cell: 'C2', fault: 'notATaxCode', text: 'đang xin' }],
      [{ cell: 'F3', fault: 'notANumber', text: 'nhiều' }],
      [{ cell: 'B4', fault: 'nameMissing' }],
      [{ cell: 'G5', fault: 'dayImpossible', text: '31/02/2026' }],
      [{ cell: 'C2502', fault: 'notATaxCode' }],
    ])
    const { importId, created, changed } = must(await session.take())
    expect([created, changed]).toEqual([19_956, 3])

    expect(await readFirmList(minh.device)).toHaveLength(19_960)
    await settle(minh)
    const firms = await readServer<FirmRecord>(team, 'firm')
    const nameByCode = new Map(
      firms.map(({ fields }) => [fields['taxCode']?.value, fields['name']?.value] as const),
    )
    const right = (row: number) => nameByCode.get(codes[row - 1]!) === nameOf(row)
    const rows = Array.from({ length: rowsInAll }, (_, index) => index + 1)
    expect(rows.filter(right)).toHaveLength(19_956)

    must(await undoList(minh.device, importId, (await planUndo(minh.device, importId))!))
    await settle(minh)
    expect(await whatThereIs(team, minh)).toEqual(before)
    await team.close()
  },
)
