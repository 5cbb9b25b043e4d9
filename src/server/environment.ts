import * as z from 'zod/mini'
import { isIP } from 'node:net'
import { join } from 'node:path'

/** What the operator decides; `.env.example` lists it with words. */
export interface Environment {
  readonly port: number
  readonly dataDir: string
  /** A PostgreSQL database; without it one is kept in a file beside the data. */
  readonly databaseUrl?: string
  readonly publicUrl: string
  readonly trustedProxies: readonly string[]
  /** One for several processes; without it one is kept beside the data. */
  readonly secret?: string
}

const environmentSchema = z.object({
  PORT: z._default(z.string().check(z.regex(/^\d{1,5}$/, 'a port number, such as 8787')), '8787'),
  DATA_DIR: z._default(z.string().check(z.minLength(1, 'a folder, such as ./data')), './data'),
  DATABASE_URL: z.optional(
    z.url({
      protocol: /^postgres(ql)?$/,
      error: 'an address, such as postgres://user:password@host/nhipcau',
    }),
  ),
  PUBLIC_URL: z.optional(
    z.url({ protocol: /^https?$/, error: 'an address, such as https://khao-sat.example.vn' }),
  ),
  TRUSTED_PROXY: z._default(
    z
      .string()
      .check(
        z.refine(
          (text) => addresses(text).every((one) => isIP(one) !== 0),
          'IP addresses, separated by commas',
        ),
      ),
    '',
  ),
  SECRET: z.optional(z.string().check(z.minLength(32, 'at least 32 characters'))),
})

/** Throws with a line a variable that says what is expected. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  // an empty line in .env is no answer
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${String(issue.path[0])}: ${issue.message}`)
    throw new Error(`These settings are not understood; each should be:\n${lines.join('\n')}`)
  }
  const { PORT, DATA_DIR, DATABASE_URL, PUBLIC_URL, TRUSTED_PROXY, SECRET } = parsed.data
  const port = Number(PORT)
  if (port > 65_535) throw new Error('PORT: a port number is at most 65535')
  return {
    port,
    dataDir: DATA_DIR,
    ...(DATABASE_URL !== undefined && { databaseUrl: DATABASE_URL }),
    publicUrl: (PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    trustedProxies: addresses(TRUSTED_PROXY),
    ...(SECRET !== undefined && { secret: SECRET }),
  }
}

/** Where the unit's data are kept. */
export function databaseOf({ dataDir, databaseUrl }: Environment) {
  return databaseUrl === undefined
    ? { path: join(dataDir, 'nhip-cau.sqlite'), durability: 'full' as const }
    : { url: databaseUrl }
}

/** Where its photos are kept, and in no backup of the database. */
export function photosDirOf({ dataDir }: Pick<Environment, 'dataDir'>): string {
  return join(dataDir, 'photos')
}

function addresses(text: string): string[] {
  return text
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')
}
