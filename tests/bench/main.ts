import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openBrowser } from './browser.ts'
import { buildApp, buildPages } from './buildPages.ts'
import type { Bench } from './bench.ts'
import { formStart, formWeight } from './figures/formStart.ts'
import { firmLists } from './figures/firmLists.ts'
import { longTasks } from './figures/longTasks.ts'
import { officeScreens } from './figures/officeScreens.ts'
import { saving } from './figures/saving.ts'
import { pageCost, pushRate } from './figures/serverRates.ts'
import { initialSync, laterRounds, pushVisits } from './figures/syncing.ts'
import { typing } from './figures/typing.ts'
import { lineOf, summaryOf, tableOf, type Figure } from './report.ts'
import { startServer } from './server/startServer.ts'
import { readAnswerTemplates } from './server/visitTexts.ts'

// Prints our figures beside the floors', as ratios inside one run. Nothing here fails because a machine is slow.

const groups: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  weight: formWeight,
  start: formStart,
  key: typing,
  save: saving,
  initial: initialSync,
  later: laterRounds,
  long: longTasks,
  push: pushVisits,
  rate: pushRate,
  page: pageCost,
  firms: firmLists,
  office: officeScreens,
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    // the app as the last run built it
    'keep-app': { type: 'boolean', default: false },
  },
})
const root = join(import.meta.dirname, '../..')
const seedsDir = join(root, 'seeds')
const wanted = values.only?.split(',') ?? Object.keys(groups)
const unknown = wanted.filter((name) => groups[name] === undefined)
if (unknown.length > 0) {
  console.error(
    `There are no figures called ${unknown.join(', ')}; there are ${Object.keys(groups).join(', ')}.`,
  )
  process.exit(1)
}

/** No group begins after this; the longest takes about a minute. */
const mostMs = 5 * 60_000
const figures: Figure[] = []
const broken: string[] = []
const began = performance.now()
mkdirSync(join(root, '.cache/bench'), { recursive: true })
const dataDir = mkdtempSync(join(root, '.cache/bench/data-'))
process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }))
await buildPages()
const ofApp = ['weight', 'start', 'key', 'long', 'office'].filter((name) => wanted.includes(name))
const hasApp = ofApp.length === 0 || values['keep-app'] || (await buildApp().then(() => true, said))
const server = await startServer(join(dataDir, 'server'), {
  firms: 1500,
  visits: 5487,
  ownFirms: 400,
  waiting: 50,
})
const browser = await openBrowser()
try {
  const bench: Bench = {
    options: { quick: values.quick, large: values.large },
    templates: readAnswerTemplates(seedsDir),
    seedsDir,
    dataDir,
    server,
    browser,
    print: (figure) => {
      figures.push(figure)
      console.log(lineOf(figure))
    },
  }
  for (const name of wanted) if (hasApp || !ofApp.includes(name)) await run(name, bench)
} finally {
  await browser.close()
  await server.stop()
}
console.log(`\n${tableOf(figures)}\n\n${summaryOf(figures)}`)
for (const line of broken) console.log(line)
console.log(
  `${((performance.now() - began) / 1000).toFixed(0)} s, Node ${process.version}, ${process.platform} ${process.arch}`,
)
process.exit(broken.length > 0 ? 1 : 0)

function said(error: unknown): false {
  broken.push(
    `the app does not build, so ${ofApp.join(', ')} could not be measured: ${String(error).slice(0, 300)}`,
  )
  return false
}

/** A group that breaks is said so; the others still run. */
async function run(name: string, bench: Bench): Promise<void> {
  if (values.only === undefined && !values.large && performance.now() - began > mostMs) {
    broken.push(
      `${name} was left out: this machine is too busy for all within 6 minutes; ask for it with --only`,
    )
    return
  }
  try {
    await groups[name]!(bench)
  } catch (error) {
    broken.push(`${name} could not be measured: ${error instanceof Error ? error.message : String(error)}`)
    console.error(error)
  }
}
