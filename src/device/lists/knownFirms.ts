import { indexDirectory, onceEach } from '#domain/duplicates.ts'
import { createDuplicateLookup } from '#domain/duplicateLookup.ts'
import type { DirectoryRecord, FirmRecord } from '#domain/records.ts'
import { checkTaxCode } from '#domain/taxCode.ts'
import { readCards } from '#device/cards.ts'
import type { Device } from '#device/device.ts'
import { readPending } from '#device/pending.ts'
import { readAliases, readRecords } from '#device/view.ts'

/** The firms there are, ready to be asked about thousands of others. */
export interface KnownFirms {
  readonly findDuplicates: ReturnType<typeof createDuplicateLookup>
  readonly hasValidCode: (firmId: string) => boolean
  readonly nameOf: (firmId: string) => string
  /** What an id stands for today. */
  readonly knownAs: (firmId: string) => string | undefined
}

export async function readKnownFirms(device: Device): Promise<KnownFirms> {
  const pending = await readPending(device)
  const [cards, firms, { rootOf }] = await Promise.all([
    readCards(device),
    readRecords<FirmRecord>(device, 'firm', undefined, pending),
    readAliases(device, pending),
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
  const otherNames = cards.flatMap(({ id, parkId = '', aliases = [] }) =>
    aliases.map((alias): DirectoryRecord => ({ ...alias, id, parkId })),
  )
  const lookUp = createDuplicateLookup(indexDirectory([...entries, ...otherNames]))
  return {
    findDuplicates: (firm) => onceEach(lookUp(firm)),
    hasValidCode: (firmId) => checkTaxCode(byId.get(firmId)?.taxCode ?? '').kind === 'valid',
    nameOf: (firmId) => byId.get(firmId)?.name ?? '—',
    knownAs: (firmId) => (byId.has(rootOf(firmId)) ? rootOf(firmId) : undefined),
  }
}
