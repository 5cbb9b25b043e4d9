import * as z from 'zod/mini'
import { problemAnswerSchema, requestProblems } from '#protocol/problems.ts'
import { problemsOf, type Route } from './route.ts'

/** The table of routes as OpenAPI 3.1. */
export function describeRoutes(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = pathOf(route)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Nhịp Cầu', version: '1' },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemAnswerSchema) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'nhip-cau.session_token' },
        readToken: { type: 'http', scheme: 'bearer' },
        pushToken: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

const security = {
  anyone: [],
  session: [{ session: [] }],
  reader: [{ readToken: [] }, { session: [] }],
  pusher: [{ pushToken: [] }],
} as const satisfies Record<Route['who'], readonly object[]>

function describeRoute(route: Route): object {
  return {
    summary: route.summary,
    security: security[route.who],
    ...(route.action !== undefined && { 'x-action': route.action }),
    ...(route.path.includes(':') && { parameters: describeSteps(route) }),
    ...(route.request !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.request) } } },
    }),
    responses: { ...describeSuccess(route), ...describeProblems(route) },
  }
}

/** `{name}` in place of `:name`. */
export function pathOf({ path }: Route): string {
  return path.replaceAll(/:(\w+)/g, '{$1}')
}

function describeSteps({ path }: Route): object[] {
  const names = Array.from(path.matchAll(/:(\w+)/g), ([, name]) => name)
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
}

function describeSuccess({ answer }: Route): Record<number, object> {
  if (answer === 'tus') {
    const description = 'As tus 1.0.0 says: begun (201), written (204), or so much is here (200).'
    return { 200: { description }, 201: { description }, 204: { description } }
  }
  return { 200: { description: 'Done.', content: contentOf(answer) } }
}

function contentOf(answer: Exclude<Route['answer'], 'tus'>): object {
  if (answer === 'events') return { 'text/event-stream': { schema: { type: 'string' } } }
  if (answer === 'jpeg') return { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } }
  return { 'application/json': { schema: schemaOf(answer) } }
}

function describeProblems(route: Route): Record<number, object> {
  const byStatus: Record<number, string[]> = {}
  for (const code of problemsOf(route)) {
    const { status, words } = requestProblems[code]
    byStatus[status] = [...(byStatus[status] ?? []), `${code}: ${words}`]
  }
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } }
  const described = Object.entries(byStatus).map(([status, lines]) => [
    status,
    { description: lines.join('\n'), content },
  ])
  return Object.fromEntries(described) as Record<number, object>
}

function schemaOf(schema: z.ZodMiniType): object {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return described
}
