import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { node24, run, say } from './setUp.mjs'

const names = [
  '/usr/bin/chromium',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a Chromium that starts: the one named by CHROMIUM_PATH, the system's, or Playwright's own. */
export async function findBrowser() {
  const named = process.env['CHROMIUM_PATH']
  if (named) return starts(named) ? named : undefined
  return names.find(starts) ?? [await playwrightsOwn()].find((path) => existsSync(path) && starts(path))
}

/** Installs a Chromium by the system's packages or else by Playwright, and returns its path. */
export async function installBrowser() {
  if (process.env['CHROMIUM_PATH']) return undefined
  say('Installing Chromium for the browser tests (once)')
  const asRoot = rootPrefix()
  if (existsSync('/etc/debian_version') && asRoot !== undefined) {
    const [command, ...prefix] = [...asRoot, 'apt-get']
    if (run(command ?? '', [...prefix, 'update', '-qq']))
      run(command ?? '', [...prefix, 'install', '-y', '-qq', 'chromium'])
  }
  const found = await findBrowser()
  if (found !== undefined) return found
  run(node24, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'])
  return findBrowser()
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

/** Ubuntu's /usr/bin/chromium-browser may only say that a snap is wanted, so each is tried. @param {string} path */
function starts(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

/** What must stand before a command to run it as root; undefined if we may not. @returns {string[] | undefined} */
function rootPrefix() {
  if (process.getuid?.() === 0) return []
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined
}
