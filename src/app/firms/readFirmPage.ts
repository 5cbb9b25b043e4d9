import { adviseView, readAdviceContext } from '#device/adviceContext.ts'
import type { Device } from '#device/device.ts'
import { readDrafts } from '#device/drafts.ts'
import { openFirm, type FirmView } from '#device/firmView.ts'
import { mayRecord } from '#device/mayRecord.ts'
import { readMerged, type MergedFirm } from '#device/mergeFirms.ts'
import { movingOf, type Moving } from '#device/moveFirm.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { mayGuide } from '#device/plans.ts'
import { readRecord } from '#device/view.ts'
import type { Advice } from '#domain/advice.ts'
import { textOf } from '#domain/profile.ts'
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
  /** This person may set another way forward. */
  readonly mayDecideTrack: boolean
  /** … and say what becomes of a wish. */
  readonly mayAnswerRequests: boolean
  /** Where it moved to, and who has it since. */
  readonly moving: Moving | undefined
  /** This person may hand it over, and take it for the team of where it went. */
  readonly mayHandOver: boolean
  readonly mayTake: boolean
  /** Firms that were merged into it. */
  readonly merged: readonly MergedFirm[]
  /** … and tell firms that are one from those that are not. */
  readonly mayMerge: boolean
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
    return firm === undefined || firm.withdrawn === true
      ? { kind: 'unknown' }
      : { kind: 'directory', firm, draftId: draft?.visitId }
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
    mayDecideTrack: await mayGuide(device, 'track.override', textOf(view.profile, 'parkId')),
    mayAnswerRequests: await mayGuide(device, 'request.set', textOf(view.profile, 'parkId')),
    moving: movingOf(view),
    mayHandOver: await mayRecord(device, 'firm.set'),
    mayTake: await mayGuide(device, 'assignment.set', textOf(view.profile, 'parkId')),
    merged: await readMerged(device, view),
    mayMerge: await mayRecord(device, 'firm.merge'),
  }
}
