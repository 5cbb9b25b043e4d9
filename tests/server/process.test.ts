import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../support/serverProcess.ts'
import { password } from '../support/serverForTests.ts'
import { hashOf, newId } from './deeds.ts'

interface Running {
  readonly child: ChildProcess
  readonly printed: () => string
  readonly origin: string
}

async function run(dataDir: string, port: number, ...options: string[]): Promise<Running> {
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir }
  const child = spawn(process.execPath, ['src/server/main.ts', ...options], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let printed = ''
  for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
    printed += String(chunk)
    if (printed.includes('\n')) break
  }
  return { child, printed: () => printed, origin: `http://localhost:${port}` }
}

async function tell(origin: string, path: string, body: object, headers: Record<string, string> = {}) {
  const all = { 'content-type': 'application/json', ...headers }
  return fetch(`${origin}${path}`, { method: 'POST', headers: all, body: JSON.stringify(body) })
}

async function setUp() {
  const dataDir = await mkdtemp(join(tmpdir(), 'nhip-cau-process-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  return { dataDir, port: await freePort() }
}

describe('the server’s process', () => {
  test('prints a code, is set up with it, keeps what it acknowledged through being killed', async () => {
    const { dataDir, port } = await setUp()
    const first = await run(dataDir, port)
    const [code] = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(first.printed())!
    const who = { username: 'quantri', displayName: 'Quản trị', password }
    expect(
      (await tell(first.origin, '/api/set-up', { kind: 'unit', code, unitName: 'Đảng ủy', ...who })).status,
    ).toBe(200)
    const signedIn = await tell(first.origin, '/api/session/sign-in', who)
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const enrolled = await tell(first.origin, '/api/enrolments', { deviceName: 'x' }, { cookie })
    const { unitId, personId, deviceId, pushToken } = (await enrolled.json()) as Record<string, string>
    const content = {
      id: newId(),
      unitId,
      personId,
      kind: 'firm.create',
      recordId: newId(),
      schemaVersion: 1,
      clientTime: '2026-11-21T09:40:00.000+07:00',
      body: { fields: { name: 'Mẫu' } },
    }
    const operations = [{ content, bodyHash: await hashOf(content), deviceSeq: 1 }]
    const push = async (origin: string) => {
      const request = { protocol: 1, requestId: newId(), epoch: null, deviceId, operations }
      const response = await tell(origin, '/api/sync/push', request, { authorization: `Bearer ${pushToken}` })
      return ((await response.json()) as { receipts: unknown[] }).receipts
    }
    const receipts = await push(first.origin)
    expect(receipts).toMatchObject([{ status: 'applied' }])
    const killed = once(first.child, 'exit')
    first.child.kill('SIGKILL')
    await killed
    const second = await run(dataDir, port)
    expect(second.printed()).not.toContain('code')
    expect(await push(second.origin)).toEqual(receipts)
    expect((await readFile(join(dataDir, 'secret'), 'utf8')).length).toBeGreaterThan(40)
    for (const name of ['secret', 'nhip-cau.sqlite'])
      expect((await stat(join(dataDir, name))).mode & 0o077).toBe(0)
  }, 30_000)

  test('ends in good order when asked to, with somebody still listening', async () => {
    const { dataDir, port } = await setUp()
    const { child, origin } = await run(dataDir, port, '--demo')
    const who = { username: 'binh', password: 'nhip-cau-demo' }
    const signedIn = await tell(origin, '/api/session/sign-in', who)
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const stream = await fetch(`${origin}/api/sync/live`, { headers: { cookie } })
    const said = stream.text()
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(await said).toBe(':\n\n')
  }, 30_000)

  test('says in words what is wrong with its settings', async () => {
    const { dataDir } = await setUp()
    const env = { ...process.env, PORT: 'eighty', DATA_DIR: dataDir }
    const child = spawn(process.execPath, ['src/server/main.ts'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let words = ''
    for await (const chunk of child.stderr!) words += String(chunk)
    expect(words).toContain('PORT: a port number')
    expect(words).not.toContain('    at ')
  }, 30_000)
})
