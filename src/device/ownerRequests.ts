import type { HistoryBody } from '#domain/merge/history.ts'
import { textOf } from '#domain/profile.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { refuse, type Result } from '#domain/result.ts'
import type { Device } from './device.ts'
import { openFirm } from './firmView.ts'
import { mayGuide } from './plans.ts'
import { recordOperation } from './recordOperation.ts'
import { readRecord } from './view.ts'

/** Says who sees to a wish that a firm told on a visit, until when, or what came of it. */
export async function setOwnerRequest(
  device: Device,
  firmId: string,
  { visitId, state, dueOn = '', ...said }: HistoryBody<'request'>,
): Promise<Result<string>> {
  const view = await openFirm(device, firmId)
  if (view === undefined) return refuse('firmUnknown')
  if (!(await mayGuide(device, 'request.set', textOf(view.profile, 'parkId')))) return refuse('notAllowed')
  const [inCharge, answer] = [said.inCharge, said.answer].map((text) => (text ?? '').normalize('NFC').trim())
  // what is over says what came of it: the owner will ask
  if (state !== 'open' && answer === '') return refuse('reasonMissing', { at: 'answer' })
  // with the firm that the visit was recorded for, should the two be told apart again
  const visit = await readRecord<VisitRecord>(device, 'visit', visitId)
  return recordOperation(device, {
    kind: 'request.set',
    recordId: visit?.firmId ?? firmId,
    body: {
      visitId,
      state,
      ...(inCharge !== '' && { inCharge }),
      ...(dueOn !== '' && { dueOn }),
      ...(answer !== '' && { answer }),
    },
  })
}
