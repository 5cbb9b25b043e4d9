import type { AnswerValue } from '#domain/answers.ts'
import type { DirectoryRecord, FirmRecord } from '#domain/records.ts'
import type { VisitBody } from '#domain/visit.ts'
import type { Ledger } from './ledger.ts'
import { directoryScope } from './scopeKeys.ts'
import { addReason, removeReason } from './scopeReasons.ts'
import { peopleLeading } from './scopeRows.ts'

const cardKeys = ['name', 'formerNames', 'parkId', 'taxCode', 'address'] as const

/** What is newly known of a firm's card in the directory. */
export type DirectoryPatch = Partial<Record<(typeof cardKeys)[number], AnswerValue | null>>

/** The profile's fields that changed. */
export function firmPatch(firm: FirmRecord, before?: FirmRecord): DirectoryPatch {
  const changed = cardKeys.flatMap((key) => {
    const field = firm.fields[key]
    // what a list set and took back is gone, or has the number it had before
    return field?.seq === before?.fields[key]?.seq ? [] : [[key, field?.value ?? null] as const]
  })
  return Object.fromEntries(changed)
}

/** What an approved visit corrected. */
export function visitPatch(body: VisitBody): DirectoryPatch {
  const said = cardKeys.flatMap((key) => {
    const answer = body.answers[key]
    return answer?.kind === 'value' && answer.unchanged !== true
      ? [[key, answer.value as AnswerValue] as const]
      : []
  })
  return Object.fromEntries(said)
}

/** Keeps a firm's card where its park is, and the views of the park's leaders with it. */
export async function placeFirm(
  ledger: Ledger,
  firmId: string,
  patch: DirectoryPatch,
  seq: number,
): Promise<void> {
  const before = (await ledger.read('directory', firmId))?.record as DirectoryRecord | undefined
  if (before !== undefined && Object.keys(patch).length === 0) return
  const card = patched(firmId, before, patch)
  const moved = before?.parkId !== card.parkId
  if (before !== undefined && moved) await ledger.remove('directory', firmId)
  const scopeKey = directoryScope(card.parkId)
  await ledger.write({ collection: 'directory', id: firmId, scopeKey, seq: ledger.take(), record: card })
  if (!moved) return
  const coming = await peopleLeading(ledger, scopeKey)
  const leaving = before === undefined ? [] : await peopleLeading(ledger, directoryScope(before.parkId))
  for (const personId of coming) await addReason(ledger, personId, firmId, 'led', seq)
  for (const personId of leaving.filter((one) => !coming.includes(one))) {
    await removeReason(ledger, personId, firmId, 'led')
  }
}

/** Whether nothing but its own record is known of a firm. */
export async function isOnlyItself(ledger: Ledger, firmId: string): Promise<boolean> {
  const transaction = await ledger.flush()
  const other = await transaction
    .selectFrom('record')
    .select('id')
    .where('unit_id', '=', ledger.unitId)
    .where('scope_key', '=', firmId)
    .where('collection', '<>', 'firm')
    .where('deleted', '=', 0)
    .limit(1)
    .executeTakeFirst()
  return other === undefined
}

/** Marks the card of a firm that is not to be shown; it stays, so that a visit that was under way still counts. */
export async function withdrawCard(ledger: Ledger, firmId: string): Promise<void> {
  const card = await ledger.read('directory', firmId)
  if (card === undefined) return
  const record = { ...(card.record as DirectoryRecord), withdrawn: true }
  await ledger.write({
    collection: 'directory',
    id: firmId,
    scopeKey: card.scopeKey,
    seq: ledger.take(),
    record,
  })
}

/** Something is known of a withdrawn firm after all: its card is shown like any other. */
export async function showAgain(ledger: Ledger, firmId: string): Promise<void> {
  const firm = (await ledger.read('firm', firmId))?.record as FirmRecord | undefined
  if (firm?.importId === undefined) return
  const card = await ledger.read('directory', firmId)
  if (card === undefined || (card.record as DirectoryRecord).withdrawn !== true) return
  const { withdrawn: _gone, ...record } = card.record as DirectoryRecord
  await ledger.write({
    collection: 'directory',
    id: firmId,
    scopeKey: card.scopeKey,
    seq: ledger.take(),
    record,
  })
}

function patched(
  firmId: string,
  before: DirectoryRecord | undefined,
  patch: DirectoryPatch,
): DirectoryRecord {
  const text = (key: 'name' | 'parkId' | 'taxCode' | 'address') => {
    const value = patch[key]
    if (value === undefined) return before?.[key]
    return typeof value === 'string' ? value : undefined
  }
  const [taxCode, address] = [text('taxCode'), text('address')]
  return {
    id: firmId,
    name: text('name') ?? '',
    formerNames: patch.formerNames === undefined ? (before?.formerNames ?? []) : names(patch.formerNames),
    parkId: text('parkId') ?? '',
    ...(taxCode !== undefined && { taxCode }),
    ...(address !== undefined && { address }),
  }
}

/** A list, or one text with a name a line. */
function names(value: AnswerValue | null): string[] {
  const list: readonly unknown[] =
    typeof value === 'string' ? value.split(/[\n;]/) : Array.isArray(value) ? value : []
  return list
    .filter((name) => typeof name === 'string')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
