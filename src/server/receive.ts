import type { Receipt } from '#domain/receipt.ts'
import type { PersonRecord } from '#domain/records.ts'
import { vietnamDay } from '#domain/time.ts'
import { protocolVersion, type PushAnswer, type PushRequest } from '#protocol/sync.ts'
import { noPlace } from './cursor.ts'
import { answerHead, readCounter } from './deliver.ts'
import { openDeviceNumbers } from './deviceNumbers.ts'
import type { Author } from './judge.ts'
import { isContradicted } from './histories.ts'
import type { Commit, Ledger } from './ledger.ts'
import { asideId, createOperationRows, type Entry } from './operationRows.ts'
import type { Parts } from './parts.ts'
import { readAhead } from './readAhead.ts'
import { readOperation, sha256Hex, type ReadOperation } from './readOperation.ts'
import { receiptOf, settleOperation } from './settleOperation.ts'
import type { Revoked } from './store/tables.ts'
import { writeUnit } from './writeUnit.ts'

/** Whose enrolment a request came with; found before the transaction begins. */
export interface Carrier {
  readonly unitId: string
  readonly enrolmentId: string
  readonly person: PersonRecord
  readonly revoked?: Revoked
}

/**
 * Takes a batch: every operation has its one effect or is kept apart, whatever becomes of the others, and what
 * is answered is on disk. A repeat changes nothing and gets the answer it got before.
 */
export async function receive(parts: Parts, carrier: Carrier, request: PushRequest): Promise<PushAnswer> {
  if (carrier.revoked === 'stolen') return refuseStolen(parts, carrier, request)
  // reading and hashing need no lock
  const operations = request.operations.flatMap((raw) => readOperation(raw, carrier.unitId) ?? [])
  const told = request.mark === undefined ? undefined : parts.cursors.read(request.mark, carrier.person.id)
  const write = (stepByStep: boolean) =>
    writeUnit(
      parts,
      carrier.unitId,
      async (ledger) => {
        if (await isContradicted(await ledger.flush(), ledger.counter, [told])) await ledger.renewEpoch()
        return takeBatch(parts, ledger, carrier, request.deviceId, operations)
      },
      { stepByStep },
    )
  const { value: taken, commit } = await write(false).catch((error: unknown) => {
    if (parts.store.isStorageFailure(error)) throw error
    // one deed whose rows the database does not take must not stop the others
    parts.log.error({ error }, 'a batch failed')
    return write(true)
  })
  return {
    protocol: protocolVersion,
    requestId: request.requestId,
    epoch: commit.epoch,
    serverTime: new Date(parts.now()).toISOString(),
    durableSeq: commit.durableSeq,
    seq: commit.seq,
    mark: markOf(parts, carrier, commit),
    ...(carrier.revoked !== undefined && { revoked: carrier.revoked }),
    ...taken,
    // P9: content or hash was bent on the way, and only the device can tell which
    receipts: taken.receipts
      .filter(({ problem }) => problem !== 'hashDiffers')
      .map((receipt) => ({ ...receipt })),
  }
}

/** Nothing is taken; the device keeps it all and hears why. */
function refuseStolen(parts: Parts, { unitId }: Carrier, { requestId }: PushRequest): Promise<PushAnswer> {
  return parts.store.read(async (transaction) => {
    const head = answerHead(await readCounter(transaction, unitId), requestId, parts.now())
    return { ...head, missingDeviceSeqs: [], receipts: [], revoked: 'stolen' }
  })
}

/** The same text as a cursor's, which says no more than that this commit was. */
function markOf({ cursors }: Parts, { person }: Carrier, { epoch, seq, tag }: Commit): string {
  return cursors.write({ epoch, ...noPlace, seen: seq, tag }, person.id)
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
  const numbers = await openDeviceNumbers(await ledger.flush(), key, carrier.enrolmentId)
  if (numbers === undefined) return { missingDeviceSeqs: [], receipts: [], fork: true }
  const count = await numbers.claim(operations)
  const receipts = await takeOperations(parts, ledger, carrier, deviceId, operations.slice(0, count))
  const missingDeviceSeqs = await numbers.close()
  return { missingDeviceSeqs, receipts, ...(count < operations.length && { fork: true }) }
}

async function takeOperations(
  parts: Parts,
  ledger: Ledger,
  carrier: Carrier,
  deviceId: string,
  operations: readonly ReadOperation[],
): Promise<Receipt[]> {
  const rows = createOperationRows(ledger, deviceId)
  const entries = await enter(ledger, carrier, operations, rows)
  await readAhead(
    ledger,
    entries.filter(({ id }) => rows.kept(id).settled === undefined),
  )
  const receipts: Receipt[] = []
  for (const entry of entries) {
    const { id, operation } = entry
    const onBug = (error: unknown) => parts.log.error({ error, operationId: id }, 'an operation failed')
    if (rows.kept(id).settled === undefined)
      rows.settle(id, await settleOperation(ledger, entry, parts.store.isStorageFailure, onBug))
    receipts.push(receiptOf(operation.content.id, operation.ownHash, rows.kept(id).settled!))
  }
  await rows.close()
  return receipts
}

/** Keeps every operation, those that can't have the id they came with under an id of their own. */
async function enter(
  ledger: Ledger,
  carrier: Carrier,
  operations: readonly ReadOperation[],
  rows: ReturnType<typeof createOperationRows>,
): Promise<Entry[]> {
  const whoByPerson = await readAuthors(ledger, carrier, operations)
  const entries = operations.map((operation): Entry => {
    const { content, ownHash, problem } = operation
    // what is not what the device hashed never takes the place of the real one, where that is kept aside too
    const id = problem === 'hashDiffers' ? asideId(sha256Hex(ownHash)) : content.id
    return { operation, who: whoByPerson(content.personId), id, problem }
  })
  await rows.insert(entries)
  const settled = entries.map((entry): Entry => {
    const { id, operation } = entry
    if (rows.kept(id).bodyHash === operation.ownHash) return entry
    return { ...entry, id: asideId(operation.ownHash), problem: 'idReused' }
  })
  await rows.insert(settled.filter(({ problem }) => problem === 'idReused'))
  return settled
}

async function readAuthors(
  ledger: Ledger,
  { person }: Carrier,
  operations: readonly ReadOperation[],
): Promise<(personId: unknown) => Author> {
  const people = new Map<unknown, PersonRecord | undefined>([[person.id, person]])
  const others = operations.flatMap(({ content: { personId } }) =>
    typeof personId === 'string' && !people.has(personId) ? [personId] : [],
  )
  await ledger.load('person', others)
  for (const id of others)
    people.set(id, (await ledger.read('person', id))?.record as PersonRecord | undefined)
  const today = vietnamDay(Date.parse(ledger.receivedAt))
  return (personId) => ({ author: people.get(personId), carrier: person, today })
}
