import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { ProblemCode } from '#domain/problem.ts'
import type { Problem, Result } from '#domain/result.ts'
import { requestProblems, type ProblemAnswer, type RequestProblemCode } from '#protocol/problems.ts'

const deflate = promisify(gzip)

const gzipFromBytes = 1024

/** A success, or a problem with a code and words; nothing else leaves a route. */
export function answerJson(value: unknown, headers: readonly (readonly [string, string])[] = []): Response {
  return answerJsonText(JSON.stringify(value), 200, headers)
}

export function answerJsonText(
  text: string,
  status = 200,
  headers: readonly (readonly [string, string])[] = [],
): Response {
  const response = new Response(text, { status, headers: headers.map(([name, value]) => [name, value]) })
  response.headers.set('content-type', 'application/json; charset=utf-8')
  response.headers.set('cache-control', 'no-store')
  return response
}

/** `seconds` among the parameters is also told to machines. */
export function answerProblem(problem: Problem): Response {
  const code: RequestProblemCode = isRequestProblem(problem.code) ? problem.code : 'unexpected'
  const { status, words } = requestProblems[code]
  const { at, parameters } = problem
  const headers: [string, string][] =
    parameters?.['seconds'] === undefined ? [] : [['retry-after', String(parameters['seconds'])]]
  const answer: ProblemAnswer = {
    problem: {
      code,
      ...(at !== undefined && { at }),
      ...(parameters !== undefined && { parameters }),
      words,
    },
  }
  return answerJsonText(JSON.stringify(answer), status, headers)
}

function isRequestProblem(code: ProblemCode): code is RequestProblemCode {
  return Object.hasOwn(requestProblems, code)
}

/** The same answer, compressed where the asker takes that and it is worth it; streams stay as they are. */
export async function compressed(request: Request, response: Response): Promise<Response> {
  const type = response.headers.get('content-type') ?? ''
  if (!/^(application\/(json|manifest\+json|javascript)|text\/(?!event-stream)|image\/svg)/.test(type))
    return response
  if (response.body === null || response.headers.has('content-encoding')) return response
  response.headers.append('vary', 'Accept-Encoding')
  if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) return response
  const bytes = Buffer.from(await response.arrayBuffer())
  const { status, headers } = response
  if (bytes.length < gzipFromBytes) return new Response(bytes, { status, headers })
  headers.set('content-encoding', 'gzip')
  headers.delete('content-length')
  return new Response(await deflate(bytes, { level: 5 }), { status, headers })
}

export function answerResult(result: Result<unknown>): Response {
  return result.ok ? answerJson(result.value) : answerProblem(result.problem)
}

/** Server-sent events; proxies are asked to pass each on at once. */
export function answerEvents(stream: ReadableStream<Uint8Array>): Response {
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
