import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { EnrolAnswer } from '#protocol/session.ts'
import type { UnitSize } from './fillUnit.ts'

export interface BenchServer {
  readonly origin: string
  /** The floor's form has an origin, and so a service worker, of its own. */
  readonly floorOrigin: string
  readonly firmIds: readonly string[]
  readonly enrol: (username: 'binh' | 'minh') => Promise<EnrolAnswer>
  /** Changes so many visits; returns the number before. */
  readonly change: (count: number) => Promise<number>
  /** Holds back whatever is synchronised, or lets it go. */
  readonly holdSync: (hold: boolean) => Promise<void>
  /** How many pulls there were, and how long there has been none. */
  readonly pulls: () => Promise<{ readonly pulls: number; readonly quietMs: number }>
  readonly stop: () => Promise<void>
}

const script = fileURLToPath(new URL('./benchServer.ts', import.meta.url))

export async function startServer(dataDir: string, size: UnitSize): Promise<BenchServer> {
  const [port, floorPort] = [await freePort(), await freePort()]
  const options = [
    '--data',
    dataDir,
    '--size',
    JSON.stringify(size),
    '--port',
    `${port}`,
    '--floorPort',
    `${floorPort}`,
  ]
  const child = spawn(process.execPath, [script, ...options], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ready = await firstLine(child.stdout)
  const origin = `http://127.0.0.1:${port}`
  const ask = async (path: string) =>
    (await fetch(`${origin}/bench/control/${path}`)).json() as Promise<never>
  return {
    origin,
    floorOrigin: `http://127.0.0.1:${floorPort}`,
    ...(JSON.parse(ready.replace('ready ', '')) as { firmIds: string[] }),
    enrol: (username) => ask(`enrol?username=${username}`),
    change: async (count) => (await (ask(`change?count=${count}`) as Promise<{ before: number }>)).before,
    holdSync: async (hold) => ask(`gate?closed=${hold ? 1 : 0}`),
    pulls: () => ask('pulls'),
    stop: async () => {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function firstLine(stdout: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const chunk of stdout) {
    text += String(chunk)
    if (text.includes('\n')) return text.split('\n')[0]!
  }
  throw new Error('the bench server ended before it listened')
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
