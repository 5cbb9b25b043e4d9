import { parseArgs } from 'node:util'
import { storeMakers } from './store.ts'
import { isGood, NotPossibleHere, tableOf, type Outcome, type Trial } from './trial.ts'
import { browserKill } from './trials/browserKill.ts'
import { captivePortal } from './trials/captivePortal.ts'
import { fullDisk } from './trials/fullDisk.ts'
import { newPhone, newPhoneRelaxed } from './trials/newPhone.ts'
import { powerCut, relaxedCut, tornCut } from './trials/powerCut.ts'
import { restoredServer } from './trials/restoredServer.ts'
import { serverKill } from './trials/serverKill.ts'
import { severalTabs } from './trials/severalTabs.ts'
import { twoServers } from './trials/twoServers.ts'
import { updateInHand } from './trials/updateInHand.ts'

// Breaks the real browser and the real server in every way that the rules of synchronising name, and counts what is missing afterwards.

const trials: Readonly<Record<string, Trial>> = {
  powerCut,
  relaxedCut,
  tornCut,
  newPhone,
  newPhoneRelaxed,
  browserKill,
  fullDisk,
  captivePortal,
  severalTabs,
  updateInHand,
  serverKill,
  restoredServer,
  twoServers,
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string' },
    full: { type: 'boolean', default: false },
    store: { type: 'string', default: 'sqlite' },
  },
})
const wanted = values.only?.split(',') ?? Object.keys(trials)
const unknown = wanted.filter((name) => trials[name] === undefined)
if (unknown.length > 0)
  fail(`No trial is called ${unknown.join(', ')}; there are ${Object.keys(trials).join(', ')}.`)
const makeStores = storeMakers[values.store]
if (makeStores === undefined)
  fail(`No store is called ${values.store}; there are ${Object.keys(storeMakers).join(', ')}.`)
const runs = values.runs === undefined ? undefined : Number(values.runs)
if (runs !== undefined && !(Number.isInteger(runs) && runs > 0)) fail('--runs wants a whole number above 0.')

// so that nothing that was started outlives this
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
const stores = await makeStores!()
const rows: (readonly [Trial, Outcome])[] = []
const broken: string[] = []
for (const name of wanted) await attempt(name, trials[name]!)
await stores.close()
console.log(`\n${tableOf(rows)}`)
for (const words of broken) console.log(words)
process.exit(broken.length > 0 || rows.some(([trial, outcome]) => !isGood(trial, outcome)) ? 1 : 0)

async function attempt(name: string, trial: Trial): Promise<void> {
  console.log(`\n${trial.what}`)
  try {
    const say = (words: string) => console.log(`  ${words}`)
    const { newStore } = stores
    const setting = { runs: runs ?? countOf(trial), store: await newStore(), newStore, say }
    rows.push([trial, await trial.run(setting)])
  } catch (error) {
    if (!(error instanceof NotPossibleHere)) console.error(error)
    broken.push(
      `${name} ${error instanceof NotPossibleHere ? 'is not possible here' : 'broke off'}: ${String(error)}`,
    )
  }
}

function countOf({ usualRuns, fullRuns }: Trial): number {
  return values.full ? fullRuns : usualRuns
}

function fail(words: string): never {
  console.error(words)
  process.exit(1)
}
