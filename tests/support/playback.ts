import { createHash } from 'node:crypto'
import type { OperationContent } from '#domain/operation.ts'
import type { PersonRecord, UnitRecord, WorkingGroupRecord } from '#domain/records.ts'
import { writePerson, writeWorkingGroup } from '#server/accounts/people.ts'
import { createUnit } from '#server/accounts/setUp.ts'
import type { EnrolAnswer } from '#protocol/session.ts'
import { password, post, startServer, type TestServer } from './serverForTests.ts'

/** The unit that recorded operations are of: ids never change, because operations name them and are hashed. */
export interface RecordedUnit {
  readonly unit: UnitRecord
  readonly group: WorkingGroupRecord
  readonly people: readonly PersonRecord[]
}

/** An operation as a released client sent it. */
export interface RecordedOperation {
  /** The canonical JSON of its content, byte for byte. */
  readonly text: string
  readonly bodyHash: string
}

export const recordedAt = Date.parse('2026-11-21T08:00:00+07:00')

export interface Stage {
  readonly server: TestServer
  /** Enrolments by username. */
  readonly identities: Readonly<Record<string, EnrolAnswer>>
}

/** Today's server, set up as that unit. */
export async function openRecordedUnit({ unit, group, people }: RecordedUnit): Promise<Stage> {
  const server = await startServer({ empty: true, now: () => recordedAt })
  const { parts } = server.handler
  for (const { id, username, displayName } of people)
    await parts.accounts.createUser({ id, username, displayName, password, unitId: unit.id })
  await createUnit(parts, unit, async (ledger) => {
    await writeWorkingGroup(ledger, group)
    for (const person of people) await writePerson(ledger, person)
  })
  const identities: Record<string, EnrolAnswer> = {}
  for (const { username } of people) identities[username] = (await server.signIn(username)).identity
  return { server, identities }
}

/** Sends operations one after the other, each from its author's device; returns the answers as they came. */
export async function play(
  { server, identities }: Stage,
  operations: readonly RecordedOperation[],
): Promise<Record<string, unknown>[]> {
  const byPerson = new Map(Object.values(identities).map((identity) => [identity.personId, identity]))
  const numbers = new Map<string, number>()
  const answers: Record<string, unknown>[] = []
  for (const [index, { text, bodyHash }] of operations.entries()) {
    const content = JSON.parse(text) as OperationContent
    const { pushToken, deviceId } = byPerson.get(content.personId)!
    const deviceSeq = (numbers.get(deviceId) ?? 0) + 1
    numbers.set(deviceId, deviceSeq)
    const request = {
      protocol: 1,
      requestId: `request-${index}`,
      epoch: null,
      deviceId,
      operations: [{ content, bodyHash, deviceSeq }],
    }
    const response = await post(server.fetch, '/api/sync/push', request, pushToken)
    answers.push((await response.json()) as Record<string, unknown>)
  }
  return answers
}

/** Everything somebody may see, in one page, as its text. */
export async function pullText({ server, identities }: Stage, username: string): Promise<string> {
  const { deviceId, readToken } = identities[username]!
  const request = { protocol: 1, requestId: 'request-pull', deviceId, cursor: null, limit: 1000 }
  return (await post(server.fetch, '/api/sync/pull', request, readToken)).text()
}

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}
