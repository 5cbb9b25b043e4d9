import type * as z from 'zod/mini'
import { problemAnswerSchema } from '#protocol/problems.ts'
import { protocolVersion } from '#protocol/sync.ts'

/** Why nothing came of a request. None of them changes anything on the device. */
export const failureKinds = [
  'offline',
  'timedOut',
  'notTheServer',
  'serverDown',
  'sessionEnded',
  'notAllowed',
  'tooLarge',
  'tooMany',
  'clientTooOld',
  'otherVersion',
  'refused',
] as const
export type FailureKind = (typeof failureKinds)[number]

export interface Failure {
  readonly kind: FailureKind
  readonly status?: number
  readonly problem?: z.infer<typeof problemAnswerSchema>['problem']
  /** How long the server asked to be left alone. */
  readonly retryAfterMs?: number
}

export type Answered<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

/** The road's parts, handed in: nothing in `sync` takes them from the world. */
export interface Road {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly now: () => number
  /** From 0 up to 1. */
  readonly random: () => number
  readonly makeRequestId: () => string
  /** Where the server is; empty for the page's own origin. */
  readonly origin: string
}

const timeOutMs = 60_000
const gzipFromBytes = 1024

interface Asked<Schema extends z.ZodMiniType> {
  readonly path: string
  readonly method?: 'GET' | 'POST'
  readonly body?: unknown
  readonly token?: string | undefined
  readonly answer: Schema
}

/** Asks the server and trusts the answer only if it is one: status 200, JSON, no redirect, the expected shape. */
export function ask<Schema extends z.ZodMiniType>(
  road: Road,
  asked: Asked<Schema>,
): Promise<Answered<z.infer<Schema>>> {
  return inTime(async (signal) => {
    const init = await requestInit(asked, signal)
    const response = await road.fetch(`${road.origin}${asked.path}`, init)
    return readAnswer(response, asked.answer)
  })
}

/** Sends bytes, or asks for bytes' whereabouts: what matters stands in the headers of a success. */
export function askForHeaders(
  road: Road,
  asked: {
    readonly path: string
    readonly method: 'HEAD' | 'PATCH' | 'POST'
    readonly token: string
    readonly headers: Readonly<Record<string, string>>
    readonly body?: Uint8Array<ArrayBuffer>
  },
): Promise<Answered<Headers>> {
  return askRaw(road, asked, async (response) => response.headers)
}

/** Asks for a file. */
export function askForBytes(road: Road, path: string, token: string): Promise<Answered<Blob>> {
  return askRaw(road, { path, method: 'GET', token }, (response) => response.blob())
}

function askRaw<Value>(
  road: Road,
  { path, token, headers, ...init }: Pick<Asked<never>, 'path'> & RequestInit & { readonly token: string },
  read: (response: Response) => Promise<Value>,
): Promise<Answered<Value>> {
  return inTime(async (signal) => {
    const authorization = `Bearer ${token}`
    const response = await road.fetch(`${road.origin}${path}`, {
      ...init,
      headers: { ...(headers as Record<string, string>), authorization },
      signal,
      cache: 'no-store',
      redirect: 'manual',
    })
    if (response.redirected || response.type === 'opaqueredirect') return fail('notTheServer')
    if (response.ok) return { ok: true, value: await read(response) }
    const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json')
    return fail(failureOf(response.status, isJson), details(response, undefined))
  })
}

async function inTime<Value>(
  work: (signal: AbortSignal) => Promise<Answered<Value>>,
): Promise<Answered<Value>> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), timeOutMs)
  try {
    return await work(patience.signal)
  } catch {
    return fail(patience.signal.aborted ? 'timedOut' : 'offline')
  } finally {
    clearTimeout(timer)
  }
}

/** Asks with the envelope of synchronisation; an answer to another request is nobody's. */
export async function askSync<Schema extends z.ZodMiniType<{ requestId: string }>>(
  road: Road,
  asked: Asked<Schema> & { readonly body: Readonly<Record<string, unknown>> },
): Promise<Answered<z.infer<Schema>>> {
  const requestId = road.makeRequestId()
  const answered = await ask(road, {
    ...asked,
    body: { protocol: protocolVersion, requestId, ...asked.body },
  })
  if (answered.ok && answered.value.requestId !== requestId) return fail('notTheServer')
  return answered
}

async function requestInit(asked: Asked<z.ZodMiniType>, signal: AbortSignal): Promise<RequestInit> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (asked.token !== undefined) headers['authorization'] = `Bearer ${asked.token}`
  const init = {
    method: asked.method ?? 'POST',
    headers,
    signal,
    cache: 'no-store',
    redirect: 'manual',
  } as const
  if (asked.body === undefined) return init
  headers['content-type'] = 'application/json'
  const text = JSON.stringify(asked.body)
  if (text.length < gzipFromBytes) return { ...init, body: text }
  headers['content-encoding'] = 'gzip'
  return { ...init, body: await gzip(text) }
}

async function gzip(text: string): Promise<ArrayBuffer> {
  const { readable, writable } = new CompressionStream('gzip')
  const writer = writable.getWriter()
  void writer.write(new TextEncoder().encode(text))
  void writer.close()
  return new Response(readable).arrayBuffer()
}

async function readAnswer<Schema extends z.ZodMiniType>(
  response: Response,
  schema: Schema,
): Promise<Answered<z.infer<Schema>>> {
  const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json')
  if (response.redirected || response.type === 'opaqueredirect') return fail('notTheServer')
  const json: unknown = isJson ? await response.json().catch(() => undefined) : undefined
  if (response.status !== 200) {
    const told = details(response, json)
    // a server from before or long after this build
    if (told.problem?.code === 'unknownProtocol') return fail('otherVersion', told)
    return fail(failureOf(response.status, json !== undefined), told)
  }
  const parsed = schema.safeParse(json)
  // the raw answer goes on, so that fields of a newer server survive
  return parsed.success ? { ok: true, value: json as z.infer<Schema> } : fail('notTheServer')
}

const failureByStatus: Readonly<Record<number, FailureKind>> = {
  401: 'sessionEnded',
  403: 'notAllowed',
  408: 'timedOut',
  413: 'tooLarge',
  426: 'clientTooOld',
  429: 'tooMany',
}

function failureOf(status: number, isJson: boolean): FailureKind {
  if (status >= 500) return 'serverDown'
  if (status === 413 || status === 408) return failureByStatus[status]!
  if (!isJson || status < 400) return 'notTheServer'
  return failureByStatus[status] ?? 'refused'
}

function details(response: Response, json: unknown): Omit<Failure, 'kind'> {
  const parsed = problemAnswerSchema.safeParse(json)
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return {
    status: response.status,
    ...(parsed.success && { problem: parsed.data.problem }),
    ...(Number.isFinite(seconds) && { retryAfterMs: seconds * 1000 }),
  }
}

function fail(kind: FailureKind, more: Omit<Failure, 'kind'> = {}): { ok: false; failure: Failure } {
  return { ok: false, failure: { kind, ...more } }
}
