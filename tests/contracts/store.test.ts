import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '#server/store/contract.ts'
import { openStore } from '#server/store/open.ts'
import { isPostgres, newDatabase, type DatabaseAddress } from '../support/databaseForTests.ts'

async function open(address?: DatabaseAddress): Promise<Store> {
  const store = await openStore(address ?? (await newDatabase()))
  onTestFinished(() => store.close())
  return store
}

/** The store as two processes would have it; an embedded database belongs to one. */
async function openTwice(): Promise<[Store, Store]> {
  const address = await newDatabase()
  const first = await open(address)
  return [first, isPostgres ? await open(address) : first]
}

const counter = { unit_id: 'u', seq: 0, epoch: 'e', durable_seq: 0 }

function insertUnit(store: Store, unitId = 'u') {
  return store.db
    .insertInto('unit_counter')
    .values({ ...counter, unit_id: unitId })
    .execute()
}

async function seqOf(store: Store): Promise<number> {
  return (await store.db.selectFrom('unit_counter').select('seq').executeTakeFirstOrThrow()).seq
}

/** A promise and what settles it, to hold work at a place. */
function gate() {
  return Promise.withResolvers<void>()
}

describe('a database', () => {
  test('is made from nothing, and opens again with what an earlier run left', async () => {
    const address = await newDatabase('blank')
    const first = await openStore(address)
    await insertUnit(first)
    await first.close()
    const second = await open(address)
    expect(await seqOf(second)).toBe(0)
  })

  test('gives back numbers and texts as they were written, and says how much it wrote', async () => {
    const { db } = await open()
    const row = { unit_id: 'đơn vị “A”', seq: 2 ** 52 + 1, epoch: '', durable_seq: -1 }
    const [back] = await db.insertInto('unit_counter').values(row).returningAll().execute()
    expect({ ...back }).toEqual(row)
    const again = await db
      .insertInto('unit_counter')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    expect(again.numInsertedOrUpdatedRows).toBe(0n)
    const { count } = await db
      .selectFrom('unit_counter')
      .select((from) => from.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(count).toBe(1)
  })

  test('tells its own failures from what it was asked to keep', async () => {
    const store = await open()
    const failure = (work: Promise<unknown>) => work.catch((error: unknown) => error)
    await insertUnit(store)
    const twice = await failure(insertUnit(store))
    const nothing = await failure(
      store.db
        .insertInto('commit_tag')
        .values({ unit_id: 'u', seq: 1, tag: null as never, committed_at: 1 })
        .execute(),
    )
    const broken = await failure(sql`select * from nowhere`.execute(store.db))
    expect([twice, nothing, new TypeError('x'), broken].map(store.isStorageFailure)).toEqual([
      false,
      false,
      false,
      true,
    ])
  })
})

describe('writing', () => {
  test('is undone whole when it throws, and back to a savepoint when asked', async () => {
    const store = await open()
    const broken = store.write(async (transaction) => {
      await transaction.insertInto('unit_counter').values(counter).execute()
      throw new Error('no')
    })
    await expect(broken).rejects.toThrow('no')
    await store.write(async (transaction) => {
      await sql`savepoint attempt`.execute(transaction)
      await transaction.insertInto('unit_counter').values(counter).execute()
      await sql`rollback to savepoint attempt`.execute(transaction)
      await sql`release savepoint attempt`.execute(transaction)
      await transaction
        .insertInto('unit_counter')
        .values({ ...counter, unit_id: 'kept' })
        .execute()
    })
    expect(await store.db.selectFrom('unit_counter').select('unit_id').execute()).toMatchObject([
      { unit_id: 'kept' },
    ])
  })

  test('[P8] under the unit’s lock goes one commit after the other, so that numbers come in the order of commits', async () => {
    const stores = await openTwice()
    await insertUnit(stores[0])
    const committed: number[] = []
    const add = async (store: Store) => {
      const seq = await store.write(async (transaction) => {
        const { seq: before } = await store.lockUnit(transaction, 'u')
        await Promise.resolve()
        await transaction
          .updateTable('unit_counter')
          .set({ seq: before + 1 })
          .execute()
        return before + 1
      })
      committed.push(seq)
    }
    await Promise.all(Array.from({ length: 20 }, (_, index) => add(stores[index % 2]!)))
    expect(committed.toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    )
    expect(await seqOf(stores[1])).toBe(20)
  })

  test('waits for the lock of another, and reads what that one wrote', async () => {
    const [first, second] = await openTwice()
    await insertUnit(first)
    const [locked, go] = [gate(), gate()]
    const order: string[] = []
    const slow = first.write(async (transaction) => {
      await first.lockUnit(transaction, 'u')
      locked.resolve()
      await go.promise
      await transaction.updateTable('unit_counter').set({ seq: 7 }).execute()
      order.push('first')
    })
    await locked.promise
    const quick = second.write(async (transaction) => {
      order.push(`second at ${(await second.lockUnit(transaction, 'u')).seq}`)
    })
    // a reader waits for nobody
    expect(
      await second.read((transaction) => transaction.selectFrom('unit_counter').selectAll().execute()),
    ).toHaveLength(1)
    go.resolve()
    await Promise.all([slow, quick])
    expect(order).toEqual(['first', 'second at 7'])
  })

  test('lets one unit begin where two are begun at the same time', async () => {
    const stores = await openTwice()
    const begin = (store: Store, unitId: string) =>
      store.write(async (transaction) => {
        await store.lockUnits(transaction)
        const present = await transaction.selectFrom('unit_counter').select('unit_id').execute()
        if (present.length > 0) return false
        await transaction
          .insertInto('unit_counter')
          .values({ ...counter, unit_id: unitId })
          .execute()
        return true
      })
    const begun = await Promise.all([begin(stores[0], 'a'), begin(stores[1], 'b')])
    expect(begun.filter(Boolean)).toHaveLength(1)
  })
})

describe('reading', () => {
  test('is one snapshot: what is committed meanwhile is not seen', async () => {
    const [reader, writer] = await openTwice()
    await insertUnit(writer)
    await reader.read(async (transaction) => {
      const see = () => transaction.selectFrom('unit_counter').select('seq').executeTakeFirstOrThrow()
      expect((await see()).seq).toBe(0)
      await writer.db.updateTable('unit_counter').set({ seq: 5 }).execute()
      expect((await see()).seq).toBe(0)
    })
    expect(await seqOf(reader)).toBe(5)
  })

  test('cannot write', async () => {
    const store = await open()
    await expect(
      store.read((transaction) => transaction.insertInto('unit_counter').values(counter).execute()),
    ).rejects.toThrow(/read-?only/)
  })
})

describe('work of several transactions', () => {
  test('is done by one at a time, in whatever process, also after one failed', async () => {
    const stores = await openTwice()
    let working = 0
    const work = async (store: Store, fails: boolean) => {
      working += 1
      const together = working
      await store.write((transaction) => transaction.selectFrom('unit_counter').selectAll().execute())
      working -= 1
      if (fails) throw new Error('failed')
      return together
    }
    const done = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        stores[index % 2]!.inTurn(() => work(stores[index % 2]!, index === 3)),
      ),
    )
    expect(done.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual(
      Array.from({ length: 30 }, (_, index) => (index === 3 ? 'failed' : 1)),
    )
  })
})

