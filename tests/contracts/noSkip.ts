import { expect } from 'vitest'
import type { TestServer } from '../support/serverForTests.ts'
import { fold, type BaseRow, type Sender } from '../server/deeds.ts'

/** A device that pulls again and again while others send, and remembers what it held when. */
export function createWatcher(puller: Sender) {
  const base = new Map<string, BaseRow>()
  const moments: { readonly upTo: number; readonly held: ReadonlySet<string> }[] = []
  let cursor: string | null = null

  async function look(): Promise<void> {
    const page = await puller.pull(cursor, 1000)
    fold(page.changes, base)
    cursor = page.cursor
    if (!page.more) moments.push({ upTo: page.upTo, held: new Set(base.keys()) })
  }

  return {
    look,
    lookUntil: async (done: Promise<unknown>): Promise<void> => {
      let isDone = false
      const settled = done.finally(() => (isDone = true))
      while (!isDone) await look()
      await settled
      await look()
    },
    /** I7: whatever lay at or before the number it was told was complete, it held then. */
    expectNoSkip: async ({ store }: Pick<TestServer, 'store'>): Promise<void> => {
      const visits = await store.db
        .selectFrom('record')
        .select(['id', 'seq'])
        .where('collection', '=', 'visit')
        .execute()
      for (const { upTo, held } of moments) {
        const missing = visits.filter(({ id, seq }) => seq <= upTo && !held.has(`visit/${id}`))
        expect(missing).toEqual([])
      }
      expect(visits.filter(({ id }) => !base.has(`visit/${id}`))).toEqual([])
    },
    moments,
  }
}
