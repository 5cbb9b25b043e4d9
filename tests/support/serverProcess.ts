import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { atExit } from './atExit.ts'

/** The real server as a process of its own, on a port of its own. */
export interface ServerProcess {
  readonly origin: string
  /** Starts it (again) on the same port and data; resolves when it listens. */
  readonly start: () => Promise<void>
  /** Ends it in good order. */
  readonly stop: () => Promise<void>
  readonly kill: () => Promise<void>
  /** What it said when it started. */
  readonly printed: () => string
}

export async function createServerProcess(
  dataDirectory: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const port = Number(environment['PORT'] ?? (await freePort()))
  let child: ChildProcess | undefined
  let printed = ''
  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return {
    origin: `http://localhost:${port}`,
    async start() {
      child = spawn(process.execPath, ['src/server/main.ts', ...options], {
        env: { ...process.env, PORT: String(port), DATA_DIR: dataDirectory, ...environment },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const started = child
      started.once(
        'exit',
        atExit(() => started.kill('SIGKILL')),
      )
      printed = await listening(child)
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    printed: () => printed,
  }
}

/** Waits for what the server prints in one piece once it listens. */
async function listening(child: ChildProcess): Promise<string> {
  let printed = ''
  for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
    printed += String(chunk)
    if (printed.includes('Nhịp Cầu is at') && printed.endsWith('\n')) {
      child.stdout!.resume()
      return printed
    }
  }
  throw new Error(`the server ended before it listened:\n${printed}`)
}

/** Below those that a system gives to whoever connects somewhere: nobody takes it before the server does. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000)
    const probe = createServer().listen(port)
    const isFree = await Promise.race([
      once(probe, 'listening').then(() => true),
      once(probe, 'error').then(() => false),
    ])
    if (!isFree) continue
    probe.close()
    await once(probe, 'close')
    return port
  }
}
