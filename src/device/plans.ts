import { isAllowed, seesWholeUnit } from '#domain/access.ts'
import type { OperationKind } from '#domain/operation.ts'
import { textOf } from '#domain/profile.ts'
import type { PersonRecord, WorkingGroupRecord } from '#domain/records.ts'
import { refuse, type Result } from '#domain/result.ts'
import { vietnamDay } from '#domain/time.ts'
import type { TrackRowId } from '#domain/track/table.ts'
import type { Device } from './device.ts'
import { openFirm } from './firmView.ts'
import { mayRecord } from './mayRecord.ts'
import { recordOperation, recordOperations } from './recordOperation.ts'
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

/** Puts firms into the approach plan, by the document it rests on, or takes them out. */
export function setApproachPlan(
  device: Device,
  firmIds: readonly string[],
  inApproachPlan: boolean,
  basis?: string,
) {
  return recordForFirms(device, 'plan.set', firmIds, withoutGaps({ inApproachPlan, basis }))
}

/** Puts a firm on top of the order, or takes it off; the reason is seen by everyone. */
export function pinFirm(device: Device, firmId: string, pin: { pinned: boolean; reason: string }) {
  return recordForFirms(device, 'pin.set', [firmId], pin)
}

/** Whether this person may guide a firm: the office any, who leads a working group those of its parks. */
export async function mayGuide(
  device: Device,
  kind: OperationKind,
  parkId: string | undefined,
): Promise<boolean> {
  const person = await readRecord<PersonRecord>(device, 'person', device.identity.personId)
  if (person === undefined || !isAllowed(person, kind, vietnamDay(device.now()))) return false
  if (seesWholeUnit(person)) return true
  const groupId = person.workingGroupId ?? ''
  const group = await readRecord<WorkingGroupRecord>(device, 'workingGroup', groupId)
  return parkId !== undefined && group?.parkIds.includes(parkId) === true
}

/** Sets another way forward than the rules say, or goes back to them (null); the reason is seen by everyone. */
export async function overrideTrack(
  device: Device,
  firmId: string,
  { track, reason }: { readonly track: TrackRowId | null; readonly reason: string },
): Promise<Result<string>> {
  const view = await openFirm(device, firmId)
  if (view === undefined) return refuse('firmUnknown')
  const parkId = textOf(view.profile, 'parkId')
  if (!(await mayGuide(device, 'track.override', parkId))) return refuse('notAllowed')
  const sentence = reason.normalize('NFC').trim()
  if (sentence === '') return refuse('reasonMissing', { at: 'reason' })
  return recordOperation(device, {
    kind: 'track.override',
    recordId: firmId,
    body: { track, reason: sentence },
  })
}

async function recordForFirms(
  device: Device,
  kind: OperationKind,
  firmIds: readonly string[],
  body: Readonly<Record<string, unknown>>,
): Promise<Result<readonly string[]>> {
  const may = await settleSave(() => mayRecord(device, kind))
  if (!may.ok) return may
  if (!may.value) return refuse('notAllowed')
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
