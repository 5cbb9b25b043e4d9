import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { buildApp, node24, root } from './setUp.mjs'

/**
 * Everything that must hold before a change is kept, quickest first.
 * `run` tells whether the step passed; `results` names the file its tests are counted in.
 * @typedef {{ name: string, run: () => boolean, results?: string, count?: (report: any) => Count }} Step
 * @typedef {{ passed: number, failed: number }} Count
 */

const vitestReport = 'test-results/vitest.json'
const browserReport = 'test-results/browser.json'

/** @type {Step[]} */
const steps = [
  { name: 'words', run: () => tool(['scripts/messages.mjs']) },
  { name: 'types', run: () => tool(['node_modules/typescript/bin/tsc', '-b']) },
  { name: 'lint', run: () => tool(['node_modules/oxlint/bin/oxlint']) },
  { name: 'format', run: () => tool(['node_modules/oxfmt/bin/oxfmt', '--check', '.']) },
  { name: 'unused', run: () => tool(['node_modules/knip/bin/knip.js']) },
  {
    name: 'tests',
    run: () =>
      tool(['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'], {
        arguments: [`--outputFile.json=${vitestReport}`],
      }),
    results: vitestReport,
    count: (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }),
  },
  { name: 'build', run: buildApp },
  {
    name: 'browser',
    run: () =>
      tool(['node_modules/@playwright/test/cli.js', 'test', '-c', 'tests/browser/playwright.config.ts'], {
        environment: { CHROMIUM_PATH: browser ?? '', PLAYWRIGHT_JSON_OUTPUT_FILE: join(root, browserReport) },
      }),
    results: browserReport,
    count: ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }),
  },
]

const browser = await findBrowser()
const chosen = stepsNamed(process.argv.slice(2))
const total = { passed: 0, failed: 0 }
for (const step of chosen) {
  const { passed, failed } = perform(step)
  total.passed += passed
  total.failed += failed
  if (failed > 0) {
    console.log(
      `\nStopped: ${step.name} failed. What is wrong stands above; npm run fix mends lint and format.`,
    )
    break
  }
}
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)

/** Runs one step and counts it: its own tests, or itself as one. @param {Step} step @returns {Count} */
function perform({ name, run, results, count }) {
  console.log(`\n── ${name}`)
  const startedAtMs = performance.now()
  if (results !== undefined) rmSync(join(root, results), { force: true })
  const isGood = run()
  console.log(
    `── ${name}: ${isGood ? 'good' : 'FAILED'}, ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`,
  )
  const counted =
    results !== undefined && count !== undefined && existsSync(join(root, results))
      ? count(JSON.parse(readFileSync(join(root, results), 'utf8')))
      : { passed: isGood ? 1 : 0, failed: 0 }
  // A step can fail without a failed test: a file that does not load, a process that dies.
  return isGood ? counted : { ...counted, failed: Math.max(1, counted.failed) }
}

/** @param {string[]} script @param {{ arguments?: string[], environment?: Record<string, string> }} more */
function tool(script, more = {}) {
  const parameters = [...script, ...(more.arguments ?? [])]
  const env = { ...process.env, ...more.environment }
  return spawnSync(node24, parameters, { cwd: root, stdio: 'inherit', env }).status === 0
}

/** `--only tests,browser` picks steps by name. @param {string[]} parameters */
function stepsNamed(parameters) {
  if (parameters[0] !== '--only') return steps
  const wanted = (parameters[1] ?? '').split(',')
  const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length === 0) return steps.filter((step) => wanted.includes(step.name))
  console.error(
    `No step is called ${unknown.join(', ')}; there are ${steps.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(1)
}
