import { firmsOfImport } from '#domain/merge/import.ts'
import { targetOf } from '#domain/merge.ts'
import type { Ledger } from './ledger.ts'
import type { Entry } from './operationRows.ts'

/** Reads at once what settling these operations will ask for one by one. */
export async function readAhead(ledger: Ledger, entries: readonly Entry[]): Promise<void> {
  const ids = new Map<string, string[]>()
  const note = (collection: string, id: unknown) => {
    if (typeof id === 'string') ids.set(collection, [...(ids.get(collection) ?? []), id])
  }
  const firmIds: string[] = []
  for (const { operation, problem } of entries) {
    if (problem !== undefined) continue
    const { content } = operation
    const target = targetOf(content)
    if (typeof target === 'string') continue
    const firmId = content.body['firmId'] ?? content.recordId
    note(target.collection, content.recordId)
    note('firm', firmId)
    for (const listed of firmsOfImport(content)) {
      note('firm', listed)
      note('directory', listed)
    }
    if (target.collection === 'firm') note('directory', content.recordId)
    if (typeof firmId === 'string') firmIds.push(firmId)
  }
  for (const [collection, some] of ids) await ledger.load(collection, some)
  const people = entries.flatMap(({ who }) => who.author?.id ?? [])
  await ledger.views.load([...new Set(people)], firmIds)
}
