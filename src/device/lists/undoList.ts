import { hasOf, isUntouchedSince } from '#domain/merge/firm.ts'
import type { FirmRecord } from '#domain/records.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import type { Device } from '#device/device.ts'
import { readDrafts } from '#device/drafts.ts'
import { mayRecord } from '#device/mayRecord.ts'
import { readPending } from '#device/pending.ts'
import type { Deed } from '#device/recordOperation.ts'
import { readAliases, readFirmViews, type View } from '#device/view.ts'
import { firmsOfPart, readImports } from './imports.ts'
import { recordInTurn } from './recordInTurn.ts'

/** What undoing a list comes to, before anybody does it. */
export interface Undoing {
  /** Firms that disappear again, and firms whose values go back. */
  readonly gone: number
  readonly back: number
  /** Firms that came with the list and were touched since: they stay. */
  readonly kept: readonly { readonly id: string; readonly name: string }[]
  readonly parts: readonly { readonly partId: string; readonly firmIds: readonly string[] }[]
}

/** Looks at every firm of a list; undefined where this device knows of no such list, or it is undone. */
export async function planUndo(
  device: Device,
  importId: string,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<Undoing | undefined> {
  const pending = await readPending(device)
  const list = (await readImports(device, pending)).find((one) => one.importId === importId)
  if (list === undefined || list.state === 'undone') return undefined
  const { rootOf } = await readAliases(device, pending)
  const withDraft = new Set((await readDrafts(device)).map(({ firmId }) => firmId))
  const kept: Undoing['kept'][number][] = []
  const parts: Undoing['parts'][number][] = []
  let gone = 0
  let back = 0
  for (const [index, part] of list.parts.entries()) {
    const { created, changed } = firmsOfPart(part)
    const ids = [...new Set([...created, ...changed])]
    const views = await readFirmViews(device, ids.map(rootOf), pending)
    const firmIds = ids.filter((firmId, at) => {
      const view = views[at]!
      const firm = view.get(`firm/${firmId}`) as FirmRecord | undefined
      if (firm === undefined || firm.status === 'withdrawn') return false
      const came = firm.importId === importId
      if (came && isTouched(firm, view, importId, withDraft)) {
        kept.push({ id: firmId, name: String(firm.fields['name']?.value ?? '—') })
        return false
      }
      if (came) gone += 1
      else if (hasOf(firm, importId)) back += 1
      return true
    })
    if (part.state === 'taken') parts.push({ partId: part.id, firmIds })
    onProgress(index + 1, list.parts.length)
  }
  return { gone, back, kept, parts }
}

/** Takes a list back as it was planned; what fails half-way goes on when it is asked for again. */
export async function undoList(
  device: Device,
  importId: string,
  { parts }: Undoing,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<Result<string>> {
  if (!(await mayRecord(device, 'import.undo'))) return refuse('notAllowed')
  const deeds = parts.map(({ partId, firmIds }): Deed => ({
    kind: 'import.undo',
    recordId: partId,
    body: { importId, firmIds },
  }))
  const recorded = await recordInTurn(device, deeds, onProgress)
  return recorded.ok ? succeed(importId) : recorded
}

function isTouched(firm: FirmRecord, view: View, importId: string, withDraft: ReadonlySet<string>): boolean {
  return view.size > 1 || withDraft.has(firm.id) || !isUntouchedSince(firm, importId)
}
