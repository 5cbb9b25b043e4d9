import { vi } from 'vitest'
import { openFirm } from '#device/firmView.ts'
import { addFirm } from '#device/firms.ts'
import { assignFirms } from '#device/plans.ts'
import { decideVisit } from '#device/reviews.ts'
import { readAdviceContext, adviseView } from '#device/adviceContext.ts'
import { readMeta } from '#device/meta.ts'
import { emptyDigest, addDigest, digestOf } from '#domain/digest.ts'
import type { Included } from '#domain/facts.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { createParticipant, must, type Network, type Participant } from '../support/participant.ts'
import { startServer, type TestServer } from '../support/serverForTests.ts'
import { createTestWorld, type TestWorld } from '../support/testWorld.ts'
import { seenVisit } from '../support/visitForm.ts'

/** A server, its supervisor with a tablet, and one time for everybody. */
export interface Team {
  readonly server: TestServer
  readonly minh: Participant
  readonly clock: TestWorld
  /** Somebody joins with a phone that is in step with the server. */
  readonly join: (username: string, network?: Network) => Promise<Participant>
  /** Time passes, for the server and on every device. */
  readonly later: (ms: number) => void
  readonly close: () => Promise<void>
}

export const minute = 60_000
export const hour = 60 * minute
export const day = 86_400_000

// a journey is many rounds of several people, and the machine may be busy
vi.setConfig({ testTimeout: 60_000 })

let teams = 0

export async function startTeam(
  startAt = '2026-11-21T08:00:00+07:00',
  options: { readonly inFile?: boolean } = {},
): Promise<Team> {
  teams += 1
  const clock = createTestWorld({ startAt, seed: teams })
  const worlds = [clock]
  const server = await startServer({ ...options, now: clock.now })
  let joined = 0
  async function join(username: string, network?: Network): Promise<Participant> {
    joined += 1
    const world = createTestWorld({
      seed: teams * 1000 + joined,
      startAt: new Date(clock.now()).toISOString(),
    })
    worlds.push(world)
    const who = await createParticipant(server, username, {
      world,
      ...(network !== undefined && { network }),
    })
    await who.sync()
    return who
  }
  return {
    server,
    minh: await join('minh'),
    clock,
    join,
    later: (ms) => worlds.forEach((world) => world.advance(ms)),
    close: server.close,
  }
}

/** Firms of a park, each assigned to somebody if a name is given. Returns their ids. */
export async function addFirms(
  { server, minh }: Team,
  count: number,
  {
    to,
    park = 0,
    helpers = [],
  }: { readonly to?: string; readonly park?: 0 | 1 | 2; readonly helpers?: string[] } = {},
): Promise<string[]> {
  const ids: string[] = []
  for (let number = 1; number <= count; number += 1) {
    const name = `Công ty TNHH Mẫu Dệt Sao ${park}${number}`
    ids.push(must(await addFirm(minh.device, { name, parkId: server.parkIds[park] })))
  }
  await settle(minh)
  if (to !== undefined) await assign({ server, minh }, ids, to, helpers)
  return ids
}

/** Gives firms to somebody; `null` takes them back. */
export async function assign(
  { server, minh }: Pick<Team, 'server' | 'minh'>,
  firmIds: readonly string[],
  to: string | null,
  helpers: readonly string[] = [],
): Promise<void> {
  const personId = to === null ? null : server.people[to]!.id
  const helperIds = helpers.map((name) => server.people[name]!.id)
  must(await assignFirms(minh.device, firmIds, { personId, dueOn: '2026-11-30', helperIds }))
  await settle(minh)
}

/** A round that must go well. */
export async function settle(...everybody: readonly Participant[]): Promise<void> {
  for (const who of everybody) {
    const { failure } = await who.sync()
    if (failure !== undefined) throw new Error(`the round failed: ${JSON.stringify(failure)}`)
  }
}

/** A supervisor looks at the newest revision of a visit and approves it. */
export async function approve(supervisor: Participant, firmId: string, visitId: string): Promise<void> {
  await settle(supervisor)
  const visit = await seenVisit(supervisor, firmId, visitId)
  must(await decideVisit(supervisor.device, { visitId, revisionId: visit!.headRevisionId, kind: 'approve' }))
  await settle(supervisor)
}

/** What the rules say of a firm on somebody's device. */
export async function advise(who: Participant, firmId: string, include: Included = 'approved') {
  const view = await openFirm(who.device, firmId)
  return adviseView(view!, await readAdviceContext(who.device), include)
}

/** With this person's undecided visits. */
export function ownAdvice(who: Participant, firmId: string) {
  return advise(who, firmId, { approvedAndOwnOf: who.device.identity.personId })
}

/** Everything a device holds of the server's, in an order of its own. */
export async function readBase(who: Participant) {
  const rows = await who.device.database.base.toArray()
  return rows.toSorted((left, right) =>
    `${left.collection}/${left.id}` < `${right.collection}/${right.id}` ? -1 : 1,
  )
}

/** The digest a device keeps, and the one its rows really have. */
export async function readDigests(who: Participant) {
  const rows = await readBase(who)
  const real = rows
    .map(({ collection, id, seq }) => digestOf(`${collection}/${id}`, seq))
    .reduce(addDigest, emptyDigest)
  return {
    kept: await readMeta(who.device.database, 'digest'),
    real,
    repairs: await readMeta(who.device.database, 'repairs'),
  }
}

/** Every live record of a collection as the server has it. */
export async function readServer<Kind = VisitRecord>(
  { server }: Pick<Team, 'server'>,
  collection: string,
): Promise<Kind[]> {
  const rows = await server.store.read((transaction) =>
    transaction
      .selectFrom('record')
      .select('json')
      .where('collection', '=', collection)
      .where('deleted', '=', 0)
      .orderBy('id')
      .execute(),
  )
  return rows.map((row) => JSON.parse(row.json) as Kind)
}

/** Every operation the server ever took. */
export function readOperations({ server }: Pick<Team, 'server'>) {
  return server.store.read((transaction) =>
    transaction.selectFrom('operation').selectAll().orderBy('seq').execute(),
  )
}

/** Rows in an order of their own, to compare what has none. */
export function inOrder<Row>(rows: Iterable<Row>): Row[] {
  const keyed = Array.from(rows, (row) => ({ row, key: JSON.stringify(row) ?? '' }))
  return keyed.toSorted((one, other) => (one.key < other.key ? -1 : 1)).map(({ row }) => row)
}
