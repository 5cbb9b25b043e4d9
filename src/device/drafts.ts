import { makeId } from '#domain/ids.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import type { DraftRow } from './database.ts'
import type { Device } from './device.ts'
import { noteStanding } from './sentinel.ts'
import { forgetTaken, settleWithRoom } from './photoRows.ts'
import { settleSave } from './settleSave.ts'
import { isAsStored, sealWithSum, unseal } from './stored.ts'
import { readAliases } from './view.ts'

const discardKeptMs = 30 * 86_400_000

/** A form being filled in: everything needed to reopen it on the same question with the same values. */
export interface Draft<Form = unknown> {
  readonly visitId: string
  readonly firmId: string
  /** The id its submission will have, fixed when the form opens: a second try is never a second visit. */
  readonly revisionId: string
  readonly baseRevisionId?: string | undefined
  readonly startedAt: number
  readonly updatedAt: number
  readonly revision: number
  readonly discardedAt?: number | undefined
  /** Something in it changed on disk by itself: every answer is to be looked at. */
  readonly isDamaged?: true | undefined
  readonly form: Form
}

interface DraftBody {
  readonly revisionId: string
  readonly baseRevisionId?: string | undefined
  readonly startedAt: number
  readonly isDamaged?: true | undefined
  readonly form: unknown
}

/** Makes a draft of a new visit (or of the next revision of one) and puts it on disk. */
export async function createDraft<Form>(
  device: Device,
  of: { firmId: string; visitId?: string; baseRevisionId?: string | undefined; form: Form },
): Promise<Result<Draft<Form>>> {
  const now = device.now()
  const draft: Draft<Form> = {
    visitId: of.visitId ?? makeId(now, device.randomBytes),
    firmId: of.firmId,
    revisionId: makeId(now, device.randomBytes),
    ...(of.baseRevisionId !== undefined && { baseRevisionId: of.baseRevisionId }),
    startedAt: now,
    updatedAt: now,
    revision: 1,
    form: of.form,
  }
  const saved = await putDraft(device, draft)
  noteStanding(device)
  return saved.ok ? succeed(draft) : saved
}

/** Writes a draft whole; done only when it is on disk. A draft that was submitted meanwhile is not brought back. */
export async function putDraft(device: Device, draft: Draft): Promise<Result<void>> {
  const { database } = device
  const row = await draftRow(draft)
  const saved = await settleWithRoom(device, () =>
    database.transaction('rw', database.drafts, database.outbox, database.acknowledged, async () => {
      const [waiting, sent] = await Promise.all([
        database.outbox.get(draft.revisionId),
        database.acknowledged.get(draft.revisionId),
      ])
      const isSubmitted = waiting !== undefined || sent !== undefined
      if (!isSubmitted) await database.drafts.put(row)
      return !isSubmitted
    }),
  )
  if (!saved.ok) return saved
  return saved.value ? succeed(undefined) : refuse('notApplicable')
}

export async function readDraft<Form>(device: Device, visitId: string): Promise<Draft<Form> | undefined> {
  const row = await device.database.drafts.get(visitId)
  return row === undefined ? undefined : openDraft<Form>(row)
}

/** Drafts in hand, newest first, of one firm also those begun for firms it is one with; with `discarded` those thrown away and still kept. */
export async function readDrafts<Form>(
  device: Device,
  which: { discarded?: boolean; firmId?: string } = {},
): Promise<Draft<Form>[]> {
  const { drafts } = device.database
  const rows = await (which.firmId === undefined
    ? drafts.toArray()
    : drafts
        .where('firmId')
        .anyOf((await readAliases(device)).membersOf(which.firmId))
        .toArray())
  const wanted = rows.filter((row) => (row.discardedAt !== undefined) === (which.discarded ?? false))
  return Promise.all(
    wanted.sort((left, right) => right.updatedAt - left.updatedAt).map((row) => openDraft<Form>(row)),
  )
}

/** Throws a draft away, to be taken back for 30 days. */
export function discardDraft(device: Device, visitId: string): Promise<Result<number>> {
  return settleSave(() => device.database.drafts.update(visitId, { discardedAt: device.now() }))
}

export function restoreDraft(device: Device, visitId: string): Promise<Result<number>> {
  return settleSave(() => device.database.drafts.update(visitId, { discardedAt: undefined }))
}

/** Forgets drafts thrown away more than 30 days ago. */
export async function forgetOldDiscards(device: Device): Promise<void> {
  const before = device.now() - discardKeptMs
  const { drafts } = device.database
  const old = drafts.filter((row) => (row.discardedAt ?? before) < before)
  const visitIds = (await old.toArray()).map(({ visitId }) => visitId)
  if (visitIds.length === 0) return
  await drafts.bulkDelete(visitIds)
  await forgetTaken(device, visitIds)
}

/** A draft in its stored form. */
export async function draftRow(draft: Draft): Promise<DraftRow> {
  const { revisionId, baseRevisionId } = draft
  const names = { revisionId, ...(baseRevisionId !== undefined && { baseRevisionId }) }
  const body: DraftBody = {
    ...names,
    startedAt: draft.startedAt,
    ...(draft.isDamaged === true && { isDamaged: true }),
    form: draft.form,
  }
  return {
    visitId: draft.visitId,
    firmId: draft.firmId,
    updatedAt: draft.updatedAt,
    revision: draft.revision,
    ...(draft.discardedAt !== undefined && { discardedAt: draft.discardedAt }),
    ...names,
    sealed: await sealWithSum(body),
  }
}

async function openDraft<Form>(row: DraftRow): Promise<Draft<Form>> {
  const { sealed, ...outside } = row
  const body = await unseal<DraftBody & { form: Form }>(sealed)
  if (isAsStored(sealed)) return { ...outside, ...body }
  const { revisionId = body.revisionId, baseRevisionId = body.baseRevisionId } = outside
  return { ...outside, ...body, revisionId, baseRevisionId, isDamaged: true }
}
