import { movedOf, standsWhereItWent, type Moved } from '#domain/movedFirm.ts'
import { refuse, type Result } from '#domain/result.ts'
import type { Device } from './device.ts'
import { correctionOf } from './firms.ts'
import { openFirm, type FirmView } from './firmView.ts'
import { mayRecord } from './mayRecord.ts'
import { readReference } from './people.ts'
import { assignFirms } from './plans.ts'
import { recordOperations } from './recordOperation.ts'

/** A firm that moved: still with whoever had it, or with the team of where it went, which has yet to take it. */
export type Moving = Moved & { readonly state: 'left' | 'handedOver' | 'taken' }

export function movingOf({ firm, approved, assignment }: FirmView): Moving | undefined {
  const moved = movedOf(approved)
  if (moved === undefined) return undefined
  if (!standsWhereItWent(firm, moved)) return { ...moved, state: 'left' }
  const isTaken = typeof assignment?.entries.at(-1)?.body['personId'] === 'string'
  return { ...moved, state: isTaken ? 'taken' : 'handedOver' }
}

/**
 * «Bàn giao»: the firm stands from today on where it went, and nobody has it until the team of that place takes it.
 * Visits and figures of before stay with the place it left.
 */
export async function handOverMoved(device: Device, firmId: string): Promise<Result<readonly string[]>> {
  if (!(await mayRecord(device, 'firm.set')) || !(await mayRecord(device, 'assignment.set')))
    return refuse('notAllowed')
  const view = await openFirm(device, firmId)
  if (view === undefined) return refuse('firmUnknown')
  const moved = movedOf(view.approved)
  if (moved === undefined || (moved.parkId ?? moved.communeId) === undefined) return refuse('notApplicable')
  const { parkId = null } = moved
  const communeIds = (await readReference(device)).parks.get(parkId ?? '')?.communeIds ?? []
  // a park in several communes does not say in which
  const communeId = moved.communeId ?? (communeIds.length === 1 ? communeIds[0]! : null)
  const { fields } = view.firm
  const changed = Object.entries({ parkId, siteCommuneId: communeId }).filter(
    ([key, value]) => value !== (fields[key]?.value ?? null),
  )
  const place = await correctionOf(device, view.firm.id, Object.fromEntries(changed))
  if (!place.ok) return place
  const nobody = { kind: 'assignment.set' as const, recordId: view.firm.id, body: { personId: null } }
  return recordOperations(device, [place.value, nobody])
}

/** «Nhận»: somebody of the team of where it went takes it. */
export function takeMoved(device: Device, firmId: string, personId: string) {
  return assignFirms(device, [firmId], { personId })
}
