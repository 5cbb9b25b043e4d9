import { makeId } from '#domain/ids.ts'
import type { FirmField, FirmRecord } from '#domain/records.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import type { Device } from './device.ts'
import { readMeta } from './meta.ts'
import { recordOperation, type Deed } from './recordOperation.ts'
import { settleSave } from './settleSave.ts'
import { readRecord } from './view.ts'

type FieldValues = Readonly<Record<string, FirmField['value']>>

/** Adds a firm: usable at once by whoever adds it, proposed until a supervisor approves. Returns its id. */
export async function addFirm(device: Device, fields: FieldValues): Promise<Result<string>> {
  const name = fields['name']
  if (typeof name !== 'string' || name.trim() === '') return refuse('reasonMissing', { at: 'name' })
  const recordId = makeId(device.now(), device.randomBytes)
  const approved = device.identity.roles.some((role) => role !== 'surveyor')
  const recorded = await recordOperation(device, {
    kind: 'firm.create',
    recordId,
    body: { fields: normalise(fields), ...(approved && { approved }) },
  })
  return recorded.ok ? succeed(recordId) : recorded
}

/** Corrects a firm's profile; each field names the value it replaces, so that nobody's change is lost unseen. */
export async function correctFirm(
  device: Device,
  firmId: string,
  fields: FieldValues,
): Promise<Result<string>> {
  const correction = await correctionOf(device, firmId, fields)
  return correction.ok ? recordOperation(device, correction.value) : correction
}

/** The deed of it, not recorded yet. */
export async function correctionOf(
  device: Device,
  firmId: string,
  fields: FieldValues,
): Promise<Result<Deed>> {
  const read = await settleSave(() =>
    Promise.all([readRecord<FirmRecord>(device, 'firm', firmId), readMeta(device.database, 'upTo')]),
  )
  if (!read.ok) return read
  // a value of this device that is not sent yet has a number above all the server's
  const [firm, seen = 0] = read.value
  if (firm === undefined) return refuse('firmUnknown')
  const changes = Object.entries(normalise(fields)).map(([key, value]) => [
    key,
    { value, baseSeq: Math.min(firm.fields[key]?.seq ?? 0, seen) },
  ])
  return succeed({ kind: 'firm.set', recordId: firmId, body: { fields: Object.fromEntries(changes) } })
}

/** Approves a proposed firm. */
export function approveFirm(device: Device, firmId: string): Promise<Result<string>> {
  return recordOperation(device, { kind: 'firm.set', recordId: firmId, body: { fields: {}, approve: true } })
}

function normalise(fields: FieldValues): FieldValues {
  const entries = Object.entries(fields).map(([key, value]) => [
    key,
    typeof value === 'string' ? value.normalize('NFC').trim() : value,
  ])
  return Object.fromEntries(entries)
}
