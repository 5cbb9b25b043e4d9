import { parseArgs } from 'node:util'
import { stayInOneThread } from './oneThread.ts'

stayInOneThread()
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
})
const { makeTemplate } = await import('./template.ts')
const { beginSimulating } = await import('./creation.ts')
const { simulate } = await import('./simulation.ts')
const { addTally, createTally } = await import('./tally.ts')

const template = await makeTemplate()
beginSimulating()
const total = createTally()
const first = Number(values.seed)
const t0 = performance.now()
const c0 = process.cpuUsage()
let bad = 0
for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
  const { tally, violation, fingerprint } = await simulate(
    seed,
    template,
    values.trace ? (w) => process.stdout.write(w + '\n') : () => undefined,
  )
  addTally(total, tally)
  if (violation) {
    bad++
    console.log(seed, violation.invariant, violation.words.slice(0, 600), fingerprint)
  } else if (values.seeds === '1') console.log(seed, 'ok', fingerprint)
  if (bad > 5) break
}
const cpu = process.cpuUsage(c0)
console.log(
  total,
  (performance.now() - t0) / total.seeds,
  'ms a seed',
  (cpu.user + cpu.system) / 1000 / total.seeds,
  'cpu ms a seed',
  process.memoryUsage().rss / 1e6,
)
process.exit(0)
