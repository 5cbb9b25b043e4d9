import type { Choices, KnownPolicy } from '#domain/lists/choices.ts'
import type { Proposal } from '#domain/lists/proposal.ts'
import type { Verdict } from '#domain/lists/verdict.ts'
import { textOf } from '#domain/profile.ts'
import { fieldOf, type FieldKey } from '#domain/fields.ts'
import { refuse, succeed, type Result } from '#domain/result.ts'
import type { Device } from '#device/device.ts'
import { firmViewOf, type FirmView } from '#device/firmView.ts'
import { mayRecord } from '#device/mayRecord.ts'
import { readMeta } from '#device/meta.ts'
import { readPending } from '#device/pending.ts'
import type { Deed } from '#device/recordOperation.ts'
import { readFirmViews } from '#device/view.ts'
import { samenessOf } from './judgedList.ts'
import { firmIdOf, partIdOf } from './listIds.ts'
import { listLimits } from './listLimits.ts'
import { recordInTurn } from './recordInTurn.ts'

export interface Taken {
  readonly importId: string
  readonly created: number
  readonly changed: number
}

type Fields = Readonly<Record<string, string>>
interface Part {
  readonly create: Record<string, { readonly fields: Fields; readonly approved: true }>
  readonly set: Record<string, { readonly fields: Record<string, { value: string; baseSeq: number }> }>
}

/** What is to be taken in: new firms, and what the list says of those that are there. */
export interface ToTake {
  readonly creates: readonly { readonly row: number; readonly proposal: Proposal }[]
  readonly sets: readonly { readonly firmId: string; readonly proposal: Proposal }[]
}

export function chooseRows(verdicts: readonly Verdict[], choices: Choices): ToTake {
  const creates: ToTake['creates'][number][] = []
  const sets = new Map<string, Proposal>()
  for (const verdict of verdicts) {
    const { kind } = verdict
    const sameness = kind === 'likely' ? samenessOf(choices, verdict.row) : undefined
    if (kind === 'new' || (kind === 'likely' && sameness === 'apart')) creates.push(verdict)
    // two rows may mean one firm: the first counts
    else if (kind === 'known' || (kind === 'likely' && sameness === 'same'))
      if (!sets.has(verdict.firmId)) sets.set(verdict.firmId, verdict.proposal)
  }
  return { creates, sets: Array.from(sets, ([firmId, proposal]) => ({ firmId, proposal })) }
}

/**
 * Takes rows in, part by part, each on disk before the next: what was taken in when it fails or is stopped stays, and
 * taking the list in again goes on from there.
 */
export async function takeList(
  device: Device,
  list: { readonly importId: string; readonly fileName: string; readonly rows: number },
  { creates, sets }: ToTake,
  policy: KnownPolicy,
  onProgress: (done: number, of: number) => void,
): Promise<Result<Taken>> {
  if (!(await mayRecord(device, 'import.take'))) return refuse('notAllowed')
  const changes = policy === 'leave' ? [] : await changesOf(device, sets, policy)
  const parts = partsOf(list.importId, creates, changes)
  const rowsTaken = creates.length + changes.length
  const about = {
    importId: list.importId,
    fileName: list.fileName.normalize('NFC').slice(0, 250),
    parts: parts.length,
    rowsTaken,
    rowsLeft: list.rows - rowsTaken,
  }
  const deeds = parts.map((part, index): Deed => {
    const recordId = partIdOf(list.importId, partNumber(part, list.importId, index))
    return { kind: 'import.take', recordId, body: { ...about, part: index + 1, ...part } }
  })
  const recorded = await recordInTurn(device, deeds, onProgress)
  if (!recorded.ok) return recorded
  return succeed({ importId: list.importId, created: creates.length, changed: changes.length })
}

/** Parts by their first row: the same rows come to the same part, whatever was taken in before. */
function partNumber({ create }: Part, importId: string, index: number): number {
  const [first] = Object.keys(create)
  return first === undefined ? partsOfChanges + index : Number.parseInt(first.slice(importId.length - 8), 16)
}

const partsOfChanges = 0x1000000

function partsOf(importId: string, creates: ToTake['creates'], changes: readonly Change[]): Part[] {
  const parts: Part[] = []
  const { firmsPerPart } = listLimits
  for (let from = 0; from < creates.length; from += firmsPerPart) {
    const some = creates.slice(from, from + firmsPerPart)
    const create = some.map(
      ({ row, proposal: { fields } }) => [firmIdOf(importId, row), { fields, approved: true }] as const,
    )
    parts.push({ create: Object.fromEntries(create), set: {} })
  }
  for (let from = 0; from < changes.length; from += firmsPerPart) {
    const some = changes.slice(from, from + firmsPerPart)
    parts.push({
      create: {},
      set: Object.fromEntries(some.map(({ firmId, fields }) => [firmId, { fields }])),
    })
  }
  return parts
}

interface Change {
  readonly firmId: string
  readonly fields: Part['set'][string]['fields']
}

/** What the list says that a firm's profile does not: each with the number of the value it takes the place of. */
async function changesOf(device: Device, sets: ToTake['sets'], policy: KnownPolicy): Promise<Change[]> {
  const [pending, seen = 0] = await Promise.all([readPending(device), readMeta(device.database, 'upTo')])
  const changes: Change[] = []
  const { firmsPerPart } = listLimits
  for (let from = 0; from < sets.length; from += firmsPerPart) {
    const some = sets.slice(from, from + firmsPerPart)
    const views = await readFirmViews(
      device,
      some.map(({ firmId }) => firmId),
      pending,
    )
    for (const [index, { firmId, proposal }] of some.entries()) {
      const view = firmViewOf(firmId, views[index]!, device.identity.personId)
      const fields = view === undefined ? [] : differing(view, proposal, policy)
      if (view === undefined || fields.length === 0) continue
      const entries = fields.map(([key, value]) => {
        const baseSeq = Math.min(view.firm.fields[key]?.seq ?? 0, seen)
        return [key, { value, baseSeq }] as const
      })
      changes.push({ firmId, fields: Object.fromEntries(entries) })
    }
  }
  return changes
}

/** The fields a row would set. */
export function differing(
  { profile }: FirmView,
  { fields }: Proposal,
  policy: KnownPolicy,
): [string, string][] {
  if (policy === 'leave') return []
  return Object.entries(fields).filter(([key, value]) => {
    if (fieldOf(key) === undefined) return false
    const present = textOf(profile, key as FieldKey)
    return policy === 'fill' ? present === undefined : present !== value
  })
}
