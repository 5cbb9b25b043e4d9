import type { Transaction } from 'kysely'
import { inPieces } from './rowBuffer.ts'
import type { Tables } from './store/tables.ts'

type Range = [first: number, last: number]

const mostRanges = 200

interface Numbered {
  readonly deviceSeq: number
  readonly content: { readonly id: string }
}

interface Key {
  readonly unit_id: string
  readonly device_id: string
}

/** The numbering of one device's deeds, which shows whether everything it sent has arrived. */
export interface DeviceNumbers {
  /**
   * How many of these operations, from the first, may have their number. The next one's belongs to another
   * operation: there are two devices with one identity, and what follows is the other's to number anew.
   */
  readonly claim: (operations: readonly Numbered[]) => Promise<number>
  /** The ranges below the highest number that never arrived. */
  readonly close: () => Promise<Range[]>
}

/** Undefined when the device belongs to another enrolment. */
export async function openDeviceNumbers(
  transaction: Transaction<Tables>,
  key: Key,
  enrolmentId: string,
): Promise<DeviceNumbers | undefined> {
  const device = await claimDevice(transaction, key, enrolmentId)
  if (device.enrolment_id !== enrolmentId) return undefined
  let highest = device.highest_seq

  return {
    claim: async (operations) => {
      const count = await claimNumbers(transaction, key, operations)
      const tried = operations.slice(0, count + 1).map(({ deviceSeq }) => deviceSeq)
      highest = Math.max(highest, ...tried)
      return count
    },
    close: async () => {
      const { contiguous, gaps } = await findGaps(transaction, key, device.contiguous_seq)
      await transaction
        .updateTable('device')
        .set({ contiguous_seq: contiguous, highest_seq: highest })
        .where('unit_id', '=', key.unit_id)
        .where('device_id', '=', key.device_id)
        .execute()
      return gaps
    },
  }
}

/** Insert first, look later. */
async function claimNumbers(
  transaction: Transaction<Tables>,
  key: Key,
  operations: readonly Numbered[],
): Promise<number> {
  const inserted = new Set<number>()
  for (const some of inPieces(operations)) {
    const rows = await transaction
      .insertInto('device_number')
      .values(
        some.map(({ deviceSeq, content: { id } }) => ({ ...key, device_seq: deviceSeq, operation_id: id })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('device_seq')
      .execute()
    for (const row of rows) inserted.add(row.device_seq)
  }
  if (inserted.size === operations.length) return operations.length
  const holders = await readHolders(transaction, key, operations)
  const count = operations.findIndex(({ deviceSeq, content }) => holders.get(deviceSeq) !== content.id)
  if (count === -1) return operations.length
  for (const { deviceSeq } of operations.slice(0, count)) inserted.delete(deviceSeq)
  await giveBack(transaction, key, [...inserted])
  return count
}

async function readHolders(
  transaction: Transaction<Tables>,
  key: Key,
  operations: readonly Numbered[],
): Promise<Map<number, string>> {
  const rows = await transaction
    .selectFrom('device_number')
    .select(['device_seq', 'operation_id'])
    .where('unit_id', '=', key.unit_id)
    .where('device_id', '=', key.device_id)
    .where(
      'device_seq',
      'in',
      operations.map(({ deviceSeq }) => deviceSeq),
    )
    .execute()
  return new Map(rows.map((row) => [row.device_seq, row.operation_id]))
}

async function giveBack(transaction: Transaction<Tables>, key: Key, deviceSeqs: number[]): Promise<void> {
  if (deviceSeqs.length === 0) return
  await transaction
    .deleteFrom('device_number')
    .where('unit_id', '=', key.unit_id)
    .where('device_id', '=', key.device_id)
    .where('device_seq', 'in', deviceSeqs)
    .execute()
}

/** A number not seen before is the enrolment's from now on: a device that forked has given itself a new one. */
async function claimDevice(transaction: Transaction<Tables>, key: Key, enrolmentId: string) {
  await transaction
    .insertInto('device')
    .values({ ...key, enrolment_id: enrolmentId, contiguous_seq: 0, highest_seq: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return transaction
    .selectFrom('device')
    .selectAll()
    .where('unit_id', '=', key.unit_id)
    .where('device_id', '=', key.device_id)
    .executeTakeFirstOrThrow()
}

/** Reads only what lies above the first gap. */
async function findGaps(
  transaction: Transaction<Tables>,
  key: Key,
  contiguousBefore: number,
): Promise<{ contiguous: number; gaps: Range[] }> {
  const rows = await transaction
    .selectFrom('device_number')
    .select('device_seq')
    .where('unit_id', '=', key.unit_id)
    .where('device_id', '=', key.device_id)
    .where('device_seq', '>', contiguousBefore)
    .orderBy('device_seq')
    .execute()
  const gaps: Range[] = []
  let contiguous = contiguousBefore
  let previous = contiguousBefore
  for (const { device_seq: number } of rows) {
    if (number > previous + 1) gaps.push([previous + 1, number - 1])
    if (gaps.length === 0) contiguous = number
    previous = number
  }
  return { contiguous, gaps: gaps.slice(0, mostRanges) }
}
