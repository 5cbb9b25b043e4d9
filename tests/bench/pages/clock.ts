/** What one run of something took. */
export interface Measured {
  readonly ms: number
  readonly requests: number
  /** Bodies only. */
  readonly bytesUp: number
  readonly bytesDown: number
  /** From asking to the last byte of the answer, summed over the requests. */
  readonly waitedMs: number
  /** Records that came or went. */
  readonly records: number
}

type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/** Times some work and weighs its traffic; the work gets the `fetch` that is weighed. */
export async function measure(work: (fetch: Fetch) => Promise<number>): Promise<Measured> {
  performance.clearResourceTimings()
  let requests = 0
  let bytesUp = 0
  const began = performance.now()
  const records = await work(async (url, init) => {
    requests += 1
    bytesUp += sizeOf(init?.body)
    return fetch(url, init)
  })
  const ms = performance.now() - began
  await pause(100)
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  const bytesDown = entries.reduce((sum, entry) => sum + entry.encodedBodySize, 0)
  const waitedMs = entries.reduce((sum, entry) => sum + entry.duration, 0)
  return { ms, requests, bytesUp, bytesDown, waitedMs, records }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function sizeOf(body: BodyInit | null | undefined): number {
  if (typeof body === 'string') return new TextEncoder().encode(body).length
  return body instanceof ArrayBuffer ? body.byteLength : 0
}
