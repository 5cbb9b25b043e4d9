import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { answerProblem } from './answers.ts'

const typeByEnding: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
}

/** The built app: a file, or its page for every address that is one of the app's own. */
export async function serveAppFile(appDir: string, path: string): Promise<Response> {
  const ending = extname(path)
  const name = ending === '' ? 'index.html' : safeName(path)
  const bytes = name === undefined ? undefined : await readOrNothing(join(appDir, name))
  if (bytes !== undefined) return answerFile(name!, bytes)
  if (ending !== '') return answerProblem({ code: 'notFound' })
  const words = 'The app is not built yet: run `npm start`, or `npm run build`.\n'
  return new Response(words, { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

/** A relative name inside the app's folder; undefined for anything that would lead out of it. */
function safeName(path: string): string | undefined {
  try {
    const name = normalize(decodeURIComponent(path)).replace(/^[/\\]+/, '')
    const leadsOut = name.includes('\0') || name.split(/[/\\]/).some((part) => part.startsWith('.'))
    return leadsOut || name.startsWith(sep) ? undefined : name
  } catch {
    return undefined
  }
}

/** Names with a hash never change; everything else is asked for again each time. */
function answerFile(name: string, bytes: Uint8Array<ArrayBuffer>): Response {
  const isHashed = /^assets\/.*-[\w-]{8,}\.\w+$/.test(name)
  return new Response(bytes, {
    headers: {
      'content-type': typeByEnding[extname(name)] ?? 'application/octet-stream',
      'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })
}

async function readOrNothing(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readFile(path)
  } catch {
    return undefined
  }
}
