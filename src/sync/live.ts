import type { Road } from './transport.ts'

/**
 * Listens for the server's word that there is something newer, and calls `onNews` for each; the first word is
 * that the server is there at all. Returns when the stream ends, fails or is stopped; the caller decides when
 * to listen again.
 */
export async function listen(
  road: Road,
  token: string,
  onNews: () => void,
  stop: AbortSignal,
): Promise<void> {
  try {
    const response = await road.fetch(`${road.origin}/api/sync/live`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
      cache: 'no-store',
      redirect: 'manual',
      signal: stop,
    })
    const isStream = (response.headers.get('content-type') ?? '').startsWith('text/event-stream')
    if (response.status !== 200 || !isStream || response.body === null) return
    onNews()
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const events = (rest + value).split('\n\n')
      rest = events.pop() ?? ''
      if (events.some((event) => event.includes('event: newer'))) onNews()
    }
  } catch {
    // a stream that breaks is an ordinary end
  }
}
