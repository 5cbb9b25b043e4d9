import { adviseView, readAdviceContext } from '#device/adviceContext.ts'
import type { Device } from '#device/device.ts'
import { readDrafts } from '#device/drafts.ts'
import { openFirm, type FirmView } from '#device/firmView.ts'
import { readRecord } from '#device/view.ts'
import type { Advice } from '#domain/advice.ts'
import { headRevision, type VisitRecord } from '#domain/visit.ts'

export interface Practised {
  readonly firmId: string
  /** What the rules say of the firm, once something was completed there and nothing is in hand. */
  readonly advice: Advice | undefined
}

export type About = { readonly firmId: string } | { readonly visitId: string }

/** Where a practice stands with a firm, named itself or by one of its visits. */
export async function readPractised(device: Device, about: About): Promise<Practised | undefined> {
  const drafts = await readDrafts(device)
  const firmId = 'firmId' in about ? about.firmId : await firmOf(device, about.visitId)
  if (firmId === undefined) return undefined
  const isInHand = drafts.some((draft) => draft.firmId === firmId)
  const view = isInHand ? undefined : await openFirm(device, firmId)
  if (view === undefined || !(await wasPractised(device, view))) return { firmId, advice: undefined }
  const context = await readAdviceContext(device)
  return { firmId, advice: adviseView(view, context, { approvedAndOwnOf: device.identity.personId }) }
}

async function firmOf(device: Device, visitId: string): Promise<string | undefined> {
  const draft = await device.database.drafts.get(visitId)
  return draft?.firmId ?? (await readRecord<VisitRecord>(device, 'visit', visitId))?.firmId
}

/** Whether a visit was completed here: those that came with the made-up unit never lay in this outbox. */
async function wasPractised({ database }: Device, { visits }: FirmView): Promise<boolean> {
  const ids = visits.map((visit) => headRevision(visit).revisionId)
  const rows = [...(await database.outbox.bulkGet(ids)), ...(await database.acknowledged.bulkGet(ids))]
  return rows.some((row) => row !== undefined)
}
