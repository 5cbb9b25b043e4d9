import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Handler } from './handler.ts'

const idleCheckMs = 50
const patienceMs = 10_000

/** Listens and gives every request to the handler of the moment. Without a host: on every address. */
export async function listen(
  port: number,
  host: string | undefined,
  handler: () => Handler,
): Promise<Server> {
  const server = createAdaptorServer({
    fetch: (request, { incoming }) => {
      const { remoteAddress } = (incoming as IncomingMessage).socket
      return handler().handle(request, remoteAddress ?? '')
    },
  }) as Server
  server.listen(port, host)
  await once(server, 'listening')
  return server
}

/** Takes no more connections, ends the streams, waits for what is being answered, then cuts what is left. */
export async function stopListening(server: Server, endStreams: () => void): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  endStreams()
  const idle = setInterval(() => {
    // a request that was under way may have opened another stream
    endStreams()
    server.closeIdleConnections()
  }, idleCheckMs)
  const patience = setTimeout(() => server.closeAllConnections(), patienceMs)
  await closed
  clearInterval(idle)
  clearTimeout(patience)
}
