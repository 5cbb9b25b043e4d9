import { spawnSync } from 'node:child_process'
import { findBrowser, installBrowser } from './browser.mjs'
import { fail, installDependencies, node24, root } from './setUp.mjs'

installDependencies()
const browser = (await findBrowser()) ?? (await installBrowser())
if (browser === undefined) {
  fail(
    'No Chromium was found and none could be installed. Install one (on Debian: apt-get install chromium)\n' +
      'or name it: CHROMIUM_PATH=/path/to/chromium npm test',
  )
}

const check = spawnSync(node24, ['scripts/check.mjs', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM_PATH: browser },
})
process.exit(check.status ?? 1)
