import type { Transaction } from 'kysely'
import type { Tables } from './store/tables.ts'

type Range = [first: number, last: number]

const mostRanges = 200

/** The numbering of one device's deeds, which shows whether everything it sent has arrived. */
export interface DeviceNumbers {
  /** False when another operation came under this number: there are two devices with one identity. */
  readonly claim: (deviceSeq: number, operationId: string) => Promise<boolean>
  /** The ranges below the highest number that never arrived. */
  readonly close: () => Promise<Range[]>
}

/** Undefined when the device belongs to another enrolment. */
export async function openDeviceNumbers(
  transaction: Transaction<Tables>,
  key: { readonly unit_id: string; readonly device_id: string },
  enrolmentId: string,
): Promise<DeviceNumbers | undefined> {
  const device = await claimDevice(transaction, key, enrolmentId)
  if (device.enrolment_id !== enrolmentId) return undefined
  let highest = device.highest_seq

  return {
    claim: async (deviceSeq, operationId) => {
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('device_number')
        .values({ ...key, device_seq: deviceSeq, operation_id: operationId })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow()
      highest = Math.max(highest, deviceSeq)
      if (numInsertedOrUpdatedRows !== 0n) return true
      const holder = await transaction
        .selectFrom('device_number')
        .select('operation_id')
        .where('unit_id', '=', key.unit_id)
        .where('device_id', '=', key.device_id)
        .where('device_seq', '=', deviceSeq)
        .executeTakeFirst()
      return holder?.operation_id === operationId
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

/** A number not seen before is the enrolment's from now on: a device that forked has given itself a new one. */
async function claimDevice(
  transaction: Transaction<Tables>,
  key: { readonly unit_id: string; readonly device_id: string },
  enrolmentId: string,
) {
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
  key: { readonly unit_id: string; readonly device_id: string },
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
