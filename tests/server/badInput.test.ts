import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { problemAnswerSchema } from '#protocol/problems.ts'
import { problemsOf, type Route } from '#server/route.ts'
import { routes } from '#server/routes.ts'
import { depthOf } from '#server/body.ts'
import type { TestServer } from '../support/serverForTests.ts'
import { addFirm, createSender, newId, serverForTest, visitBody } from './deeds.ts'

const requestsPerRoute = 300

interface Stage {
  readonly server: TestServer
  readonly cookie: string
  readonly tokens: { readonly pusher: string; readonly reader: string }
  readonly bodies: Readonly<Record<string, object>>
}

/** A server with somebody for every door, and a good body for every route. */
async function setStage(): Promise<Stage> {
  let now = Date.parse('2026-11-21T08:00:00+07:00')
  // time goes on, so that the limits on guessing are not all that is tried
  const server = await serverForTest({ now: () => (now += 20_000) })
  const minh = await createSender(server, 'minh')
  const quantri = await server.signIn('quantri')
  const firmId = await addFirm(minh, server.parkIds[0])
  const sync = { protocol: 1, requestId: newId(), deviceId: minh.identity.deviceId }
  const operations = [
    await minh.make('visit.submit', newId(), visitBody(firmId, { notes: { kind: 'value', value: 'x' } })),
    await minh.make('firm.set', firmId, { fields: { name: { value: 'y', baseSeq: 1 } } }),
    await minh.make('assignment.set', firmId, { personId: minh.identity.personId, helperIds: [newId()] }),
    await minh.make('outcome.record', newId(), {
      firmIds: [firmId],
      outcome: 'cell',
      decidedOn: '2026-11-21',
      count: 1,
    }),
    await minh.make('held.release', newId(), { reason: 'x' }),
    await minh.make('conflict.settle', `${newId()}:name`, { choice: 'lost' }),
    await minh.make('revision.choose', newId(), { revisionId: newId() }),
  ]
  const person = {
    username: 'moi',
    displayName: 'Mới',
    roles: ['surveyor'],
    active: true,
    password: 'mat-khau-thu',
  }
  return {
    server,
    cookie: quantri.cookie,
    tokens: { pusher: minh.identity.pushToken, reader: minh.identity.readToken },
    bodies: {
      '/api/set-up': { kind: 'unit', code: 'AAAA', unitName: 'x', ...person },
      '/api/session/sign-in': { username: 'minh', password: 'sai-mat-khau' },
      '/api/session/sign-out': { enrolmentId: newId() },
      '/api/enrolments': { enrolmentId: newId(), deviceName: 'máy' },
      '/api/sync/push': { ...sync, epoch: null, mark: 'x.y', operations },
      '/api/sync/have': { ...sync, operations: [[newId(), operations[0]!.bodyHash]] },
      '/api/sync/pull': { ...sync, cursor: null, limit: 5, unsent: 1 },
      '/api/sync/list': sync,
      '/api/sync/fetch': { ...sync, keys: [['firm', firmId]] },
      '/api/photos/have': { ...sync, photos: [[newId(), operations[0]!.bodyHash]] },
      '/api/admin/unit': { allowsPhotos: true },
      '/api/admin/devices/revoke': { enrolmentId: newId(), how: 'drain' },
      '/api/admin/people': person,
      '/api/admin/working-groups': { name: 'Tổ', parkIds: [newId()] },
    },
  }
}

const oddities: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  1.5,
  '',
  '\u0000',
  '\ud800',
  'a'.repeat(5000),
  "'; drop table record; --",
  '__proto__',
  '../../etc/passwd',
  [],
  [[]],
  {},
  { kind: 'value', value: {} },
  JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'),
]

/** A good body with something odd at some place in it. */
function spoil(body: unknown, steps: readonly number[], oddity: unknown): unknown {
  if (steps.length === 0 || body === null || typeof body !== 'object') return oddity
  const keys = Object.keys(body)
  if (keys.length === 0) return oddity
  const key = keys[steps[0]! % keys.length]!
  const copy = structuredClone(body) as Record<string, unknown>
  copy[key] = spoil(copy[key], steps.slice(1), oddity)
  return copy
}

