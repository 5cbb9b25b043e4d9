import type { Way } from './faults.ts'
import { pickFate, type Fate, type NetworkWeather } from './networkWeather.ts'
import type { HostedServer } from './hostedServer.ts'
import {
  badAnswer,
  garbled,
  isPiece,
  photoWayOf,
  portalAnswer,
  shortened,
  shortenedText,
  type WireAnswer,
} from './wireDamage.ts'
import type { Thread, VirtualTime } from './virtualTime.ts'

/** Somebody's end of the line. */
export interface Caller {
  readonly thread: Thread
  readonly personId: string
  readonly phone: string
}

/** A request on its way, from the moment it is sent. */
export interface Exchange {
  readonly number: number
  readonly caller: Caller
  readonly path: string
  readonly url: string
  readonly init: RequestInit
  readonly fate: Fate
  /** The caller has an answer, or waits no longer. */
  isOver: boolean
}

export interface Network {
  readonly weather: NetworkWeather
  readonly fetchFor: (caller: Caller) => (url: string, init: RequestInit) => Promise<Response>
  /** Whoever waits for a server that died hears that the line is cut. */
  readonly hangUp: () => void
}

export interface NetworkParts {
  readonly time: VirtualTime
  readonly random: () => number
  readonly server: HostedServer
  readonly onHit: (way: Way) => void
  /** Something ran outside of its thread's turns. */
  readonly onEscape: (words: string) => void
  /** Its request was garbled. */
  readonly onBent: (exchange: Exchange) => void
  readonly onArrival: (exchange: Exchange) => void
  /** Looks at what the server says, before anything happens to it on its way. */
  readonly onAnswer: (exchange: Exchange, answer: WireAnswer) => void
  readonly trace: (words: string) => void
}

type Body = string | ArrayBuffer | Uint8Array<ArrayBuffer> | undefined

interface Line extends Exchange {
  readonly answer: (answer: WireAnswer, delayMs: number) => void
  readonly cut: (delayMs: number) => void
}

