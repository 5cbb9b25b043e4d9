import { createHash, randomBytes } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { makeId } from '#domain/ids.ts'
import { hashContent, type OperationContent, type OperationKind } from '#domain/operation.ts'
import type { EnrolAnswer } from '#protocol/session.ts'
import {
  pullAnswerSchema,
  pushAnswerSchema,
  type PullAnswer,
  type PushAnswer,
  type WireChange,
} from '#protocol/sync.ts'
import { isPostgres, newDatabase } from '../support/databaseForTests.ts'
import { post, startServer, type TestServer } from '../support/serverForTests.ts'

type Options = Parameters<typeof startServer>[0] & {
  /** A database in a file, with two connections, instead of one in memory. */
  readonly inFile?: boolean
}

/** A server that ends with the test, on the database of the project that runs. */
export async function serverForTest({ inFile = isPostgres, ...options }: Options = {}): Promise<TestServer> {
  const server = await startServer({ ...(inFile && { database: await newDatabase() }), ...options })
  onTestFinished(() => server.close())
  return server
}

export interface WireOperation {
  content: OperationContent
  bodyHash: string
  deviceSeq: number
}

export type WireReceipt = PushAnswer['receipts'][number]

export function newId(): string {
  return makeId(Date.now(), randomBytes)
}

export function hashOf(content: unknown): Promise<string> {
  return hashContent(content, async (text) => createHash('sha256').update(text).digest('hex'))
}

type Deed = [kind: OperationKind, recordId: string, body: object, more?: Partial<OperationContent>]

/** A phone without a database: it numbers and hashes deeds, and sends them when told to. */
export interface Sender {
  readonly identity: EnrolAnswer
  readonly make: (...deed: Deed) => Promise<WireOperation>
  readonly send: (operations: readonly unknown[], deviceId?: string) => Promise<PushAnswer>
  /** The same device at another server. */
  readonly at: (server: TestServer) => Sender
  /** Makes and sends one deed; returns its receipt. */
  readonly tell: (...deed: Deed) => Promise<WireReceipt>
  readonly pull: (cursor: string | null, limit?: number) => Promise<PullAnswer>
  /** Everything after a cursor, page by page. */
  readonly pullAll: (
    cursor?: string | null,
    limit?: number,
  ) => Promise<{ changes: WireChange[]; last: PullAnswer }>
}

export async function createSender(server: TestServer, username: string): Promise<Sender> {
  const { identity } = await server.signIn(username)
  return senderAt(server, identity, { deviceSeq: 0 })
}

function senderAt(server: TestServer, identity: EnrolAnswer, numbers: { deviceSeq: number }): Sender {
  const make: Sender['make'] = async (kind, recordId, body, more = {}) => {
    numbers.deviceSeq += 1
    const own = { ...numbers }
    const content: OperationContent = {
      id: newId(),
      unitId: identity.unitId,
      personId: identity.personId,
      kind,
      recordId,
      schemaVersion: 1,
      clientTime: '2026-11-21T09:40:00.000+07:00',
      body: { ...body },
      ...more,
    }
    return { content, bodyHash: await hashOf(content), ...own }
  }

  const send: Sender['send'] = async (operations, deviceId = identity.deviceId) => {
    const request = { protocol: 1, requestId: newId(), epoch: null, deviceId, operations }
    const response = await post(server.fetch, '/api/sync/push', request, identity.pushToken)
    return pushAnswerSchema.parse(await response.json())
  }

  const pull: Sender['pull'] = async (cursor, limit = 1000) => {
    const request = { protocol: 1, requestId: newId(), deviceId: identity.deviceId, cursor, limit }
    const response = await post(server.fetch, '/api/sync/pull', request, identity.readToken)
    return pullAnswerSchema.parse(await response.json())
  }

  return {
    identity,
    make,
    send,
    pull,
    at: (other) => senderAt(other, identity, numbers),
    tell: async (...deed) => (await send([await make(...deed)])).receipts[0]!,
    pullAll: async (cursor = null, limit) => {
      const changes: WireChange[] = []
      for (let next = cursor; ;) {
        const page = await pull(next, limit)
        changes.push(...page.changes)
        next = page.cursor
        if (!page.more) return { changes, last: page }
      }
    },
  }
}

export function visitBody(firmId: string, answers: object = {}): object {
  return { firmId, occurredAt: '2026-11-21T09:40+07:00', questionnaireVersion: 1, answers }
}

/** A firm that a supervisor entered, in a park of the unit. */
export async function addFirm(
  supervisor: Sender,
  parkId: string,
  name = 'Công ty TNHH Mẫu',
): Promise<string> {
  const firmId = newId()
  const receipt = await supervisor.tell('firm.create', firmId, { fields: { name, parkId }, approved: true })
  if (receipt.status !== 'applied') throw new Error(JSON.stringify(receipt))
  return firmId
}

/** What a device holds after taking some changes in order. */
export function fold(
  changes: readonly WireChange[],
  base = new Map<string, BaseRow>(),
): Map<string, BaseRow> {
  for (const change of changes) {
    if (change.kind === 'unscope') {
      for (const [key, row] of base) if (row.scope === change.scope) base.delete(key)
    } else if (change.kind === 'tombstone') base.delete(`${change.collection}/${change.id}`)
    else
      base.set(`${change.collection}/${change.id}`, {
        scope: change.scope,
        seq: change.seq,
        record: change.record,
      })
  }
  return base
}

export interface BaseRow {
  readonly scope: string
  readonly seq: number
  readonly record: unknown
}
