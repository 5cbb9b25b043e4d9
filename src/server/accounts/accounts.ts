import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { admin, username } from 'better-auth/plugins'
import { makeId, type RandomBytes } from '#domain/ids.ts'
import type { Log } from '#server/parts.ts'
import type { Store } from '#server/store/contract.ts'
import type { Secrets } from './secrets.ts'

/** Names, passwords and sessions, kept by the account library; what a person may do stands in their record. */
export interface Accounts {
  /** Undefined for a wrong name or password. */
  readonly signIn: (who: Credentials, headers: Headers) => Promise<Session | undefined>
  readonly signOut: (headers: Headers) => Promise<readonly string[]>
  /** Rolls the session on; the cookies are to be sent back. */
  readonly readSession: (headers: Headers) => Promise<Session | undefined>
  /** False when the name is taken by somebody. */
  readonly createUser: (user: NewUser) => Promise<boolean>
  /** False when the name is taken by somebody else. */
  readonly renameUser: (user: Omit<NewUser, 'password'>) => Promise<boolean>
  /** Ends every session of the person, too. */
  readonly setPassword: (userId: string, password: string) => Promise<void>
  readonly endSessions: (userId: string) => Promise<void>
  readonly removeUser: (userId: string) => Promise<void>
}

export interface Credentials {
  readonly username: string
  readonly password: string
}

export interface Session {
  readonly personId: string
  readonly setCookies: readonly string[]
}

export interface NewUser extends Credentials {
  /** The person's id, too. */
  readonly id: string
  readonly displayName: string
  readonly unitId: string
}

/** How passwords are kept. */
export interface PasswordHashing {
  readonly hash: (password: string) => Promise<string>
  readonly verify: (given: { hash: string; password: string }) => Promise<boolean>
}

export interface AccountParts {
  readonly store: Store
  readonly secrets: Secrets
  readonly random: RandomBytes
  readonly log: Log
  readonly publicUrl: string
  /** The library's scrypt unless given; tests, which sign in often, give a quick one. */
  readonly passwordHashing?: PasswordHashing | undefined
}

const dayInSeconds = 86_400

/** The library as this server uses it; apart, so that a test can ask it about the tables. */
export function createAuth({ store, secrets, random, log, publicUrl, passwordHashing }: AccountParts) {
  return betterAuth({
    appName: 'Nhịp Cầu',
    baseURL: publicUrl,
    secret: secrets.keyFor('accounts').toString('base64url'),
    database: { db: store.db, type: store.kind },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: 200,
      ...(passwordHashing !== undefined && { password: passwordHashing }),
    },
    session: { expiresIn: 90 * dayInSeconds, updateAge: dayInSeconds },
    plugins: [username({ minUsernameLength: 2, maxUsernameLength: 60 }), admin()],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'nhip-cau',
      useSecureCookies: publicUrl.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => makeId(Date.now(), random) },
    },
    logger: { level: 'error', log: (_level, message) => log.warn({}, `accounts: ${message}`) },
  })
}

export function createAccounts(parts: AccountParts): Accounts {
  const auth = createAuth(parts)

  return {
    signIn: async (body, headers) => {
      const answer = await unlessRefused(auth.api.signInUsername({ body, headers, returnHeaders: true }))
      return answer && { personId: answer.response!.user.id, setCookies: answer.headers.getSetCookie() }
    },
    signOut: async (headers) => {
      const answer = await unlessRefused(auth.api.signOut({ headers, returnHeaders: true }))
      return answer?.headers.getSetCookie() ?? []
    },
    readSession: async (headers) => {
      if (!headers.has('cookie')) return undefined
      const answer = await unlessRefused(auth.api.getSession({ headers, returnHeaders: true }))
      if (answer?.response == null) return undefined
      return { personId: answer.response.user.id, setCookies: answer.headers.getSetCookie() }
    },
    createUser: async ({ id, username, displayName, password, unitId }) => {
      const body = { email: emailOf(username, unitId), name: displayName, password, data: { id, username } }
      return (await unlessRefused(auth.api.createUser({ body }))) !== undefined
    },
    renameUser: async ({ id, username, displayName, unitId }) => {
      const { internalAdapter } = await auth.$context
      const before = await internalAdapter.findUserById(id)
      const isSameName = (before as { username?: unknown } | null)?.username === username
      // the library takes a person's own name for taken, so it is only told of another
      const name = isSameName ? {} : { username, displayUsername: username, email: emailOf(username, unitId) }
      const renamed = internalAdapter.updateUser(id, { name: displayName, ...name })
      return (await unlessRefused(renamed)) !== undefined
    },
    setPassword: async (userId, password) => {
      const { internalAdapter, password: hashing } = await auth.$context
      await internalAdapter.updatePassword(userId, await hashing.hash(password))
      await internalAdapter.deleteUserSessions(userId)
    },
    endSessions: async (userId) => (await auth.$context).internalAdapter.deleteUserSessions(userId),
    removeUser: async (userId) => (await auth.$context).internalAdapter.deleteUser(userId),
  }
}

/** Accounts need an address; nobody ever gets mail there. */
function emailOf(username: string, unitId: string): string {
  return `${username}@${unitId}.invalid`
}

/** The library throws what is a plain no. */
async function unlessRefused<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return undefined
    throw error
  }
}
