import { CompiledQuery, type Transaction } from 'kysely'
import type { Journal } from './journal.ts'
import type { Tables } from './store/tables.ts'

/** Work that is undone if it throws, in memory and in the database; one piece at a time. */
export interface Attempts {
  readonly run: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** To be called before anything is written: most attempts write nothing before they end well. */
  readonly touch: () => Promise<void>
}

export function createAttempts(transaction: Transaction<Tables>, journal: Journal): Attempts {
  let isRunning = false
  let isSet = false
  const tell = (text: string) => transaction.executeQuery(CompiledQuery.raw(text))

  async function end(words: readonly string[]): Promise<void> {
    const wasSet = isSet
    isRunning = isSet = false
    if (wasSet) for (const text of words) await tell(text)
  }

  return {
    run: async (work) => {
      const undo = journal.mark()
      isRunning = true
      try {
        const value = await work()
        await end(['release savepoint attempt'])
        return value
      } catch (error) {
        await end(['rollback to savepoint attempt', 'release savepoint attempt'])
        undo()
        throw error
      }
    },
    touch: async () => {
      if (!isRunning || isSet) return
      await tell('savepoint attempt')
      isSet = true
    },
  }
}
