import { join } from 'node:path'
import { addDays, vietnamDay } from '#domain/time.ts'
import type { Bench } from '../bench.ts'
import type { ScreenProbe } from '../pages/screenProbe.ts'
import { startServer } from '../server/startServer.ts'
import { median } from '../statistics.ts'
import { printLists } from './officeLists.ts'
import {
  choose,
  fill,
  goTo,
  openSynchronised,
  press,
  printLongest,
  printStep,
  type OfficeTab,
} from './officeTab.ts'

const rounds = 3
const large = { firms: 20_000, visits: 60_000, ownFirms: 400, waiting: 2000 }
const small = { firms: 2000, visits: 6000, ownFirms: 400, waiting: 200 }

/** What a supervisor goes to, and what is there once the screen can be worked with. */
const screens: Readonly<Record<string, string>> = {
  '/review': '.queue-rows .list-row',
  '/overview': '.overview table .figure-number',
  '/overview/week': '.weekly-lines',
  '/plan': '.plan-firms > li',
  '/targets': 'main table tbody tr',
  '/firms': 'main .list > li',
  '/admin': 'main section',
  '/admin?part=audit': '.audit-filters ~ .list > li',
}

/** Where one of several is chosen, and what tells that the list is another. */
const filters: Readonly<
  Record<string, { readonly open?: string; readonly select: string; readonly told: string }>
> = {
  '/firms': { open: '.firm-tools button', select: '.firm-filters select', told: 'main [role=status]' },
  '/plan': { select: '.plan-filters select', told: '.plan-firms' },
}

/** The tablet of a supervisor whose unit is large: every screen from the tap to the paint, and its longest task. */
export async function officeScreens(bench: Bench): Promise<void> {
  const size = bench.options.quick && !bench.options.large ? small : large
  const server = await startServer(join(bench.dataDir, 'office'), size)
  try {
    const tab = await openSynchronised(bench, server)
    const unit = `${size.firms.toLocaleString('en')} firms, ${size.visits.toLocaleString('en')} visits, ${size.waiting.toLocaleString('en')} waiting, CPU 4×`
    const office = { tab, print: bench.print, unit }
    for (const path of Object.keys(screens)) await printScreen(office, path)
    await printReports(office)
    await printEarlier(office)
    await printPlanLists(office)
    await printSearch(office)
    for (const path of Object.keys(filters)) await printFilter(office, path)
    await printLists(office, server, size.firms)
    await tab.page.close()
  } finally {
    await server.stop()
  }
}

declare const screenProbe: ScreenProbe

async function printScreen(office: OfficeTab, path: string): Promise<void> {
  const open = async () => {
    await goTo(office.tab, '/settings', 'main h1')
    return goTo(office.tab, path, screens[path]!)
  }
  // its code is there, as on any day but the first
  await open()
  const opensInTurn = async () => {
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) times.push(await open())
    return median(times)
  }
  await printStep(office, `${path} opens`, opensInTurn)
  await printLongest(office, open)
}

/** All of the unit is read for the first, and kept for those that follow. */
async function printReports(office: OfficeTab): Promise<void> {
  const { tab } = office
  const paper = '.report table'
  const open = async (id: string) => {
    await goTo(tab, '/settings', 'main h1')
    return goTo(tab, `/reports/${id}`, paper)
  }
  const openAnew = async () => {
    // as if the app were started again: nothing is kept
    await tab.page.goto(new URL('/settings', tab.page.url()).href)
    return open('R1')
  }
  await printStep(office, '/reports/R1 opens, everything read', openAnew)
  await printLongest(office, openAnew)
  await printStep(office, '/reports/R9 opens after it', () => open('R9'))
  await printLongest(office, () => open('R9'))
  const make = () => press(tab, '.report-actions button:nth-of-type(2)', '.toast')
  await printStep(office, 'R9 as a workbook', make, 'none')
}

async function printEarlier(office: OfficeTab): Promise<void> {
  const { tab } = office
  const shown = '.overview table .figure-number'
  const ofDay = async (daysAgo: number) => {
    await goTo(tab, '/settings', 'main h1')
    await goTo(tab, '/overview', shown)
    return fill(tab, '.overview-day input', addDays(vietnamDay(Date.now()), -daysAgo), shown)
  }
  await printStep(office, '/overview of an earlier day', () => ofDay(40))
  await printLongest(office, () => ofDay(41))
}

async function printPlanLists(office: OfficeTab): Promise<void> {
  const { tab } = office
  const rows = '.plan-firms > li'
  for (const list of ['surveyQueue', 'due']) {
    await goTo(tab, '/settings', 'main h1')
    await goTo(tab, '/plan', rows)
    const show = (name: string) => press(tab, `.plan-lists input[value=${name}]`, `${rows}, main .empty`)
    await printStep(office, `/plan, «${list}»`, () => show(list), 'changes')
    await show('order')
    await printLongest(office, () => show(list))
  }
}

async function printSearch(office: OfficeTab): Promise<void> {
  const { tab } = office
  await goTo(tab, '/settings', 'main h1')
  await goTo(tab, '/firms', screens['/firms']!)
  await tab.page.waitForTimeout(1500)
  const type = async () => {
    const times = await tab.page.evaluate(
      ([text, told]) => screenProbe.typeIn('main input[type=search]', text, told),
      ['công ty 12', filters['/firms']!.told] as const,
    )
    return Math.max(...times)
  }
  await printStep(office, '/firms, slowest letter of a search', type, 'changes')
  await tab.page.fill('main input[type=search]', '')
}

async function printFilter(office: OfficeTab, path: string): Promise<void> {
  const { tab } = office
  const { open, select, told } = filters[path]!
  await goTo(tab, '/settings', 'main h1')
  await goTo(tab, path, screens[path]!)
  if (open !== undefined) await tab.page.click(open)
  await tab.page.waitForTimeout(1500)
  await printStep(office, `${path}, a filter`, () => choose(tab, select, told), 'changes')
}