function badRequest(
  good: object,
): fc.Arbitrary<{ body: Uint8Array<ArrayBuffer>; headers: Record<string, string> }> {
  const json = { 'content-type': 'application/json' }
  const bytes = (text: string) => new Uint8Array(Buffer.from(text))
  const spoilt = fc
    .tuple(fc.array(fc.nat({ max: 9 }), { maxLength: 6 }), fc.constantFrom(...oddities))
    .map(([steps, oddity]) => bytes(JSON.stringify(spoil(good, steps, oddity))))
  const cut = fc.nat({ max: 400 }).map((end) => bytes(JSON.stringify(good)).slice(0, end))
  const noise = fc.uint8Array({ maxLength: 200 }).map((array) => new Uint8Array(array))
  const nested = fc
    .integer({ min: 20, max: 60_000 })
    .map((depth) => bytes('['.repeat(depth) + ']'.repeat(depth)))
  const value = fc.jsonValue().map((any) => bytes(JSON.stringify(any)))
  const anyBody = fc.oneof({ arbitrary: spoilt, weight: 6 }, cut, noise, nested, value)
  const zipped = anyBody.map((body) => ({
    body: new Uint8Array(gzipSync(body)),
    headers: { ...json, 'content-encoding': 'gzip' },
  }))
  const types = fc.constantFrom(
    'text/plain',
    '',
    'application/json; charset=utf-16',
    'multipart/form-data',
    'application/jsonp',
  )
  return fc.oneof(
    { arbitrary: anyBody.map((body) => ({ body, headers: json })), weight: 8 },
    zipped,
    fc.tuple(noise, types).map(([body, type]) => ({ body, headers: { 'content-type': type } })),
    noise.map((body) => ({ body, headers: { ...json, 'content-encoding': 'gzip' } })),
    anyBody.map((body) => ({ body, headers: { ...json, 'content-encoding': 'br' } })),
  )
}

function callerHeaders({ cookie, tokens }: Stage, { who }: Route): Record<string, string> {
  if (who === 'session') return { cookie }
  return who === 'anyone' ? {} : { authorization: `Bearer ${tokens[who]}` }
}

async function numberOf({ store }: TestServer): Promise<number> {
  return (await store.db.selectFrom('unit_counter').select('seq').executeTakeFirstOrThrow()).seq
}

const withBody = routes.filter((route) => route.request !== undefined)

describe('bad input', () => {
  test.each(withBody.map((route) => [route.path, route] as const))(
    'on %s is answered with a problem, and changes nothing',
    async (path, route) => {
      const stage = await setStage()
      const { server } = stage
      await fc.assert(
        fc.asyncProperty(badRequest(stage.bodies[path]!), async ({ body, headers }) => {
          const before = await numberOf(server)
          const all = { ...callerHeaders(stage, route), ...headers }
          const response = await server.fetch(path, { method: 'POST', headers: all, body })
          const answer: unknown = await response.json()
          if (response.status === 200) return
          const { problem } = problemAnswerSchema.parse(answer)
          expect(problemsOf(route).filter((code) => code !== 'unexpected')).toContain(problem.code)
          expect(problem.words.length).toBeGreaterThan(5)
          expect(await numberOf(server)).toBe(before)
        }),
        { numRuns: requestsPerRoute },
      )
    },
    60_000,
  )

  test.each(withBody.map((route) => [route.path, route] as const))(
    'of ten megabytes on %s is not read whole',
    async (path, route) => {
      const stage = await setStage()
      const headers = { 'content-type': 'application/json', ...callerHeaders(stage, route) }
      let pulled = 0
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 1
          if (pulled > 160) controller.close()
          else controller.enqueue(new Uint8Array(65_536).fill(32))
        },
      })
      const response = await stage.server.fetch(path, {
        method: 'POST',
        headers,
        body: endless,
        duplex: 'half',
      } as RequestInit)
      expect([
        response.status,
        ((await response.json()) as { problem: { code: string } }).problem.code,
      ]).toEqual([413, 'tooLarge'])
      expect(pulled).toBeLessThan(75)
    },
  )

  test('that inflates to far more than it weighs is refused by its inflated size', async () => {
    const stage = await setStage()
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const body = new Uint8Array(gzipSync(Buffer.alloc(20 * 1024 * 1024, 32)))
    expect(body.length).toBeLessThan(64 * 1024)
    const response = await stage.server.fetch('/api/session/sign-in', { method: 'POST', headers, body })
    expect(response.status).toBe(413)
  })

  test('nested deeper than 32 is refused before anything recurses; brackets in words do not count', async () => {
    const { server } = await setStage()
    const post = async (body: string) => {
      const headers = { 'content-type': 'application/json' }
      return (await server.fetch('/api/session/sign-in', { method: 'POST', headers, body })).json()
    }
    expect(await post('{"a":'.repeat(33) + '1' + '}'.repeat(33))).toMatchObject({
      problem: { code: 'tooDeep' },
    })
    expect(await post('['.repeat(200_000))).toMatchObject({ problem: { code: 'tooLarge' } })
    expect(await post('['.repeat(60_000))).toMatchObject({ problem: { code: 'tooDeep' } })
    expect(await post(JSON.stringify({ username: '['.repeat(50), password: '"\\[' }))).toMatchObject({
      problem: { code: 'badCredentials' },
    })
    expect(depthOf('{"a\\"[":[{"b":"]"}]}')).toBe(3)
  })

  test('with another protocol is told so', async () => {
    const stage = await setStage()
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${stage.tokens.pusher}` }
    const body = JSON.stringify({ ...stage.bodies['/api/sync/push'], protocol: 2 })
    const response = await stage.server.fetch('/api/sync/push', { method: 'POST', headers, body })
    expect(await response.json()).toMatchObject({ problem: { code: 'unknownProtocol' } })
  })
})
