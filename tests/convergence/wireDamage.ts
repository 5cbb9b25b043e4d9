import type { Way } from './faults.ts'

export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

type Body = string | ArrayBuffer | Uint8Array<ArrayBuffer>

export function shortened(body: Body, random: () => number): Body {
  if (typeof body === 'string') return shortenedText(body, random)
  return body.slice(0, Math.floor(random() * body.byteLength))
}

export function shortenedText(text: string, random: () => number): string {
  return text.slice(0, Math.floor(random() * text.length))
}

/** One letter or digit becomes another, so that a text stays JSON. */
export function garbled(body: Body, random: () => number): Body {
  if (typeof body !== 'string') {
    const bytes = new Uint8Array(body.slice(0))
    bytes[Math.floor(random() * bytes.length)]! ^= 1 << Math.floor(random() * 8)
    return bytes.buffer
  }
  for (let tries = 0; tries < 50; tries += 1) {
    const place = Math.floor(random() * body.length)
    if (!/[0-9a-f]/.test(body[place]!)) continue
    const other = '0123456789abcdef'[Math.floor(random() * 16)]!
    if (other !== body[place]) return body.slice(0, place) + other + body.slice(place + 1)
  }
  return body
}

const photoWays: Partial<Record<Way, Way>> = {
  requestLost: 'photoPieceLost',
  requestCut: 'photoPieceLost',
  requestGarbled: 'photoPieceBent',
  doubledAtOnce: 'photoPieceAgain',
  lateDuplicate: 'photoPieceAgain',
}

/** What befalls a request is more where it carries a piece of a photo. */
export function photoWayOf(init: RequestInit, way: Way): Way | undefined {
  return isPiece(init) ? photoWays[way] : undefined
}

export function isPiece({ method, body }: RequestInit): boolean {
  return method === 'PATCH' && (body as Uint8Array).length > 0
}

interface Bad {
  readonly way: Way
  readonly answer: WireAnswer
}

const html = { 'content-type': 'text/html; charset=utf-8' }
const json = { 'content-type': 'application/json' }

export function portalAnswer(random: () => number): Bad {
  const ways: Bad[] = [
    { way: 'portalPage', answer: { status: 200, headers: html, body: '<html>Đăng nhập Wi-Fi</html>' } },
    { way: 'portalJson', answer: { status: 200, headers: json, body: '{"ok":true,"message":"welcome"}' } },
    {
      way: 'portalRedirect',
      answer: { status: 302, headers: { location: 'http://wifi.example' }, body: '' },
    },
  ]
  return ways[Math.floor(random() * ways.length)]!
}

const problem = (code: string) => JSON.stringify({ problem: { code, words: 'no' } })

export function badAnswer(random: () => number): Bad {
  const ways: Bad[] = [
    { way: 'status401', answer: { status: 401, headers: json, body: problem('notSignedIn') } },
    { way: 'status403', answer: { status: 403, headers: json, body: problem('notAllowed') } },
    { way: 'status413', answer: { status: 413, headers: html, body: '<html>too large</html>' } },
    {
      way: 'status429',
      answer: { status: 429, headers: { ...json, 'retry-after': '30' }, body: problem('tooManyRequests') },
    },
    { way: 'status500', answer: { status: 500, headers: json, body: problem('unexpected') } },
    { way: 'status502', answer: { status: 502, headers: html, body: '<html>bad gateway</html>' } },
    { way: 'routeUnknown', answer: { status: 404, headers: json, body: problem('notFound') } },
  ]
  return ways[Math.floor(random() * ways.length)]!
}
