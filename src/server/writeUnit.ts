import { openLedger, type Commit, type Ledger, type LedgerParts } from './ledger.ts'
import type { Parts } from './parts.ts'

type Writing = Pick<Parts, 'store' | 'now' | 'makeTag' | 'live'>

/** One commit in a unit's order; whoever's view it changed hears of it afterwards. */
export async function writeUnit<Value>(
  { store, now, makeTag, live }: Writing,
  unitId: string,
  work: (ledger: Ledger) => Promise<Value>,
  options: Pick<LedgerParts, 'stepByStep'> = {},
): Promise<{ value: Value; commit: Commit }> {
  const done = await store.write(async (transaction) => {
    const ledger = await openLedger({ store, transaction, unitId, nowMs: now(), makeTag, ...options })
    const value = await work(ledger)
    return { value, commit: await ledger.close() }
  })
  live.tell(done.commit)
  return done
}
