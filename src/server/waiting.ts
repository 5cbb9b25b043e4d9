import type { HeldRecord } from '#domain/records.ts'
import { noteCounted, readHeldEntry } from './heldOperations.ts'
import type { Ledger } from './ledger.ts'
import { noteOutcomes } from './operationRows.ts'
import type { Parts } from './parts.ts'
import { personScope } from './scopeKeys.ts'
import { applyOperation, type Applied } from './settleOperation.ts'
import { isAnythingWaiting, noteWaiting, readWaiting } from './waitingRows.ts'

/**
 * Tries again what waited for something that this commit brought, and what waited for that in turn: devices
 * that hand in their work after a restore come in any order. What counts leaves the held data.
 */
export async function settleWaiting(
  { store, log }: Pick<Parts, 'store' | 'log'>,
  ledger: Ledger,
): Promise<void> {
  let news = ledger.takeNews()
  if (news.length === 0 || !(await isAnythingWaiting(ledger))) return
  for (; news.length > 0; news = ledger.takeNews()) {
    for (const id of await readWaiting(ledger, news)) {
      try {
        await ledger.attempt(() => tryAgain(ledger, id))
      } catch (error) {
        if (store.isStorageFailure(error)) throw error
        log.error({ error, operationId: id }, 'a held operation failed')
      }
    }
  }
}

async function tryAgain(ledger: Ledger, id: string): Promise<void> {
  const entry = await readHeldEntry(ledger, id)
  const held = (await ledger.read('held', id))?.record as HeldRecord | undefined
  if (entry === undefined || held === undefined) return
  const applied = await applyOperation(ledger, entry)
  if (applied.status === 'held') return holdOn(ledger, held, applied)
  await noteCounted(ledger, id, applied)
  await ledger.remove('held', id)
}

/** It waits for something else now. */
async function holdOn(
  ledger: Ledger,
  held: HeldRecord,
  { problem, waitsFor }: Extract<Applied, { status: 'held' }>,
): Promise<void> {
  const { id, personId } = held
  await noteWaiting(ledger, id, waitsFor)
  if (problem === held.problem) return
  const seq = ledger.take()
  const record: HeldRecord = { ...held, problem }
  await ledger.write({ collection: 'held', id, scopeKey: personScope(personId), seq, record })
  await noteOutcomes(ledger, [{ id, status: 'held', seq, problem }])
}
