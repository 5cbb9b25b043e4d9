import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { enrol } from '#server/accounts/enrolments.ts'
import { compressed } from '#server/answers.ts'
import { listen, stopListening } from '#server/listening.ts'
import { withSecurityHeaders } from '#server/securityHeaders.ts'
import { changeVisits } from './fillUnit.ts'
import { openFloorStore } from './floorStore.ts'
import { openBenchUnit } from './openBench.ts'

// The server of the figures, a process of its own: ours and the plain one on one port, the floor's form on another.

const pagesDir = join(import.meta.dirname, '../../../.cache/bench/pages')
const floorDir = join(import.meta.dirname, '../../../.cache/bench/floor')
const typeByEnding: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
}
const floorPage =
  '<link rel="stylesheet" href="/form.css"><div id="root"></div><script type="module" src="/form.js"></script>'
const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    size: { type: 'string' },
    port: { type: 'string' },
    floorPort: { type: 'string' },
  },
})
const [port, floorPort] = [Number(values.port), Number(values.floorPort)]
const origin = `http://127.0.0.1:${port}`
const bench = await openBenchUnit(values.data!, JSON.parse(values.size!), origin)
const floor = openFloorStore(values.data!)
await floor.copyFrom(bench, 0)
let changed = 0
let pulls = 0
let pullsRunning = 0
let lastPullAt = 0
let opened = Promise.resolve()
let openGate = () => undefined as void

const server = await listen(port, '127.0.0.1', () => ({ ...bench.handler, handle }))
const floorServer = await listen(floorPort, '127.0.0.1', () => ({ ...bench.handler, handle: serveFloorForm }))
process.stdout.write(`ready ${JSON.stringify({ firmIds: bench.unit.firmIds })}\n`)
process.once('SIGTERM', () => void end())
// whoever started it is gone
process.stdin.on('end', () => void end()).resume()

async function handle(request: Request, address?: string): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url)
  if (!pathname.startsWith('/bench/')) return passOn(request, pathname, address)
  if (pathname.startsWith('/bench/floor/'))
    return compressed(request, await answerFloor(request, pathname, searchParams))
  if (pathname.startsWith('/bench/control/'))
    return control(pathname.slice('/bench/control/'.length), searchParams)
  if (pathname === '/bench/page') return html('<script type="module" src="/bench/page.js"></script>')
  return compressed(request, await file(pagesDir, pathname.slice('/bench/'.length)))
}

async function passOn(request: Request, pathname: string, address?: string): Promise<Response> {
  if (pathname === '/api/sync/push') await opened
  if (pathname !== '/api/sync/pull') return bench.handler.handle(request, address)
  pullsRunning += 1
  pulls += 1
  try {
    await opened
    return await bench.handler.handle(request, address)
  } finally {
    pullsRunning -= 1
    lastPullAt = Date.now()
  }
}

async function answerFloor(request: Request, pathname: string, query: URLSearchParams): Promise<Response> {
  if (pathname.endsWith('/all')) return new Response(floor.all(), { headers: json })
  if (pathname.endsWith('/since'))
    return new Response(floor.since(Number(query.get('seq'))), { headers: json })
  const documents = (await request.json()) as { id: string }[]
  return Response.json({ inserted: floor.insert(documents) })
}

async function control(what: string, query: URLSearchParams): Promise<Response> {
  const { handler, unit } = bench
  if (what === 'enrol') {
    const person = unit.people[query.get('username') === 'minh' ? 'minh' : 'binh']
    return Response.json(
      await enrol(handler.parts, { unitId: unit.unitId, person, setCookies: [] }, { deviceName: 'đo' }),
    )
  }
  if (what === 'change') {
    const before = await seqNow()
    await changeVisits(handler.parts, unit, changed, Number(query.get('count')))
    changed += Number(query.get('count'))
    await floor.copyFrom(bench, before)
    return Response.json({ before })
  }
  if (what === 'gate') {
    openGate()
    if (query.get('closed') === '1') opened = new Promise<void>((resolve) => (openGate = resolve))
    return Response.json({})
  }
  return Response.json({ pulls, quietMs: pullsRunning > 0 ? 0 : Date.now() - lastPullAt })
}

async function seqNow(): Promise<number> {
  const { db } = bench.handler.parts.store
  return (await db.selectFrom('unit_counter').select('seq').executeTakeFirstOrThrow()).seq
}

/** With the app's own headers: what they cost a browser is no difference between the forms. */
async function serveFloorForm(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const answer = extname(pathname) === '' ? html(floorPage) : await file(floorDir, pathname.slice(1))
  return withSecurityHeaders(await compressed(request, answer), bench.handler.parts.settings)
}

async function file(folder: string, name: string): Promise<Response> {
  const bytes = await readFile(join(folder, name)).catch(() => undefined)
  if (bytes === undefined) return new Response('', { status: 404 })
  const caching = name === 'serviceWorker.js' ? 'no-cache' : 'public, max-age=31536000, immutable'
  return new Response(bytes, {
    headers: { 'content-type': typeByEnding[extname(name)] ?? '', 'cache-control': caching },
  })
}

function html(body: string): Response {
  const page = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>đo</title><body>${body}</body></html>`
  return new Response(page, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
  })
}

async function end(): Promise<void> {
  await Promise.all([
    stopListening(server, bench.handler.endStreams),
    stopListening(floorServer, () => undefined),
  ])
  floor.close()
  await bench.handler.parts.store.close()
  process.exit(0)
}
