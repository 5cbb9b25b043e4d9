import { refuse, succeed, type Result } from '#domain/result.ts'
import type { Parts } from '#server/parts.ts'
import type { Credentials } from './accounts.ts'
import { findSession, readActivePerson } from './callers.ts'
import { endReading } from './enrolments.ts'
import { createRateLimit } from './rateLimits.ts'

const windowMs = 15 * 60_000

export type SignInLimits = ReturnType<typeof createSignInLimits>

/** Slows guessing by name from one place, by name from anywhere, and from one place over all names. */
export function createSignInLimits(now: () => number) {
  const [byNameAndPlace, byName, byPlace] = [8, 60, 120].map((most) => createRateLimit(now, most, windowMs))
  const keysOf = (name: string, address: string) =>
    [
      [byNameAndPlace!, `${name}@${address}`],
      [byName!, name],
      [byPlace!, address],
    ] as const

  return {
    check: (name: string, address: string) => {
      const states = keysOf(name, address).map(([limit, key]) => limit.check(key))
      return {
        left: Math.min(...states.map((state) => state.left)),
        waitMs: Math.max(...states.map((state) => state.waitMs)),
      }
    },
    fail: (name: string, address: string) => {
      for (const [limit, key] of keysOf(name, address)) limit.fail(key)
    },
    succeed: (name: string, address: string) => {
      for (const [limit, key] of keysOf(name, address)) limit.undo(key)
      byNameAndPlace!.forget(`${name}@${address}`)
    },
  }
}

/** Returns the cookies of a new session. */
export async function signIn(
  parts: Parts,
  who: Credentials,
  from: { readonly headers: Headers; readonly address: string },
): Promise<Result<readonly string[]>> {
  const { signInLimits: limits } = parts
  const name = who.username.toLowerCase()
  const { waitMs } = limits.check(name, from.address)
  if (waitMs > 0) return refuse('tooManyRequests', { parameters: { seconds: Math.ceil(waitMs / 1000) } })
  // counted before the answer is known, so that many guesses at once count as many
  limits.fail(name, from.address)
  const signedIn = await parts.accounts.signIn(who, from.headers)
  if (signedIn === undefined) {
    return refuse('badCredentials', { parameters: { left: limits.check(name, from.address).left } })
  }
  limits.succeed(name, from.address)
  if ((await readActivePerson(parts, signedIn.personId)) === undefined) {
    await parts.accounts.endSessions(signedIn.personId)
    return refuse('notAllowed')
  }
  return succeed(signedIn.setCookies)
}

/** Ends the session, and with it what a device of this person may receive. */
export async function signOut(
  parts: Parts,
  headers: Headers,
  enrolmentId?: string,
): Promise<readonly string[]> {
  const caller = await findSession(parts, headers)
  if (caller.ok && enrolmentId !== undefined) await endReading(parts, caller.value.person.id, enrolmentId)
  return parts.accounts.signOut(headers)
}
