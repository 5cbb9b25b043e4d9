import type { OperationKind } from '#domain/operation.ts'
import { refuse, type Result } from '#domain/result.ts'
import type { Device } from './device.ts'
import { aliasOf } from './firmCard.ts'
import type { FirmView } from './firmView.ts'
import { mayRecord } from './mayRecord.ts'
import { recordOperation } from './recordOperation.ts'
import { settleSave } from './settleSave.ts'
import { readAliases } from './view.ts'

/** Two firms are one from now on, under the name of the second. Nothing of either is changed. */
export function mergeFirms(device: Device, firmId: string, into: string): Promise<Result<string>> {
  return record(device, 'firm.merge', ({ rootOf }) => {
    const [goes, stays] = [rootOf(firmId), rootOf(into)]
    return goes === stays ? undefined : { recordId: goes, body: { into: stays } }
  })
}

/** «Tách lại»: a firm that was merged into another stands by itself again, with all that was recorded for it. */
export function unmergeFirm(device: Device, firmId: string): Promise<Result<string>> {
  return record(device, 'firm.unmerge', ({ mergings }) => {
    const merging = mergings.find((one) => one.firmId === firmId)
    return merging && { recordId: firmId, body: { from: merging.into } }
  })
}

async function record(
  device: Device,
  kind: OperationKind,
  deedOf: (
    aliases: Awaited<ReturnType<typeof readAliases>>,
  ) => { readonly recordId: string; readonly body: Record<string, string> } | undefined,
): Promise<Result<string>> {
  const read = await settleSave(() => Promise.all([mayRecord(device, kind), readAliases(device)]))
  if (!read.ok) return read
  const [may, aliases] = read.value
  if (!may) return refuse('notAllowed')
  const deed = deedOf(aliases)
  return deed === undefined ? refuse('notApplicable') : recordOperation(device, { kind, ...deed })
}

/** A firm that was merged into another, and by whom. */
export interface MergedFirm {
  readonly id: string
  readonly name: string
  readonly taxCode: string | undefined
  readonly personId: string
  /** yyyy-mm-dd */
  readonly on: string
}

/** What was merged into a firm, in the order of the server. */
export async function readMerged(device: Device, { joined }: FirmView): Promise<readonly MergedFirm[]> {
  if (joined.length === 0) return []
  const { mergings } = await readAliases(device)
  return mergings.flatMap(({ firmId, personId, at }) => {
    const firm = joined.find(({ id }) => id === firmId)
    if (firm === undefined) return []
    const { name, taxCode } = aliasOf(firm)
    return [{ id: firmId, name, taxCode, personId, on: at.slice(0, 10) }]
  })
}
