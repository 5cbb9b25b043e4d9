import { createHash, randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { sql } from 'kysely'
import { makeId } from '#domain/ids.ts'
import type { PersonRecord, UnitRecord, WorkingGroupRecord } from '#domain/records.ts'
import { enrolAnswerSchema, type EnrolAnswer } from '#protocol/session.ts'
import { createUnit, unitDefaults } from '#server/accounts/setUp.ts'
import { createSecrets } from '#server/accounts/secrets.ts'
import { writePerson, writeWorkingGroup } from '#server/accounts/people.ts'
import { createHandler, type Handler } from '#server/handler.ts'
import type { Log, Settings } from '#server/parts.ts'
import { mintEpoch } from '#server/histories.ts'
import type { Store } from '#server/store/contract.ts'
import { openStore } from '#server/store/open.ts'
import { writeUnit } from '#server/writeUnit.ts'

/** The password of everybody in a server for tests. */
export const password = 'mat-khau-thu'

type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/** Somebody at the server: their cookie, and the tokens of the device they enrolled. */
export interface SignedIn {
  readonly cookie: string
  readonly identity: EnrolAnswer
}

/** A person to be added: all but name and roles is made up where it is missing. */
export type NewPerson = Pick<PersonRecord, 'username' | 'roles'> & Partial<PersonRecord>

export interface TestServer {
  /** As the global one, in process; an address without a host is the server's. Keeps no cookies. */
  readonly fetch: Fetch
  /** The same with a jar of its own, as a browser has. */
  readonly browser: () => Fetch
  readonly handler: Handler
  readonly store: Store
  readonly unitId: string
  readonly workingGroupId: string
  readonly parkIds: readonly [string, string, string]
  /** By username: `an` leads the group of the first two parks, in which `binh`, `chi` and `dung` are; `minh` supervises, `quantri` administrates. */
  readonly people: Readonly<Record<string, PersonRecord>>
  /** Signs in and enrols a new device. */
  readonly signIn: (username: string) => Promise<SignedIn>
  readonly addPerson: (person: NewPerson) => Promise<PersonRecord>
  /** Copies the database as it is now into a file. */
  readonly backUp: () => Promise<string>
  /** Goes on from a copy; everything since is gone. `silently`: somebody copied a file and told nobody. */
  readonly restore: (backup: string, how?: 'silently', secret?: string) => Promise<void>
  readonly close: () => Promise<void>
}

interface Options {
  readonly now?: () => number
  /** A database in a file, with two connections, instead of one in memory. */
  readonly inFile?: boolean
  /** Another database than one of this server's own. */
  readonly database?: Parameters<typeof openStore>[0]
  /** Another process on the database of this one: it finds the unit there. */
  readonly joins?: TestServer
  readonly random?: (size: number) => Uint8Array
  readonly settings?: Partial<Settings>
  /** Where errors go that a test means to cause. */
  readonly log?: Partial<Log>
  /** Nothing set up yet. */
  readonly empty?: boolean
}

const origin = 'http://localhost:8787'

/** Scrypt is slow on purpose, and tests sign in often. */
const quickHash = (text: string) => createHash('sha256').update(text).digest('hex')
const passwordHashing = {
  hash: async (text: string) => quickHash(text),
  verify: async ({ hash, password: text }: { hash: string; password: string }) => hash === quickHash(text),
}

const loud: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (details, words) => process.stderr.write(`${words} ${inspect(details)}\n`),
}

