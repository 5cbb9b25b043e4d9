import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { serveAppFile } from '#server/appFiles.ts'
import { freePort } from '../support/serverProcess.ts'
import { builtPage } from './build.ts'

/** What a browser of the trials meets at the app's address. */
export type Meets =
  /** The real server, as it is. */
  | { readonly kind: 'server' }
  /** Nobody: every connection breaks. */
  | { readonly kind: 'nobody' }
  /** A Wi-Fi that wants its own sign-in first and answers everything with that. */
  | { readonly kind: 'portal' }
  /** The real server, behind a connection that breaks in the middle of what is sent in some requests. */
  | { readonly kind: 'shaky'; readonly breaks: (asked: IncomingMessage) => boolean }
  /** The real server, with the app from this folder instead of its own. */
  | { readonly kind: 'otherApp'; readonly folder: string }

/** One address all along, whatever stands behind it. Under `/api/chaos/`, which is nobody else's, the page that saves. */
export interface Front {
  readonly origin: string
  readonly meets: (what: Meets) => void
  readonly close: () => Promise<void>
}

export const pagePath = '/api/chaos/page'

const portal = '<!doctype html><title>Wi-Fi</title><h1>Đăng nhập Wi-Fi miễn phí</h1>'
const html = { 'content-type': 'text/html; charset=utf-8' }

export async function openFront(serverOrigin: string): Promise<Front> {
  let now: Meets = { kind: 'server' }
  const port = await freePort()
  const server = createServer((asked, answer) => void meet(now, serverOrigin, asked, answer))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://localhost:${port}`,
    meets(what) {
      now = what
      // what is open, such as the stream of news, belongs to what was there before
      server.closeAllConnections()
    },
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function meet(
  now: Meets,
  serverOrigin: string,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(asked.url ?? '/', serverOrigin)
  if (pathname === pagePath) return void answer.writeHead(200, html).end(pageHtml)
  if (pathname === '/api/chaos/page.js') {
    return void answer.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(builtPage))
  }
  if (now.kind === 'nobody') return void asked.socket.destroy()
  if (now.kind === 'portal') return void answer.writeHead(200, html).end(portal)
  const isFile = asked.method === 'GET' && !pathname.startsWith('/api/') && pathname !== '/healthz'
  if (now.kind === 'otherApp' && isFile) {
    const file = await serveAppFile(now.folder, pathname)
    answer.writeHead(file.status, Object.fromEntries(file.headers))
    return void answer.end(Buffer.from(await file.arrayBuffer()))
  }
  passOn(serverOrigin, asked, answer, now.kind === 'shaky' && now.breaks(asked))
}

function passOn(
  serverOrigin: string,
  asked: IncomingMessage,
  answer: ServerResponse,
  isBreaking: boolean,
): void {
  const { method, headers } = asked
  const onward = request(new URL(asked.url ?? '/', serverOrigin), { method, headers }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers)
    got.pipe(answer)
  })
  onward.on('error', () => answer.destroy())
  answer.on('close', () => onward.destroy())
  if (isBreaking) asked.once('data', (part) => onward.write(part, () => asked.socket.destroy()))
  else asked.pipe(onward)
}

const pageHtml =
  '<!doctype html><meta charset="utf-8"><title>lưu</title><script type="module" src="/api/chaos/page.js"></script>'
