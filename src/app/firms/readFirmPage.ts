import { adviseView, readAdviceContext } from '#device/adviceContext.ts'
import type { Device } from '#device/device.ts'
import { readDrafts } from '#device/drafts.ts'
import { openFirm, type FirmView } from '#device/firmView.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { readRecord } from '#device/view.ts'
import type { Advice } from '#domain/advice.ts'
import type { DirectoryRecord } from '#domain/records.ts'
import type { RuleSet } from '#domain/ruleSet.ts'

/** All that the page of a firm shows. */
export interface FirmPageData {
  readonly kind: 'full'
  readonly view: FirmView
  /** With this person's undecided visits. */
  readonly own: Advice
  readonly approved: Advice
  readonly ruleSet: RuleSet
  /** The form in hand, if one was begun. */
  readonly draftId: string | undefined
  /** Deeds the server has not confirmed. */
  readonly unsent: ReadonlySet<string>
}

export type FoundFirm =
  | FirmPageData
  | { readonly kind: 'directory'; readonly firm: DirectoryRecord; readonly draftId: string | undefined }
  | { readonly kind: 'unknown' }

export async function readFirmPage(device: Device, firmId: string): Promise<FoundFirm> {
  const view = await openFirm(device, firmId)
  const [draft] = await readDrafts(device, { firmId })
  if (view === undefined) {
    const firm = await readRecord<DirectoryRecord>(device, 'directory', firmId)
    return firm === undefined ? { kind: 'unknown' } : { kind: 'directory', firm, draftId: draft?.visitId }
  }
  const context = await readAdviceContext(device)
  const { waiting } = await readOutboxView(device)
  return {
    kind: 'full',
    view,
    own: adviseView(view, context, { approvedAndOwnOf: device.identity.personId }),
    approved: adviseView(view, context, 'approved'),
    ruleSet: context.ruleSet,
    draftId: draft?.visitId,
    unsent: new Set(waiting.map((item) => item.operationId)),
  }
}
