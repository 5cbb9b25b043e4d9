import type { Transaction } from 'kysely'
import { setNoted, type Journal } from './journal.ts'
import { createRowBuffer, inPieces } from './rowBuffer.ts'
import { isKey } from './scopeKeys.ts'
import type { Tables } from './store/tables.ts'

/** Who sees which set in one commit, and why: asked once, and written with others. */
export interface ViewRows {
  /** Reads at once what will be asked for one by one. */
  readonly load: (personIds: readonly string[], scopeKeys: readonly string[]) => Promise<void>
  readonly has: (personId: string, scopeKey: string) => Promise<boolean>
  readonly add: (personId: string, scopeKey: string, reason: string, seq: number) => Promise<void>
  /** The set left the view, in the database. */
  readonly forget: (personId: string, scopeKey: string) => void
  readonly save: () => Promise<void>
}

export function createViewRows(
  transaction: Transaction<Tables>,
  unitId: string,
  journal: Journal,
  onShown: (personId: string, scopeKey: string) => void,
): ViewRows {
  const known = new Map<string, boolean>()
  const scopes = createRowBuffer<Tables['scope']>(journal)
  const reasons = createRowBuffer<Tables['scope_reason']>(journal)

  async function load(personIds: readonly string[], scopeKeys: readonly string[]): Promise<void> {
    const found = await readViews(transaction, unitId, personIds, scopeKeys)
    for (const personId of personIds)
      for (const scopeKey of scopeKeys) {
        const key = keyOf(personId, scopeKey)
        if (!known.has(key)) known.set(key, found.has(key))
      }
  }

  async function has(personId: string, scopeKey: string): Promise<boolean> {
    const key = keyOf(personId, scopeKey)
    if (!known.has(key)) await load([personId], [scopeKey])
    return known.get(key)!
  }

  return {
    load,
    has,
    add: async (personId, scopeKey, reason, seq) => {
      if (!isKey(scopeKey)) throw new Error('not a text that names a set')
      const row = { unit_id: unitId, person_id: personId, scope_key: scopeKey }
      const key = keyOf(personId, scopeKey)
      reasons.put(`${key} ${reason}`, { ...row, reason })
      if (await has(personId, scopeKey)) return
      scopes.put(key, { ...row, added_seq: seq })
      setNoted(journal, known, key, true)
      onShown(personId, scopeKey)
    },
    forget: (personId, scopeKey) => setNoted(journal, known, keyOf(personId, scopeKey), false),
    save: async () => {
      await reasons.save((rows) => insertReasons(transaction, rows))
      await scopes.save(async (rows) => void (await transaction.insertInto('scope').values(rows).execute()))
    },
  }
}

async function readViews(
  transaction: Transaction<Tables>,
  unitId: string,
  personIds: readonly string[],
  scopeKeys: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>()
  const asked = personIds.length === 0 ? [] : [...new Set(scopeKeys)].filter(isKey)
  for (const some of inPieces(asked)) {
    const rows = await transaction
      .selectFrom('scope')
      .select(['person_id', 'scope_key'])
      .where('unit_id', '=', unitId)
      .where('person_id', 'in', personIds)
      .where('scope_key', 'in', some)
      .execute()
    for (const row of rows) found.add(keyOf(row.person_id, row.scope_key))
  }
  return found
}

async function insertReasons(
  transaction: Transaction<Tables>,
  rows: Tables['scope_reason'][],
): Promise<void> {
  await transaction
    .insertInto('scope_reason')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function keyOf(personId: string, scopeKey: string): string {
  return `${personId} ${scopeKey}`
}