describe.runIf(isPostgres)('two processes on one database', () => {
  test('are asked to try again after a deadlock, and both come through', async () => {
    const [first, second] = await openTwice()
    for (const unitId of ['a', 'b']) await insertUnit(first, unitId)
    const met = [gate(), gate()]
    const tries = [0, 0]
    const cross = (store: Store, side: 0 | 1) =>
      store.write(async (transaction) => {
        tries[side]! += 1
        const order = side === 0 ? ['a', 'b'] : ['b', 'a']
        await store.lockUnit(transaction, order[0]!)
        met[side]!.resolve()
        await met[1 - side]!.promise
        await store.lockUnit(transaction, order[1]!)
        await sql`update unit_counter set seq = seq + 1`.execute(transaction)
      })
    await Promise.all([cross(first, 0), cross(second, 1)])
    expect(Math.max(...tries)).toBeGreaterThan(1)
    expect(await seqOf(first)).toBe(2)
  })

  test('hear from each other, and once more when the line was cut', async () => {
    const [first, second] = await openTwice()
    const heard: (string | undefined)[] = []
    let next = gate()
    second.news.hear((text) => {
      heard.push(text)
      next.resolve()
    })
    await next.promise
    next = gate()
    await first.news.tell('một')
    await next.promise
    expect(heard).toEqual([undefined, 'một'])
    next = gate()
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where query like 'listen %' and datname = current_database()
    `.execute(first.db)
    await next.promise
    next = gate()
    await first.news.tell('hai')
    await next.promise
    expect(heard).toEqual([undefined, 'một', undefined, 'hai'])
  })

  test('say in words where a database cannot be used', async () => {
    const gone = openStore({ url: 'postgres://nobody:secret@127.0.0.1:1/none' })
    await expect(gone).rejects.toThrow(/^The database at DATABASE_URL can't be used: .*ECONNREFUSED/)
    await expect(gone).rejects.not.toThrow(/secret/)
  })
})
