import { writeXlsx } from 'hucre/xlsx'
import { firmFields } from '../firmFields.ts'
import type { BenchServer } from '../server/startServer.ts'
import { firmsPerPark } from '../server/fillUnit.ts'
import { appears, goTo, press, printLongest, printStep, type OfficeTab } from './officeTab.ts'

const preview = '.lists-screen .list > li'
const firms = 'main .list > li'

/**
 * A workbook of as many firms as the unit has, none of them known: looked at, taken in, seen while the server has none
 * of it, and taken back. The work itself is done by a worker, which the figures do not slow down.
 */
export async function printLists(office: OfficeTab, server: BenchServer, rows: number): Promise<void> {
  const { tab } = office
  const count = `${rows.toLocaleString('en')} rows`
  const file = { name: 'danh-sach.xlsx', mimeType: workbookType, buffer: await makeWorkbook(rows) }
  const look = async () => {
    await goTo(tab, '/settings', 'main h1')
    await goTo(tab, '/admin/import', '.lists-start')
    const shown = appears(tab, preview)
    await tab.page.setInputFiles('.lists-start input[type=file]', file)
    return shown
  }
  await printStep(office, `${count} of a workbook judged`, look, 'none')
  await printLongest(office, look)
  await server.holdSync(true)
  const take = () => press(tab, '.lists-screen .action-bar [data-tone=primary]', '.banner a[href="/firms"]')
  await printStep(office, `${count} taken in`, take, 'none')
  await printUnsent(office, `${count} unsent`)
  await undo(office, count)
  await server.holdSync(false)
}

/** Everything that is not sent yet is worked out on the tablet: once, and it must hold up no screen. */
async function printUnsent(office: OfficeTab, unsent: string): Promise<void> {
  const { tab } = office
  const open = async () => {
    await goTo(tab, '/settings', 'main h1')
    return goTo(tab, '/firms', firms)
  }
  await printStep(office, `/firms opens the first time, ${unsent}`, open)
  await printStep(office, `/firms opens again, ${unsent}`, open)
  await printLongest(office, open)
  // as if the app were started again: nothing of it is known
  await tab.page.goto(new URL('/settings', tab.page.url()).href)
  await printLongest(office, open)
  await goTo(tab, '/settings', 'main h1')
  await printStep(office, `/plan opens, ${unsent}`, () => goTo(tab, '/plan', '.plan-firms > li'))
}

async function undo(office: OfficeTab, count: string): Promise<void> {
  const { tab } = office
  const back = async () => {
    await goTo(tab, '/settings', 'main h1')
    await goTo(tab, '/admin?part=lists', 'main .list-row-end button')
    const planned = await press(tab, 'main .list-row-end button', '.dialog-body p:nth-of-type(2)')
    return planned + (await press(tab, '.dialog [data-tone=danger]', 'main .list-row .badge'))
  }
  await printStep(office, `${count} looked at and taken back`, back, 'none')
}

function makeWorkbook(rows: number): Promise<Buffer> {
  const parks = Math.ceil(rows / firmsPerPark)
  const table = Array.from({ length: rows }, (_, index) => {
    // further numbers than the unit's own firms have
    const { name = '', taxCode = '', address = '' } = firmFields(1_000_000 + index, '')
    return [index + 1, name, taxCode, address, `KCN Mẫu ${1 + (index % parks)}`]
  })
  const head = ['STT', 'Tên doanh nghiệp', 'Mã số thuế', 'Địa chỉ', 'KCN']
  return writeXlsx({ sheets: [{ name: 'Danh sách', rows: [head, ...table] }] }).then((bytes) =>
    Buffer.from(bytes),
  )
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
