import { spawnSync } from 'node:child_process'
import { installDependencies, node24, root } from './setUp.mjs'

installDependencies()
const run = spawnSync(
  node24,
  ['--env-file-if-exists=.env', 'src/server/backup/main.ts', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
process.exit(run.status ?? 1)
