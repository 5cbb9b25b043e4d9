import { promisify } from 'node:util'
import { gunzip, gunzipSync } from 'node:zlib'
import { refuse, succeed, type Result } from '#domain/result.ts'

const inflate = promisify(gunzip)

/** Inflated quicker than handed to another thread and back. */
const smallBytes = 16 * 1024

/** Deeper than anything the app sends, and shallow enough for whatever recurses over it later. */
const mostDepth = 32

/**
 * The JSON of a request. The limit holds for the bytes on the wire and again for what they inflate to; depth is
 * looked at before anything recurses.
 */
export async function readJsonBody(request: Request, mostBytes: number): Promise<Result<unknown>> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type !== 'application/json') return refuse('unsupportedMediaType')
  const received = await readBytes(request, mostBytes)
  if (received === undefined) return refuse('tooLarge', { parameters: { bytes: mostBytes } })
  const inflated = await decode(received, request.headers.get('content-encoding'), mostBytes)
  if (!inflated.ok) return inflated
  const text = decodeText(inflated.value)
  if (text === undefined) return refuse('badJson')
  if (depthOf(text) > mostDepth) return refuse('tooDeep', { parameters: { depth: mostDepth } })
  try {
    return succeed(JSON.parse(text) as unknown)
  } catch {
    return refuse('badJson')
  }
}

/** Undefined when there is more than allowed; the rest is not read. */
async function readBytes(request: Request, mostBytes: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return undefined
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = (request.body as ReadableStream<Uint8Array>).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks)
    size += value.length
    if (size > mostBytes) {
      await reader.cancel()
      return undefined
    }
    chunks.push(value)
  }
}

async function decode(
  bytes: Uint8Array,
  encoding: string | null,
  mostBytes: number,
): Promise<Result<Uint8Array>> {
  const name = (encoding ?? 'identity').trim().toLowerCase()
  if (name === 'identity' || name === '') return succeed(bytes)
  if (name !== 'gzip') return refuse('unsupportedMediaType')
  try {
    const limits = { maxOutputLength: mostBytes }
    const isSmall = bytes.length <= smallBytes
    return succeed(isSmall ? gunzipSync(bytes, limits) : await inflate(bytes, limits))
  } catch (error) {
    const isBomb = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE'
    return isBomb ? refuse('tooLarge', { parameters: { bytes: mostBytes } }) : refuse('badJson')
  }
}

/** Undefined for what is not UTF-8. */
function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const [quote, backslash, openBracket, closeBracket, openBrace, closeBrace] = [34, 92, 91, 93, 123, 125]

/** The deepest nesting of a JSON text, found without recursion; what is in strings does not count. */
export function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (inString) {
      if (unit === backslash) index += 1
      else if (unit === quote) inString = false
    } else if (unit === quote) inString = true
    else if (unit === openBracket || unit === openBrace) {
      depth += 1
      if (depth > deepest) deepest = depth
    } else if (unit === closeBracket || unit === closeBrace) depth -= 1
  }
  return deepest
}
