import type { Network } from '../support/participant.ts'

export interface BadNetwork {
  readonly network: Network
  /** From now on everything passes; what was held back on the way still arrives. */
  readonly heal: () => Promise<void>
  /** How often each thing befell a request. */
  readonly hits: Record<Fault, number>
}

export const faults = [
  'passed',
  'requestLost',
  'answerLost',
  'requestCut',
  'answerCut',
  'doubled',
  'delayed',
  'overtaken',
  'portal',
] as const
export type Fault = (typeof faults)[number]

/** A network that does to each request what the dice say; late copies arrive when later requests have passed. */
export function createBadNetwork(random: () => number): BadNetwork {
  const hits = Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>
  const late: (() => Promise<unknown>)[] = []
  let healed = false

  async function deliverLate(): Promise<void> {
    while (late.length > 0 && (healed || random() < 0.5)) {
      const [copy] = late.splice(Math.floor(random() * late.length), 1)
      await copy!()
    }
  }

  const network: Network = (fetch) => async (url, init) => {
    const isSync = url.includes('/api/sync/')
    if (healed || !isSync) return fetch(url, init)
    const fault = random() < 0.3 ? 'passed' : faults[Math.floor(random() * faults.length)]!
    hits[fault] += 1
    await deliverLate()
    const gone = new TypeError('Failed to fetch')
    if (fault === 'requestLost') throw gone
    if (fault === 'portal')
      return new Response('<html>Đăng nhập Wi-Fi</html>', { headers: { 'content-type': 'text/html' } })
    if (fault === 'requestCut') return fetch(url, { ...init, body: cut(init.body, random) })
    if (fault === 'delayed') {
      late.push(() => fetch(url, init))
      throw gone
    }
    if (fault === 'overtaken') {
      // what was asked later passes first
      await new Promise((resolve) => setImmediate(resolve))
      await deliverLate()
      return fetch(url, init)
    }
    const response = await fetch(url, init)
    if (fault === 'answerLost') throw gone
    if (fault === 'answerCut') return new Response((await response.text()).slice(0, -2), response)
    if (fault === 'doubled') {
      if (random() < 0.5) late.push(() => fetch(url, init))
      return fetch(url, init)
    }
    return response
  }

  return {
    network,
    hits,
    heal: async () => {
      healed = true
      await deliverLate()
    },
  }
}

function cut(body: RequestInit['body'], random: () => number): string | ArrayBuffer {
  if (typeof body === 'string') return body.slice(0, Math.floor(body.length * random()))
  if (body instanceof ArrayBuffer) return body.slice(0, Math.floor(body.byteLength * random()))
  throw new Error('the road sends texts and bytes')
}
