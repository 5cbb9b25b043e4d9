import type * as z from 'zod/mini'
import type { ServerAction } from '#domain/access.ts'
import type { RequestProblemCode } from '#protocol/problems.ts'
import type { CallerKind, ReadingCaller } from './accounts/callers.ts'
import type { Parts } from './parts.ts'
import type { Carrier } from './receive.ts'

/** One line of the table of routes: what mounts it, what it takes and gives, and who may ask. */
export interface Route {
  readonly method: 'GET' | 'HEAD' | 'PATCH' | 'POST'
  /** `:name` stands for one step that the handler is given. */
  readonly path: string
  readonly summary: string
  readonly who: CallerKind
  /** What the person must be allowed to do, by the table of permissions. */
  readonly action?: ServerAction
  readonly request?: z.ZodMiniType
  readonly answer: z.ZodMiniType | 'events' | 'jpeg' | 'tus'
  /** Beyond those that every such route has. */
  readonly problems: readonly RequestProblemCode[]
  readonly mostBytes?: number
  /** A withdrawn device is answered here: one that is to be emptied, or a stolen one too. */
  readonly forRevoked?: 'drain' | 'stolen'
  readonly handle: (asked: Asked<unknown, never>) => Promise<Response>
}

/** A request that passed the door: its body has the shape, its caller is known and allowed. */
export interface Asked<Body, Caller> {
  readonly parts: Parts
  readonly body: Body
  readonly caller: Caller
  /** The steps of the path that have a name. */
  readonly params: Readonly<Record<string, string>>
  /** As it came; its body is unread where the route takes no JSON. */
  readonly request: Request
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

/** Whether an address is one of this route. */
export function isAt({ path }: Route, pathname: string): boolean {
  const [steps, asked] = [path.split('/'), pathname.split('/')]
  return (
    steps.length === asked.length &&
    steps.every((step, index) => step.startsWith(':') || step === asked[index])
  )
}
