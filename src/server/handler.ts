import { Hono } from 'hono'
import { isAllowed } from '#domain/access.ts'
import type { RandomBytes } from '#domain/ids.ts'
import { refuse, succeed, type Problem, type Result } from '#domain/result.ts'
import { vietnamDay } from '#domain/time.ts'
import { protocolVersion } from '#protocol/sync.ts'
import { createAccounts, type PasswordHashing } from './accounts/accounts.ts'
import { findPusher, findReader, findSession } from './accounts/callers.ts'
import { createRateLimit } from './accounts/rateLimits.ts'
import type { Secrets } from './accounts/secrets.ts'
import { createSignInLimits } from './accounts/sessions.ts'
import { addressOf, inProcess, isLoopback, isOwnOrigin } from './addresses.ts'
import { answerProblem, compressed } from './answers.ts'
import { serveAppFile } from './appFiles.ts'
import { readJsonBody } from './body.ts'
import { createCursors } from './cursor.ts'
import { createLive } from './live.ts'
import type { Log, Parts, Settings } from './parts.ts'
import { createPhotos } from './photos/photos.ts'
import { isAt, type Asked, type Route } from './route.ts'
import { routes } from './routes.ts'
import { withSecurityHeaders } from './securityHeaders.ts'
import type { Store } from './store/contract.ts'
import type { Revoked } from './store/tables.ts'

export interface HandlerParts {
  readonly store: Store
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly random: RandomBytes
  readonly secrets: Secrets
  readonly log: Log
  readonly settings: Settings
  readonly passwordHashing?: PasswordHashing
}

export interface Handler {
  /** Answers a request; `address` is the other end of its socket, if it has one. Never throws. */
  readonly handle: (request: Request, address?: string) => Promise<Response>
  readonly parts: Parts
  /** Paths and methods as they are mounted, for the test that compares them with the table. */
  readonly mounted: readonly { readonly method: string; readonly path: string }[]
  /** Ends the event streams, which else would keep a closing server waiting. */
  readonly endStreams: () => void
}

const defaultMostBytes = 64 * 1024
const setupWindowMs = 15 * 60_000

interface Bindings {
  readonly address: string
}

export function createHandler(given: HandlerParts): Handler {
  const parts = assemble(given)
  const app = new Hono<{ Bindings: Bindings }>()
  for (const route of routes) {
    app.on(mountedMethod(route), route.path, ({ req, env }) =>
      answerRoute(parts, route, { request: req.raw, params: req.param(), address: env.address }),
    )
  }
  app.notFound((context) => answerElse(parts.settings, context.req.raw))
  app.onError((error, context) => {
    parts.log.error({ error, path: context.req.path }, 'a request failed')
    return answerProblem({ code: 'unexpected' })
  })

  return {
    parts,
    mounted: app.routes.map(({ method, path }) => ({ method, path })),
    endStreams: () => parts.live.end(),
    handle: async (request, socketAddress = inProcess) => {
      const { settings } = parts
      const address = addressOf(socketAddress, request.headers, settings)
      const response =
        settings.loopbackOnly && !isLoopback(address)
          ? answerProblem({ code: 'notAllowed' })
          : await app.fetch(request, { address })
      return withSecurityHeaders(await compressed(request, response), settings)
    },
  }
}

function assemble(given: HandlerParts): Parts {
  const { store, clock, random, secrets, log, settings, passwordHashing } = given
  const { publicUrl } = settings
  const live = createLive(store, (error) => log.warn({ error }, 'listeners could not be told'))
  return {
    store,
    now: clock,
    random,
    log,
    settings,
    live,
    cursors: createCursors(secrets),
    photos: createPhotos(settings.photosDir),
    accounts: createAccounts({ store, secrets, random, log, publicUrl, passwordHashing }),
    signInLimits: createSignInLimits(clock),
    setupLimit: createRateLimit(clock, 10, setupWindowMs),
    makeTag: () => Buffer.from(random(9)).toString('base64url'),
  }
}

/** The router asks for the page of GET whenever somebody asks for its head. */
export function mountedMethod({ method }: Route): string {
  return method === 'HEAD' ? 'GET' : method
}

/** The door: who asks, may they, is the body what it should be; then the route's own work. */
async function answerRoute(
  parts: Parts,
  route: Route,
  from: Pick<Asked<unknown, never>, 'request' | 'params' | 'address'>,
): Promise<Response> {
  const { request, params, address } = from
  const { headers } = request
  if (route.method === 'HEAD' && request.method !== 'HEAD') return answerProblem({ code: 'methodNotAllowed' })
  // a stream without anybody reading it would stay open
  if (route.answer === 'events' && request.method === 'HEAD')
    return answerProblem({ code: 'methodNotAllowed' })
  const usesCookies = route.who === 'anyone' || route.who === 'session'
  if (route.method === 'POST' && usesCookies && !isOwnOrigin(request, parts.settings)) {
    return answerProblem({ code: 'notAllowed', at: 'origin' })
  }
  const caller = await findCaller(parts, route, headers)
  if (!caller.ok) return answerProblem(caller.problem)
  const body = await readBody(route, request)
  if (!body.ok) return answerProblem(body.problem)
  const asked = { parts, body: body.value, caller: caller.value as never, params, request, headers, address }
  return route.handle(asked)
}

async function findCaller(parts: Parts, route: Route, headers: Headers): Promise<Result<unknown>> {
  if (route.who === 'anyone') return succeed(undefined)
  if (route.who === 'pusher') return unlessRevoked(route, await findPusher(parts, headers))
  const found = await (route.who === 'session' ? findSession : findReader)(parts, headers)
  if (!found.ok || route.action === undefined) return found
  if (found.value.revoked !== undefined) return unlessRevoked(route, found)
  return isAllowed(found.value.person, route.action, vietnamDay(parts.now())) ? found : refuse('notAllowed')
}

function unlessRevoked<Caller extends { readonly revoked?: Revoked }>(
  route: Route,
  found: Result<Caller>,
): Result<Caller> {
  const revoked = found.ok ? found.value.revoked : undefined
  const isIn = revoked === undefined || route.forRevoked === 'stolen' || route.forRevoked === revoked
  return isIn ? found : refuse('enrolmentRevoked')
}

/** The body as it came: what a schema gives back may have lost fields of a newer device. */
async function readBody(route: Route, request: Request): Promise<Result<unknown>> {
  if (route.request === undefined) return succeed(undefined)
  const body = await readJsonBody(request, route.mostBytes ?? defaultMostBytes)
  if (!body.ok) return body
  const parsed = route.request.safeParse(body.value)
  if (parsed.success) return body
  const at = parsed.error.issues[0]?.path.join('.') ?? ''
  const protocol = (body.value as { protocol?: unknown } | null)?.protocol
  const isOther =
    route.problems.includes('unknownProtocol') && typeof protocol === 'number' && protocol !== protocolVersion
  return isOther ? refuse('unknownProtocol') : refuse('badShape', { at })
}

/** What no route answers: another method of one, a page of the app, or nothing. */
async function answerElse(settings: Settings, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const methods = routes.filter((route) => isAt(route, pathname)).map((route) => route.method)
  if (methods.length > 0) {
    const response = answerProblem({ code: 'methodNotAllowed' } satisfies Problem)
    response.headers.set('allow', methods.join(', '))
    return response
  }
  const isPage = request.method === 'GET' || request.method === 'HEAD'
  if (!isPage || pathname === '/api' || pathname.startsWith('/api/'))
    return answerProblem({ code: 'notFound' })
  return serveAppFile(settings.appDir, pathname)
}
