import type { Settings } from './parts.ts'

/** What stands for the address where there is no socket: the caller is in this very process. */
export const inProcess = 'in-process'

const loopbackNames = ['localhost', '127.0.0.1', '::1', '[::1]']

export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '')
  return plain === inProcess || loopbackNames.includes(plain) || plain.startsWith('127.')
}

/**
 * Where a request comes from: the socket's other end, unless that is a proxy known by address. Then the nearest
 * address it names that is no such proxy; what stands further left anybody can write.
 */
export function addressOf(socketAddress: string, headers: Headers, { trustedProxies }: Settings): string {
  const isTrusted = (address: string) => trustedProxies.includes(address.replace(/^::ffff:/, ''))
  if (!isTrusted(socketAddress)) return socketAddress
  const named = (headers.get('x-forwarded-for') ?? '').split(',').map((address) => address.trim())
  return named.findLast((address) => address !== '' && !isTrusted(address)) ?? socketAddress
}

/** Whether a page that sends this request may: the server's own, or one on this machine while that is asked. */
export function isOwnOrigin(request: Request, { publicUrl }: Settings): boolean {
  const origin = request.headers.get('origin')
  if (origin === null) return true
  if (origin === new URL(publicUrl).origin) return true
  if (!URL.canParse(origin)) return false
  const [from, to] = [new URL(origin), new URL(request.url)]
  return from.host === to.host || (isLoopback(from.hostname) && isLoopback(to.hostname))
}
