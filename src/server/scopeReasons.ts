import type { Ledger } from './ledger.ts'
import { linkedFirms, readAliasesAmong } from './joinedFirms.ts'
import { inPieces } from './rowBuffer.ts'
import { dropReason, putReason, type ScopeReason } from './scopeRows.ts'

/** Puts a set into a person's view, and the firms it is one with; what was in them counts as new from `seq` on. */
export async function addReason(
  ledger: Ledger,
  personId: string,
  scopeKey: string,
  reason: ScopeReason,
  seq: number,
): Promise<void> {
  await putReason(ledger, personId, scopeKey, reason, seq)
  await shareFirm(ledger, scopeKey, seq, personId)
}

/** Takes a reason away; with the last one the set leaves the view, and the firms it is one with. */
export async function removeReason(
  ledger: Ledger,
  personId: string,
  scopeKey: string,
  reason: ScopeReason,
): Promise<void> {
  await dropReason(ledger, personId, scopeKey, reason)
  await shareFirm(ledger, scopeKey, ledger.last(), personId)
}

/** Whoever sees one of several firms that are one today sees them all, and nobody the others once they are apart. */
export async function shareFirm(
  ledger: Ledger,
  firmId: string,
  seq: number,
  personId?: string,
): Promise<void> {
  const linked = await linkedFirms(ledger, firmId)
  if (linked.length === 1) return
  const { membersOf } = await readAliasesAmong(ledger, linked)
  const reasons = await readReasons(ledger, linked, personId)
  for (const one of [...new Set(reasons.map((row) => row.person_id))].sort()) {
    const own = reasons.filter((row) => row.person_id === one)
    const present = own.filter((row) => isJoined(row.reason))
    const direct = new Set(own.filter((row) => !isJoined(row.reason)).map((row) => row.scope_key))
    const wanted = [...direct].flatMap((from) =>
      membersOf(from).flatMap((other) => (other === from ? [] : [{ scopeKey: other, from }])),
    )
    const isThere = (scopeKey: string, from: string) =>
      present.some((row) => row.scope_key === scopeKey && row.reason === `joined:${from}`)
    for (const { scopeKey, from } of wanted)
      if (!isThere(scopeKey, from)) await putReason(ledger, one, scopeKey, `joined:${from}`, seq)
    for (const row of present) {
      const isWanted = wanted.some(
        ({ scopeKey, from }) => scopeKey === row.scope_key && row.reason === `joined:${from}`,
      )
      if (!isWanted) await dropReason(ledger, one, row.scope_key, row.reason as ScopeReason)
    }
  }
}

function isJoined(reason: string): boolean {
  return reason.startsWith('joined:')
}

/** Sorted: the numbers that follow from it are the same on every database. */
async function readReasons(ledger: Ledger, firmIds: readonly string[], personId: string | undefined) {
  const transaction = await ledger.flush()
  const found: { person_id: string; scope_key: string; reason: string }[] = []
  for (const some of inPieces(firmIds)) {
    const query = transaction
      .selectFrom('scope_reason')
      .select(['person_id', 'scope_key', 'reason'])
      .where('unit_id', '=', ledger.unitId)
      .where('scope_key', 'in', some)
    const rows = await (personId === undefined ? query : query.where('person_id', '=', personId)).execute()
    found.push(...rows)
  }
  const keyOf = (row: (typeof found)[number]) => `${row.scope_key} ${row.reason}`
  return found.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}
