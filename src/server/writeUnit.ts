import { openLedger, type Commit, type Ledger, type LedgerParts } from './ledger.ts'
import type { Parts } from './parts.ts'
import { settleWaiting } from './waiting.ts'
import { newBuildKey } from './waitingRows.ts'

type Writing = Pick<Parts, 'store' | 'now' | 'makeTag' | 'live' | 'log'>

/** One commit in a unit's order; whoever's view it changed hears of it afterwards. */
export async function writeUnit<Value>(
  parts: Writing,
  unitId: string,
  work: (ledger: Ledger) => Promise<Value>,
  options: Pick<LedgerParts, 'stepByStep'> = {},
): Promise<{ value: Value; commit: Commit }> {
  const { store, now, makeTag, live } = parts
  const done = await store.write(async (transaction) => {
    const ledger = await openLedger({ store, transaction, unitId, nowMs: now(), makeTag, ...options })
    const value = await work(ledger)
    await settleWaiting(parts, ledger)
    return { value, commit: await ledger.close() }
  })
  live.tell(done.commit)
  return done
}

/** To be called when a server starts: what an older one did not understand may count now. */
export async function settleNewlyKnown(parts: Writing, unitId: string): Promise<void> {
  await writeUnit(parts, unitId, async (ledger) => ledger.tell(newBuildKey))
}
