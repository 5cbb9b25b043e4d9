import type * as z from 'zod/mini'
import type { ServerAction } from '#domain/access.ts'
import type { RequestProblemCode } from '#protocol/problems.ts'
import type { CallerKind, ReadingCaller } from './accounts/callers.ts'
import type { Parts } from './parts.ts'
import type { Carrier } from './receive.ts'

/** One line of the table of routes: what mounts it, what it takes and gives, and who may ask. */
export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly summary: string
  readonly who: CallerKind
  /** What the person must be allowed to do, by the table of permissions. */
  readonly action?: ServerAction
  readonly request?: z.ZodMiniType
  readonly answer: z.ZodMiniType | 'events'
  /** Beyond those that every such route has. */
  readonly problems: readonly RequestProblemCode[]
  readonly mostBytes?: number
  /** A withdrawn device is answered here, and hears that it is. */
  readonly forRevoked?: true
  readonly handle: (asked: Asked<unknown, never>) => Promise<Response>
}

/** A request that passed the door: its body has the shape, its caller is known and allowed. */
export interface Asked<Body, Caller> {
  readonly parts: Parts
  readonly body: Body
  readonly caller: Caller
  readonly headers: Headers
  readonly address: string
}

interface CallerOf {
  readonly anyone: undefined
  readonly session: ReadingCaller
  readonly reader: ReadingCaller
  readonly pusher: Carrier
}

interface RouteOf<Who extends CallerKind, Schema extends z.ZodMiniType> extends Omit<Route, 'handle'> {
  readonly who: Who
  readonly request?: Schema
  readonly handle: (asked: Asked<z.infer<Schema>, CallerOf[Who]>) => Promise<Response>
}

export function defineRoute<Who extends CallerKind, Schema extends z.ZodMiniType = z.ZodMiniType<undefined>>(
  route: RouteOf<Who, Schema>,
): Route {
  return route as unknown as Route
}

const bodyProblems = ['badJson', 'badShape', 'tooLarge', 'tooDeep', 'unsupportedMediaType'] as const
const callerProblems = {
  anyone: [],
  session: ['notSignedIn', 'notAllowed'],
  reader: ['notSignedIn', 'enrolmentRevoked', 'notAllowed'],
  pusher: ['notSignedIn', 'enrolmentRevoked'],
} as const satisfies Record<CallerKind, readonly RequestProblemCode[]>

/** Every problem a route may answer with. */
export function problemsOf(route: Route): RequestProblemCode[] {
  const own = [
    ...(route.request === undefined ? [] : bodyProblems),
    ...callerProblems[route.who],
    ...route.problems,
    'unexpected' as const,
  ]
  return [...new Set(own)]
}
