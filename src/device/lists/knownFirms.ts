import { indexDirectory } from '#domain/duplicates.ts'
import { createDuplicateLookup } from '#domain/duplicateLookup.ts'
import type { DirectoryRecord, FirmRecord } from '#domain/records.ts'
import { checkTaxCode } from '#domain/taxCode.ts'
import { readCards } from '#device/cards.ts'
import type { Device } from '#device/device.ts'
import { readPending } from '#device/pending.ts'
import { readRecords } from '#device/view.ts'

/** The firms there are, ready to be asked about thousands of others. */
export interface KnownFirms {
  readonly findDuplicates: ReturnType<typeof createDuplicateLookup>
  readonly hasValidCode: (firmId: string) => boolean
  readonly nameOf: (firmId: string) => string
  readonly has: (firmId: string) => boolean
}

export async function readKnownFirms(device: Device): Promise<KnownFirms> {
  const pending = await readPending(device)
  const [cards, firms] = await Promise.all([
    readCards(device),
    readRecords<FirmRecord>(device, 'firm', undefined, pending),
  ])
  const fieldsById = new Map(firms.map(({ id, fields }) => [id, fields]))
  const entries = cards.map(({ id, name, parkId, taxCode }): DirectoryRecord => {
    const fields = fieldsById.get(id)
    const suffix = fields?.['branchSuffix']?.value
    const former = fields?.['formerNames']?.value
    const code = taxCode === undefined ? undefined : taxCode + (typeof suffix === 'string' ? suffix : '')
    const formerNames = Array.isArray(former) ? (former as readonly string[]) : []
    return { id, name, formerNames, parkId: parkId ?? '', taxCode: code }
  })
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return {
    findDuplicates: createDuplicateLookup(indexDirectory(entries)),
    hasValidCode: (firmId) => checkTaxCode(byId.get(firmId)?.taxCode ?? '').kind === 'valid',
    nameOf: (firmId) => byId.get(firmId)?.name ?? '—',
    has: (firmId) => byId.has(firmId),
  }
}
