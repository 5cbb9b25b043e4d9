import type { Device } from '#device/device.ts'
import { openFirmOrCard, type FirmView } from '#device/firmView.ts'
import { openVisit, type OpenVisit } from '#device/visits.ts'
import { readRecord } from '#device/view.ts'
import { isConfirmed } from '#domain/draft.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { loadRest } from './later.ts'

/** What is on this device under a visit's id. */
export type Found =
  | { readonly kind: 'form'; readonly open: OpenVisit; readonly readOnly: boolean }
  | { readonly kind: 'completed'; readonly view: FirmView }
  | { readonly kind: 'discarded'; readonly open: OpenVisit }
  | { readonly kind: 'unknown' }

/** To be asked once the lock says who may write: `readOnly` when another tab does. */
export async function findVisit(device: Device, visitId: string, readOnly: boolean): Promise<Found> {
  const open = await openVisit(device, visitId)
  if (open?.draft.discardedAt !== undefined) return { kind: 'discarded', open }
  if (open !== undefined) {
    // a form in its middle appears whole, on the question in hand
    if (isConfirmed(open.draft.form.answers, 'outcome')) await loadRest()
    return { kind: 'form', open, readOnly }
  }
  const visit = await readRecord<VisitRecord>(device, 'visit', visitId)
  const view = visit && (await openFirmOrCard(device, visit.firmId))
  return view === undefined ? { kind: 'unknown' } : { kind: 'completed', view }
}