/** Between devices and the server: every message goes as its fate wills. */
export function createNetwork(parts: NetworkParts): Network {
  const { time, random, server, onHit, trace } = parts
  const weather: NetworkWeather = { mode: 'good', mostBytes: 40_000, piecesStruck: 0.7 }
  const road = time.startThread('road')
  const inService = new Set<Line>()
  const latest = new Map<string, number>()
  let sent = 0

  function fetchFor(caller: Caller) {
    const { thread } = caller
    return (url: string, init: RequestInit) =>
      new Promise<Response>((resolve, reject) => {
        // else the dead would go on
        if (time.current() !== thread)
          parts.onEscape(`${thread.name} asks in a turn of ${time.current().name}`)
        sent += 1
        const exchange: Exchange = {
          number: sent,
          caller,
          url,
          path: new URL(url, 'http://localhost').pathname,
          init,
          fate: pickFate(weather, random, isPiece(init)),
          isOver: false,
        }
        depart(openLine(exchange, resolve, reject))
      })
  }

  function openLine(
    exchange: Exchange,
    resolve: (response: Response) => void,
    reject: (error: Error) => void,
  ): Line {
    const { thread } = exchange.caller
    const end = (work: () => void, delayMs: number) =>
      time.later(
        thread,
        () => {
          if (exchange.isOver) return
          exchange.isOver = true
          work()
        },
        delayMs,
      )
    const line: Line = Object.assign(exchange, {
      answer: ({ status, headers, body }: WireAnswer, delayMs: number) =>
        void end(() => resolve(new Response(body, { status, headers })), delayMs),
      cut: (delayMs: number) => void end(() => reject(new TypeError('Failed to fetch')), delayMs),
    })
    exchange.init.signal?.addEventListener('abort', () => {
      if (!exchange.isOver) trace(`${nameOf(line)} waited long enough`)
      exchange.isOver = true
      reject(new DOMException('aborted', 'AbortError'))
    })
    return line
  }

  function depart(line: Line): void {
    const { fate } = line
    const body = line.init.body as Body
    trace(`${nameOf(line)} is sent: ${fate.kind}`)
    if (fate.kind === 'offline') return line.cut(fate.delayMs)
    if (fate.kind === 'portal') {
      const { way, answer } = portalAnswer(random)
      onHit(way)
      return line.answer(answer, fate.delayMs)
    }
    if (fate.kind === 'status') {
      const { way, answer } = badAnswer(random)
      onHit(way)
      return line.answer(answer, fate.delayMs)
    }
    if (fate.kind === 'requestLost') {
      strike(line, 'requestLost')
      if (random() < 0.7) line.cut(fate.delayMs)
      return
    }
    if (fate.kind === 'requestCut') arrive(line, damaged(line, shortened, 'requestCut'), fate.delayMs)
    else if (fate.kind === 'requestGarbled') {
      parts.onBent(line)
      arrive(line, damaged(line, garbled, 'requestGarbled'), fate.delayMs)
    } else arrive(line, body, fate.delayMs)
    if (fate.kind === 'doubledAtOnce') arrive(line, body, fate.delayMs + random() * 2, 'doubledAtOnce')
    if (fate.kind === 'lateDuplicate')
      arrive(line, body, fate.delayMs + 30_000 + random() * 3_600_000, 'lateDuplicate')
  }

  function strike(line: Line, way: Way): void {
    onHit(way)
    const ofPhoto = photoWayOf(line.init, way)
    if (ofPhoto !== undefined) onHit(ofPhoto)
  }

  function damaged(line: Line, damage: typeof garbled, way: Way): Body {
    const body = line.init.body as Body
    if (body !== undefined) strike(line, way)
    return body === undefined ? undefined : damage(body, random)
  }

  function arrive(line: Line, body: Body, delayMs: number, copy?: 'doubledAtOnce' | 'lateDuplicate'): void {
    time.later(road, () => void serve(line, body, copy), delayMs)
  }

  async function serve(line: Line, body: Body, copy?: 'doubledAtOnce' | 'lateDuplicate'): Promise<void> {
    noteOrder(line, copy)
    const wireBytes = typeof body === 'string' ? body.length : (body?.byteLength ?? 0)
    if (wireBytes > weather.mostBytes) {
      onHit('status413')
      return line.answer(htmlAnswer(413), 20)
    }
    if (!server.isUp()) {
      if (random() < 0.5) return line.cut(20)
      onHit('status502')
      return line.answer(htmlAnswer(502), 20)
    }
    if (copy !== undefined) strike(line, copy)
    parts.onArrival(line)
    inService.add(line)
    const { method, headers } = line.init
    const asked = new Request(new URL(line.url, 'http://localhost'), {
      method: method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(body !== undefined && { body }),
    })
    const response = await server.handle(asked)
    const answer: WireAnswer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: response.body === null ? null : await response.text(),
    }
    inService.delete(line)
    parts.onAnswer(line, answer)
    trace(`${nameOf(line)} is answered ${answer.status}`)
    if (copy === undefined || copy === 'doubledAtOnce') goBack(line, answer)
  }

  function noteOrder({ number, caller }: Line, copy?: string): void {
    if (copy !== undefined) return
    if (number < (latest.get(caller.phone) ?? 0)) onHit('overtaken')
    latest.set(caller.phone, Math.max(number, latest.get(caller.phone) ?? 0))
  }

  function goBack(line: Line, answer: WireAnswer): void {
    const { fate } = line
    const isCommit = line.path.endsWith('/push') && answer.status === 200
    if ((line.isOver || !line.caller.thread.alive) && isCommit) onHit('gaveUpOverCommit')
    if (fate.kind === 'answerLost') {
      if (isCommit) onHit('answerLost')
      if (random() < 0.7) line.cut(fate.backMs)
      return
    }
    if (fate.kind === 'answerCut' || fate.kind === 'answerGarbled') {
      // what has headers alone has nothing to be cut
      if (answer.body === null) return line.answer(answer, fate.backMs)
      onHit(fate.kind)
      const damage = fate.kind === 'answerCut' ? shortenedText : spoilt
      return line.answer({ ...answer, body: damage(answer.body, random) }, fate.backMs)
    }
    line.answer(answer, fate.backMs)
  }

  return {
    weather,
    fetchFor,
    hangUp() {
      for (const line of inService) line.cut(10 + random() * 500)
      inService.clear()
    },
  }
}

/** A byte that no JSON holds: nothing else can be told from the real thing without a checksum. */
function spoilt(text: string, random: () => number): string {
  const place = Math.floor(random() * text.length)
  return `${text.slice(0, place)}\u0000${text.slice(place + 1)}`
}

function htmlAnswer(status: number): WireAnswer {
  return { status, headers: { 'content-type': 'text/html' }, body: '<html>no</html>' }
}

export function nameOf({ number, path, caller }: Exchange): string {
  return `request ${number} ${path.split('/').at(-1)} of ${caller.phone}`
}
