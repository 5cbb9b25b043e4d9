import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { mountedMethod } from '#server/handler.ts'
import { pathOf } from '#server/openApi.ts'
import { routes } from '#server/routes.ts'
import { serverForTest } from './deeds.ts'

const key = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

describe('the table of routes', () => {
  test('is what is mounted, no more and no less', async () => {
    const { handler } = await serverForTest()
    const expected = routes.map((route) => key({ method: mountedMethod(route), path: route.path }))
    expect(handler.mounted.map(key).sort()).toEqual(expected.sort())
  })

  test('is described as OpenAPI, every route with its problems', async () => {
    const { fetch } = await serverForTest()
    const described = (await (await fetch('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, { responses: Record<string, unknown>; requestBody?: unknown }>>
    }
    for (const route of routes) {
      const operation = described.paths[pathOf(route)]?.[route.method.toLowerCase()]
      expect(operation, key(route)).toBeDefined()
      expect(Object.keys(operation!.responses)).toEqual(expect.arrayContaining(['200', '500']))
      expect(operation!.requestBody !== undefined, key(route)).toBe(route.request !== undefined)
    }
  })

  test('asks for a sign-in wherever something is behind it', async () => {
    const { fetch } = await serverForTest()
    for (const { method, path, who } of routes) {
      if (who === 'anyone') continue
      const response = await fetch(path, { method })
      expect([path, response.status]).toEqual([path, 401])
    }
  })
})

describe('an address that is not a route', () => {
  test.each([
    ['GET', '/api'],
    ['GET', '/api/nothing'],
    ['POST', '/api/sync/push/more'],
    ['DELETE', '/today'],
  ])('%s %s is not found, and says so in JSON', async (method, path) => {
    const { fetch } = await serverForTest()
    const response = await fetch(path, { method })
    expect([response.status, await response.json()]).toMatchObject([404, { problem: { code: 'notFound' } }])
  })

  test('or not by that method names the methods there are', async () => {
    const { fetch } = await serverForTest()
    const response = await fetch('/api/sync/push')
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    expect(await response.json()).toMatchObject({ problem: { code: 'methodNotAllowed' } })
  })
})

describe('the built app', () => {
  async function start(settings = {}) {
    const appDir = await mkdtemp(join(tmpdir(), 'nhip-cau-app-'))
    onTestFinished(() => rm(appDir, { recursive: true }))
    await mkdir(join(appDir, 'assets'))
    await writeFile(join(appDir, 'index.html'), '<!doctype html><title>Nhịp Cầu</title>')
    await writeFile(join(appDir, 'sw.js'), 'self')
    await writeFile(join(appDir, 'assets', 'index-B1c2D3e4.js'), 'let long\n'.repeat(500))
    await writeFile(join(appDir, '.hidden'), 'secret')
    return serverForTest({ settings: { appDir, ...settings } })
  }

  test('is one page at every address of its own, asked for anew each time', async () => {
    const { fetch } = await start()
    for (const path of ['/', '/today', '/firms/019520de-6280-7000-8000-f10000000001']) {
      const response = await fetch(path)
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache'])
      expect(await response.text()).toContain('Nhịp Cầu')
    }
    expect((await fetch('/sw.js')).headers.get('cache-control')).toBe('no-cache')
  })

  test('keeps for ever what has a hash in its name, and compresses it', async () => {
    const { fetch } = await start()
    const response = await fetch('/assets/index-B1c2D3e4.js', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(await response.arrayBuffer()).toString()).toContain('let long')
  })

  test.each([
    '/.hidden',
    '/..%2f..%2fpackage.json',
    '/assets/../.hidden',
    '/assets/%00.js',
    '/%ff.js',
    '/none.js',
  ])('gives out no file that is not the app’s at %s', async (path) => {
    const { fetch } = await start()
    const response = await fetch(path)
    expect([response.status === 404, await response.text()]).not.toEqual([false, 'secret'])
    expect(response.status).toBe(path.endsWith('.hidden') ? 200 : 404)
  })

  test('lets a browser do nothing but what the app needs', async () => {
    const { fetch } = await start()
    for (const path of ['/', '/api/status', '/api/nothing']) {
      const { headers } = await fetch(path)
      const policy = headers.get('content-security-policy')!
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('strict-transport-security')).toBeNull()
    }
    const secure = await start({ publicUrl: 'https://khao-sat.example.vn' })
    expect((await secure.fetch('/')).headers.get('strict-transport-security')).toContain('max-age')
  })
})

describe('an answer', () => {
  test('of some size is compressed when that is asked for, a small one never', async () => {
    const { fetch } = await serverForTest()
    const gzip = { 'accept-encoding': 'gzip' }
    const large = await fetch('/api/openapi.json', { headers: gzip })
    expect(large.headers.get('content-encoding')).toBe('gzip')
    expect(JSON.parse(gunzipSync(await large.arrayBuffer()).toString())).toHaveProperty('paths')
    expect((await fetch('/api/status', { headers: gzip })).headers.get('content-encoding')).toBeNull()
    expect((await fetch('/api/openapi.json')).headers.get('content-encoding')).toBeNull()
    expect(large.headers.get('cache-control')).toBe('no-store')
  })

  test('about health is short and true', async () => {
    const { fetch } = await serverForTest()
    const response = await fetch('/healthz')
    expect([response.status, await response.json()]).toEqual([200, { ok: true }])
  })
})

describe('a demo', () => {
  test('answers this machine only', async () => {
    const { handler } = await serverForTest({
      settings: { loopbackOnly: true, trustedProxies: ['127.0.0.1'] },
    })
    const ask = async (address: string, headers = {}) =>
      (await handler.handle(new Request('http://localhost:8787/api/status', { headers }), address)).status
    expect([
      await ask('127.0.0.1'),
      await ask('::ffff:127.0.0.1'),
      await ask('::1'),
      await ask('192.168.1.7'),
    ]).toEqual([200, 200, 200, 403])
    expect(await ask('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).toBe(403)
  })
})
