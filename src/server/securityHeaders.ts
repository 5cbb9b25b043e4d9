import type { Settings } from './parts.ts'

/** Nothing from elsewhere, nothing inline, never in a frame. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')

/** Puts on every answer what browsers should hold themselves to. */
export function withSecurityHeaders(response: Response, { publicUrl }: Settings): Response {
  const { headers } = response
  headers.set('content-security-policy', contentSecurityPolicy)
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'same-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(self), geolocation=(self), microphone=()')
  if (publicUrl.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000')
  return response
}
