import { makeId } from '#domain/ids.ts'
import { hashContent } from '#domain/operation.ts'
import { pullAnswerSchema, pushAnswerSchema, type PullAnswer, type PushAnswer } from '#protocol/sync.ts'
import type { Participant } from '../support/participant.ts'
import { post, type TestServer } from '../support/serverForTests.ts'

type Json = Readonly<Record<string, unknown>>

/** An operation as a device of this person would send it; `content` may say anything else. */
export async function makeOperation(who: Participant, content: Json, deviceSeq = 1) {
  const { unitId, personId } = who.device.identity
  const whole = {
    id: newId(who),
    unitId,
    personId,
    schemaVersion: 1,
    clientTime: '2026-11-21T09:40:00.000+07:00',
    ...content,
  }
  return { content: whole, bodyHash: await hashContent(whole, who.world.sha256), deviceSeq }
}

export function newId(who: Participant): string {
  return makeId(who.world.now(), who.world.randomBytes)
}

/** A push by hand, from a device of its own; `body` may replace any part of it. */
export function pushRaw(
  server: TestServer,
  who: Participant,
  operations: readonly unknown[],
  body: Json = {},
) {
  const request = {
    protocol: 1,
    requestId: newId(who),
    epoch: null,
    deviceId: newId(who),
    operations,
    ...body,
  }
  return post(server.fetch, '/api/sync/push', request, who.device.identity.pushToken)
}

/** Sends one operation of this content and returns its receipt; the answer must be one. */
export async function send(server: TestServer, who: Participant, content: Json) {
  const operation = await makeOperation(who, content)
  const { receipts } = await answerOf(await pushRaw(server, who, [operation]))
  return { ...receipts[0]!, id: operation.content['id'] as string }
}

export async function answerOf(response: Response): Promise<PushAnswer> {
  const json: unknown = await response.json()
  if (response.status !== 200) throw new Error(`${response.status}: ${JSON.stringify(json)}`)
  return pushAnswerSchema.parse(json)
}

/** A page of a person's changes, by hand. */
export async function pullRaw(
  server: TestServer,
  who: Participant,
  cursor: string | null,
  limit: number,
): Promise<PullAnswer> {
  const request = { protocol: 1, requestId: newId(who), deviceId: newId(who), cursor, limit }
  const response = await post(server.fetch, '/api/sync/pull', request, who.device.identity.readToken)
  return pullAnswerSchema.parse(await response.json())
}

/** The body of a visit to a firm with these answers. */
export function visitBody(firmId: string, answers: Json): Json {
  return { firmId, occurredAt: '2026-11-21T09:40+07:00', questionnaireVersion: 1, answers }
}
