import { isAllowed } from '#domain/access.ts'
import type { OperationKind } from '#domain/operation.ts'
import type { PersonRecord } from '#domain/records.ts'
import { refuse, type Result } from '#domain/result.ts'
import { vietnamDay } from '#domain/time.ts'
import type { Device } from './device.ts'
import { recordOperations } from './recordOperation.ts'
import { settleSave } from './settleSave.ts'
import { readRecord } from './view.ts'

export interface Assignment {
  /** Null takes the firm back from whoever has it. */
  readonly personId: string | null
  readonly dueOn?: string | undefined
  readonly helperIds?: readonly string[] | undefined
}

/** Gives one or many firms to a member, with the day they are due. */
export function assignFirms(device: Device, firmIds: readonly string[], assignment: Assignment) {
  return recordForFirms(device, 'assignment.set', firmIds, withoutGaps({ ...assignment }))
}

export function setApproachPlan(device: Device, firmIds: readonly string[], inApproachPlan: boolean) {
  return recordForFirms(device, 'plan.set', firmIds, { inApproachPlan })
}

/** Puts a firm on top of the order, or takes it off; the reason is seen by everyone. */
export function pinFirm(device: Device, firmId: string, pin: { pinned: boolean; reason: string }) {
  return recordForFirms(device, 'pin.set', [firmId], pin)
}

async function recordForFirms(
  device: Device,
  kind: OperationKind,
  firmIds: readonly string[],
  body: Readonly<Record<string, unknown>>,
): Promise<Result<readonly string[]>> {
  const read = await settleSave(() => readRecord<PersonRecord>(device, 'person', device.identity.personId))
  if (!read.ok) return read
  const person = read.value
  if (person === undefined || !isAllowed(person, kind, vietnamDay(device.now()))) return refuse('notAllowed')
  if ('reason' in body && String(body['reason']).trim() === '')
    return refuse('reasonMissing', { at: 'reason' })
  return recordOperations(
    device,
    firmIds.map((recordId) => ({ kind, recordId, body })),
  )
}

function withoutGaps(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}
