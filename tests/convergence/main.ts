import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { lighten } from './lighten.ts'
import { applyMutant } from './loadMutant.ts'
import { stayInOneThread } from './oneThread.ts'
import { takeOverFiles } from './photoDisk.ts'

// The simulator: npm run simulate -- --seeds 1000 --workers 2
//   --seeds N      how many (200), from --seed S (1)
//   --workers N    in so many processes (one for each core)
//   --trace        tells what happens, turn by turn
//   --mutant NAME  with a mistake put into the source, which must be found
//   --most N       goes on until so many seeds broke something (1)
//   --json         the tally alone, for whoever started this process

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: `${availableParallelism()}` },
    trace: { type: 'boolean', default: false },
    mutant: { type: 'string' },
    most: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const asked = {
  first: Number(values.seed),
  count: Number(values.seeds),
  // what is told of one seed is told in one place
  workers: values.trace || values.json ? 1 : Number(values.workers),
  isTraced: values.trace,
  mostViolations: Number(values.most),
}

if (values.mutant !== undefined) applyMutant(values.mutant)
stayInOneThread()
takeOverFiles()
lighten()
// what is simulated is loaded only now, as it then is
const { runSeeds } = await import('./runSeeds.ts')
const { runWorkers } = await import('./workers.ts')
const { printProgress, printRun, toText } = await import('./report.ts')
const onProgress = printProgress(asked)
const run =
  asked.workers > 1
    ? await runWorkers({ ...asked, mutant: values.mutant, onProgress })
    : await runSeeds(asked)
if (values.json) process.stdout.write(toText(run))
const isGood = values.json ? run.violations.length === 0 : printRun(run, asked)
process.exit(isGood ? 0 : 1)
