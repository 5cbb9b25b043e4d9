import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// Runs before any dependency exists, on whatever Node is installed: only Node's own parts, as of 20.19.

export const root = join(import.meta.dirname, '..')

/** The Node 24 that the lock file brings along. */
export const node24 = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

const buildInputs = [
  'src',
  'public',
  'project.inlang',
  'index.html',
  'vite.config.ts',
  'scripts/messages.mjs',
  'package-lock.json',
]
const notBuilt = ['src/server', 'src/app/messages/compiled']

/** Brings node_modules to what the lock file says; does nothing if it is there already. */
export function installDependencies() {
  requireNode()
  const stamp = join(root, 'node_modules/.nhip-cau-lock')
  const wanted = hashOf(['package-lock.json'])
  if (readIfThere(stamp) !== wanted) {
    say('Installing dependencies (once, about a minute)')
    if (!run(...npm(), ['ci', '--no-audit', '--no-fund'])) {
      fail('Dependencies could not be installed: npm ci failed. Its reason stands above.')
    }
    writeFileSync(stamp, wanted)
  }
  requireNode24()
}

/** Brings dist to what the sources say, and tells whether it could. */
export function buildApp() {
  const stamp = join(root, 'dist/.nhip-cau-build')
  const wanted = hashOf(buildInputs)
  if (readIfThere(stamp) === wanted) return true
  say('Building the app')
  if (!run(node24, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'])) return false
  writeFileSync(stamp, wanted)
  return true
}

/**
 * Runs a command in the project's folder, its output shown.
 * @param {string} command @param {string[]} parameters @param {string[]} more
 */
export function run(command, parameters, more = []) {
  return spawnSync(command, [...parameters, ...more], { cwd: root, stdio: 'inherit' }).status === 0
}

/** @param {string} text */
export function say(text) {
  console.log(`\n${text}`)
}

/** @param {string} text @returns {never} */
export function fail(text) {
  console.error(`\n${text}`)
  process.exit(1)
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(`Nhịp Cầu needs Node 20.19 or newer to begin; this is ${process.version}. Get it from nodejs.org.`)
}

function requireNode24() {
  const version = spawnSync(node24, ['--version'], { encoding: 'utf8' }).stdout?.trim()
  if (version?.startsWith('v24.')) return
  fail(
    `Nhịp Cầu runs on Node 24, which npm installs as the package "node", but ${
      version ? `that is ${version}` : 'it is not there'
    }.\nMost likely npm was told to run no install scripts. Allow them for "node" and install again:\n` +
      '  npm config delete ignore-scripts && rm -rf node_modules && npm ci',
  )
}

/** The npm that started this script, else the one on the path. @returns {[string, string[]]} */
function npm() {
  const started = process.env['npm_execpath']
  if (started?.endsWith('.js')) return [process.env['npm_node_execpath'] ?? process.execPath, [started]]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
}

/** @param {string[]} paths */
function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesUnder))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (!existsSync(join(root, path)) || notBuilt.includes(path)) return []
  const entries = readIfFolder(path)
  return entries === undefined ? [path] : entries.sort().flatMap((each) => filesUnder(`${path}/${each}`))
}

/** @param {string} path */
function readIfFolder(path) {
  try {
    return readdirSync(join(root, path))
  } catch {
    return undefined
  }
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
