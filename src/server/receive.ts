import type { ProblemCode } from '#domain/problem.ts'
import type { Receipt } from '#domain/receipt.ts'
import type { PersonRecord } from '#domain/records.ts'
import { vietnamDay } from '#domain/time.ts'
import { protocolVersion, type PushAnswer, type PushRequest } from '#protocol/sync.ts'
import { openDeviceNumbers } from './deviceNumbers.ts'
import type { Author } from './judge.ts'
import type { Ledger } from './ledger.ts'
import { insertOperation, noteOutcome, readOutcome } from './operationRows.ts'
import type { Parts } from './parts.ts'
import { readOperation, type ReadOperation } from './readOperation.ts'
import { hold, receiptOf, settleOperation, type Settled } from './settleOperation.ts'
import { writeUnit } from './writeUnit.ts'

/** Whose enrolment a request came with; found before the transaction begins. */
export interface Carrier {
  readonly unitId: string
  readonly enrolmentId: string
  readonly person: PersonRecord
}

/**
 * Takes a batch: every operation has its one effect or is kept apart, whatever becomes of the others, and what
 * is answered is on disk. A repeat changes nothing and gets the answer it got before.
 */
export async function receive(parts: Parts, carrier: Carrier, request: PushRequest): Promise<PushAnswer> {
  // reading and hashing need no lock
  const operations = request.operations.flatMap((raw) => readOperation(raw, carrier.unitId) ?? [])
  const { value: taken, commit } = await writeUnit(parts, carrier.unitId, (ledger) =>
    takeBatch(parts, ledger, carrier, request.deviceId, operations),
  )
  return {
    protocol: protocolVersion,
    requestId: request.requestId,
    epoch: commit.epoch,
    serverTime: new Date(parts.now()).toISOString(),
    durableSeq: commit.durableSeq,
    ...taken,
    // P9: content or hash was bent on the way, and only the device can tell which
    receipts: taken.receipts
      .filter(({ problem }) => problem !== 'hashDiffers')
      .map((receipt) => ({ ...receipt })),
  }
}

interface Taken {
  readonly missingDeviceSeqs: [number, number][]
  readonly receipts: Receipt[]
  readonly fork?: true
}

async function takeBatch(
  parts: Parts,
  ledger: Ledger,
  carrier: Carrier,
  deviceId: string,
  operations: readonly ReadOperation[],
): Promise<Taken> {
  const key = { unit_id: ledger.unitId, device_id: deviceId }
  const numbers = await openDeviceNumbers(ledger.transaction, key, carrier.enrolmentId)
  if (numbers === undefined) return { missingDeviceSeqs: [], receipts: [], fork: true }
  const people = new Map<string, PersonRecord | undefined>([[carrier.person.id, carrier.person]])
  const receipts: Receipt[] = []
  let isFork = false
  for (const operation of operations) {
    // the rest of the batch is the other device's to number anew
    isFork = !(await numbers.claim(operation.deviceSeq, operation.content.id))
    if (isFork) break
    const who = await whoOf(ledger, carrier, people, operation)
    receipts.push(await takeOperation(parts, ledger, who, deviceId, operation))
  }
  const missingDeviceSeqs = await numbers.close()
  return { missingDeviceSeqs, receipts, ...(isFork && { fork: true }) }
}

async function whoOf(
  ledger: Ledger,
  { person }: Carrier,
  people: Map<string, PersonRecord | undefined>,
  { content }: ReadOperation,
): Promise<Author> {
  const { personId } = content
  if (typeof personId === 'string' && !people.has(personId)) {
    people.set(personId, (await ledger.read('person', personId))?.record as PersonRecord | undefined)
  }
  return { author: people.get(personId), carrier: person, today: vietnamDay(Date.parse(ledger.receivedAt)) }
}

async function takeOperation(
  parts: Parts,
  ledger: Ledger,
  who: Author,
  deviceId: string,
  operation: ReadOperation,
): Promise<Receipt> {
  const { content, ownHash, problem } = operation
  const stored = (settled: Settled) => receiptOf(content.id, ownHash, settled)
  // what is not what the device hashed never takes the place of the real one
  if (problem === 'hashDiffers') return stored(await keepAside(ledger, who, deviceId, operation, problem))
  if (await insertOperation(ledger, who, deviceId, operation, content.id)) {
    const { isStorageFailure } = parts.store
    const onBug = (error: unknown) =>
      parts.log.error({ error, operationId: content.id }, 'an operation failed')
    const settled = await settleOperation(ledger, who, operation, isStorageFailure, onBug)
    if (settled.status !== 'applied' || settled.problem !== undefined)
      await noteOutcome(ledger, content.id, settled)
    return stored(settled)
  }
  const before = await readOutcome(ledger, content.id)
  if (before.bodyHash === ownHash) return stored(before)
  return stored(await keepAside(ledger, who, deviceId, operation, 'idReused'))
}

/** Keeps an operation under an id of its own, beside what holds the id it came with. */
async function keepAside(
  ledger: Ledger,
  who: Author,
  deviceId: string,
  operation: ReadOperation,
  problem: ProblemCode,
): Promise<Settled> {
  const asId = `${operation.content.id}#${operation.ownHash.slice(0, 16)}`
  if (!(await insertOperation(ledger, who, deviceId, operation, asId))) return readOutcome(ledger, asId)
  const settled = await hold(ledger, who, operation, problem, asId)
  await noteOutcome(ledger, asId, settled)
  return settled
}