/** A unit with six people, three parks and no firms, behind the real handler over a real database. */
export async function startServer(options: Options = {}): Promise<TestServer> {
  const now = options.now ?? Date.now
  const directory = options.inFile === true ? await mkdtemp(join(tmpdir(), 'nhip-cau-')) : undefined
  const inDirectory = (name: string) => join(directory!, name)
  const path = directory === undefined ? ':memory:' : inDirectory('nhip-cau.sqlite')
  const settings: Settings = {
    publicUrl: origin,
    trustedProxies: [],
    appDir: 'dist',
    photosDir: join(tmpdir(), `nhip-cau-photos-${randomBytes(6).toString('hex')}`),
    loopbackOnly: false,
    ...options.settings,
  }
  const log = { ...loud, ...options.log }
  const serve = (on: Store, secret = 'a secret for tests, long enough to be one') => {
    const secrets = createSecrets(secret)
    return createHandler({
      store: on,
      clock: now,
      random: options.random ?? randomBytes,
      secrets,
      log,
      settings,
      passwordHashing,
    })
  }
  let store = await openStore(options.database ?? { path, durability: 'off' })
  let handler = serve(store)
  let copies = 0
  const fetch: Fetch = (url, init) => handler.handle(new Request(new URL(url, origin), init))
  const unit = options.joins ?? (options.empty === true ? undefined : await fillUnit(handler))

  return {
    fetch,
    browser: () => withCookies(fetch),
    get handler() {
      return handler
    },
    get store() {
      return store
    },
    unitId: unit?.unitId ?? '',
    workingGroupId: unit?.workingGroupId ?? '',
    parkIds: unit?.parkIds ?? ['', '', ''],
    people: unit?.people ?? {},
    signIn: (username) => signIn(fetch, username),
    addPerson: (person) => addPerson(handler, unit?.unitId ?? '', person),
    backUp: async () => {
      const copy = inDirectory(`backup-${(copies += 1)}.sqlite`)
      await sql`vacuum into ${sql.lit(copy)}`.execute(store.db)
      return copy
    },
    restore: async (backup, how, secret) => {
      const restored = inDirectory(`restored-${(copies += 1)}.sqlite`)
      await copyFile(backup, restored)
      handler.endStreams()
      await store.close()
      store = await openStore({ path: restored, durability: 'off' })
      handler = serve(store, secret)
      if (how === 'silently') return
      const { makeTag } = handler.parts
      await store.write((transaction) => mintEpoch(transaction, unit!.unitId, makeTag))
    },
    close: async () => {
      handler.endStreams()
      await store.close()
      await rm(settings.photosDir, { recursive: true, force: true })
      if (directory !== undefined) await rm(directory, { recursive: true })
    },
  }
}

async function fillUnit({ parts }: Handler) {
  const id = () => makeId(parts.now(), parts.random)
  const unitId = id()
  const parkIds = [id(), id(), id()] as const
  const group: WorkingGroupRecord = { id: id(), name: 'Tổ công tác thử', parkIds: parkIds.slice(0, 2) }
  const unit: UnitRecord = { ...unitDefaults, id: unitId, name: 'Đơn vị thử', demo: false }
  await createUnit(parts, unit, (ledger) => writeWorkingGroup(ledger, group))
  const workingGroupId = group.id
  const list: NewPerson[] = [
    { username: 'an', roles: ['surveyor'], workingGroupId, leads: { from: '2020-01-01' } },
    { username: 'binh', roles: ['surveyor'], workingGroupId },
    { username: 'chi', roles: ['surveyor'], workingGroupId },
    { username: 'dung', roles: ['surveyor'], workingGroupId },
    { username: 'minh', roles: ['supervisor'] },
    { username: 'quantri', roles: ['administrator'] },
  ]
  const people: Record<string, PersonRecord> = {}
  for (const person of list) people[person.username] = await addPerson({ parts }, unitId, person)
  return { unitId, workingGroupId, parkIds, people }
}

async function addPerson(
  { parts }: Pick<Handler, 'parts'>,
  unitId: string,
  given: NewPerson,
): Promise<PersonRecord> {
  const id = makeId(parts.now(), parts.random)
  const person: PersonRecord = { id, displayName: given.username, active: true, ...given }
  const { username, displayName } = person
  await parts.accounts.createUser({ id: person.id, username, displayName, password, unitId })
  await writeUnit(parts, unitId, (ledger) => writePerson(ledger, person))
  return person
}

async function signIn(fetch: Fetch, username: string): Promise<SignedIn> {
  const browser = withCookies(fetch)
  await post(browser, '/api/session/sign-in', { username, password })
  const enrolled = await post(browser, '/api/enrolments', { deviceName: `máy của ${username}` })
  return { cookie: browser.cookie(), identity: enrolAnswerSchema.parse(await enrolled.json()) as EnrolAnswer }
}

export async function post(fetch: Fetch, path: string, body: unknown, token?: string): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** A `fetch` with a jar of its own. */
export function withCookies(fetch: Fetch): Fetch & { cookie: () => string } {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const browser: Fetch = async (url, init) => {
    const headers = new Headers(init?.headers)
    if (jar.size > 0) headers.set('cookie', cookie())
    const response = await fetch(url, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
  return Object.assign(browser, { cookie })
}
