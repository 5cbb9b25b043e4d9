import { aliasesOf, firmsOfAlias } from '#domain/aliases.ts'
import type { HistoryRecord } from '#domain/records.ts'
import type { Ledger } from './ledger.ts'

/** For each firm those that were ever said to be one with it: more than are today, so that nothing has to be undone. */
type Links = Map<string, Set<string>>

const linksByLedger = new WeakMap<Ledger, Promise<Links>>()

/** All firms that a merging among these firms' could touch, by any word on them there ever was. */
export async function linkedFirms(ledger: Ledger, firmId: string): Promise<readonly string[]> {
  const links = await linksOf(ledger)
  if (!links.has(firmId)) return [firmId]
  const found = new Set([firmId])
  for (const one of found) for (const other of links.get(one) ?? []) found.add(other)
  return [...found].sort()
}

/** Notes what a deed says before the record of it is read again. */
export async function noteLink(ledger: Ledger, record: HistoryRecord): Promise<void> {
  link(await linksOf(ledger), record)
}

/** Which of some firms, that nothing links with others, are one. */
export async function readAliasesAmong(ledger: Ledger, firmIds: readonly string[]) {
  await ledger.load('alias', firmIds)
  const records: HistoryRecord[] = []
  for (const firmId of firmIds) {
    const stored = await ledger.read('alias', firmId)
    if (stored !== undefined) records.push(stored.record as HistoryRecord)
  }
  return aliasesOf(records)
}

function linksOf(ledger: Ledger): Promise<Links> {
  const known = linksByLedger.get(ledger) ?? readLinks(ledger)
  linksByLedger.set(ledger, known)
  return known
}

async function readLinks(ledger: Ledger): Promise<Links> {
  const transaction = await ledger.flush()
  const rows = await transaction
    .selectFrom('record')
    .select('json')
    .where('unit_id', '=', ledger.unitId)
    .where('collection', '=', 'alias')
    .where('deleted', '=', 0)
    .execute()
  const links: Links = new Map()
  for (const { json } of rows) link(links, JSON.parse(json) as HistoryRecord)
  return links
}

function link(links: Links, record: HistoryRecord): void {
  const [firmId, ...others] = firmsOfAlias(record)
  for (const other of others) {
    setOf(links, firmId!).add(other)
    setOf(links, other).add(firmId!)
  }
}

function setOf(links: Links, firmId: string): Set<string> {
  const known = links.get(firmId) ?? new Set()
  links.set(firmId, known)
  return known
}
