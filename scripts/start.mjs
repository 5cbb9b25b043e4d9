import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { buildApp, fail, installDependencies, node24, root } from './setUp.mjs'

installDependencies()
if (!buildApp()) fail('The app could not be built. The reason stands above.')

// In a group of its own, so that Ctrl-C reaches the server once, through us, and not also from the terminal.
const server = spawn(node24, ['--env-file-if-exists=.env', 'src/server/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  detached: process.platform !== 'win32',
  stdio: ['ignore', 'inherit', 'inherit'],
})

let askedAtMs = 0
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (askedAtMs === 0) server.kill(signal)
    else if (Date.now() - askedAtMs > 1_000) server.kill('SIGKILL') // asked again by someone who waited
    askedAtMs ||= Date.now()
  })
}

server.on('error', (error) => fail(`The server could not be started: ${error.message}`))
server.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
