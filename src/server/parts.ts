import type { RandomBytes } from '#domain/ids.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { RateLimit } from './accounts/rateLimits.ts'
import type { SignInLimits } from './accounts/sessions.ts'
import type { Cursors } from './cursor.ts'
import type { Live } from './live.ts'
import type { Photos } from './photos/photos.ts'
import type { Store } from './store/contract.ts'

/** Where things are noted for the operator: never bodies, tokens or passwords. */
export interface Log {
  readonly info: (details: object, words: string) => void
  readonly warn: (details: object, words: string) => void
  readonly error: (details: object, words: string) => void
}

export interface Settings {
  /** Where people reach the server, without a slash at the end; decides about `Secure` and HSTS. */
  readonly publicUrl: string
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
  /** Where photos lie. */
  readonly photosDir: string
  /** The built app. */
  readonly appDir: string
  /** Only this machine may ask: a demo shows its passwords. */
  readonly loopbackOnly: boolean
  /** The one-time code of the first run, printed where only the operator sees it. */
  readonly setupCode?: string
  /** Puts the sample in place of an empty server. */
  readonly openSample?: () => Promise<void>
}

/** Everything that the routes work with, put together once. */
export interface Parts {
  readonly store: Store
  readonly now: () => number
  readonly random: RandomBytes
  readonly log: Log
  readonly settings: Settings
  readonly live: Live
  readonly cursors: Cursors
  readonly photos: (unitId: string) => Photos
  readonly accounts: Accounts
  readonly signInLimits: SignInLimits
  readonly setupLimit: RateLimit
  /** A short random mark. */
  readonly makeTag: () => string
}
