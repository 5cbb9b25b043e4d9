import type * as z from 'zod/mini'
import { refuse, succeed, type Result } from '#domain/result.ts'
import type { DevicesAnswer, revokeRequestSchema } from '#protocol/session.ts'
import type { Parts } from '#server/parts.ts'
import type { ReadingCaller } from './callers.ts'

/** Every device of the unit, the one that was silent longest first. */
export async function listDevices({ store }: Parts, unitId: string): Promise<DevicesAnswer> {
  return store.read(async (transaction) => {
    const enrolments = await transaction
      .selectFrom('enrolment')
      .selectAll()
      .where('unit_id', '=', unitId)
      .orderBy('last_seen_at')
      .orderBy('id')
      .execute()
    // below its highest number a device has sent all, but for what is missing
    const arrived = await transaction
      .selectFrom('device')
      .innerJoin('device_number', (join) =>
        join
          .onRef('device_number.unit_id', '=', 'device.unit_id')
          .onRef('device_number.device_id', '=', 'device.device_id')
          .onRef('device_number.device_seq', '>', 'device.contiguous_seq'),
      )
      .select((row) => [
        'device.enrolment_id',
        'device.highest_seq',
        'device.contiguous_seq',
        row.fn.countAll<number>().as('beyond'),
      ])
      .where('device.unit_id', '=', unitId)
      .whereRef('device.highest_seq', '>', 'device.contiguous_seq')
      .groupBy(['device.device_id', 'device.enrolment_id', 'device.highest_seq', 'device.contiguous_seq'])
      .execute()
    const missing = new Map<string, number>()
    for (const { enrolment_id, highest_seq, contiguous_seq, beyond } of arrived) {
      const gaps = highest_seq - contiguous_seq - Number(beyond)
      missing.set(enrolment_id, (missing.get(enrolment_id) ?? 0) + gaps)
    }
    const devices = enrolments.map((row) => ({
      enrolmentId: row.id,
      personId: row.person_id,
      deviceName: row.device_name,
      createdAt: row.created_at,
      ...(row.last_seen_at > 0 && { lastSeenAt: new Date(row.last_seen_at).toISOString() }),
      unsent: row.last_unsent,
      ...(row.last_unsent > 0 &&
        row.last_unsent_since > 0 && { unsentSince: new Date(row.last_unsent_since).toISOString() }),
      missing: missing.get(row.id) ?? 0,
      ...(row.revoked !== null && { revoked: row.revoked }),
    }))
    return { devices }
  })
}

/** Withdraws a device. One that turns up again may be let send what it still has. */
export async function revokeDevice(
  { store, live, log }: Parts,
  { unitId, person }: ReadingCaller,
  { enrolmentId, how }: z.infer<typeof revokeRequestSchema>,
): Promise<Result<object>> {
  const row = await store.db
    .updateTable('enrolment')
    .set({ revoked: how })
    .where('id', '=', enrolmentId)
    .where('unit_id', '=', unitId)
    .returning('person_id')
    .executeTakeFirst()
  if (row === undefined) return refuse('notFound', { at: 'enrolmentId' })
  log.info({ enrolmentId, how, by: person.id }, 'a device was withdrawn')
  live.end(row.person_id)
  return succeed({})
}
