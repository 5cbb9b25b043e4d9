import {
  abandon,
  createFactory,
  makeEvent,
  undo,
  type CommitFate,
  type Connection,
  type DiskHit,
  type DiskWeather,
  type Engine,
  type RawDatabase,
  type Transaction,
} from './diskEngine.ts'
import { createOpenings } from './diskOpenings.ts'
import type { Thread, VirtualTime } from './virtualTime.ts'

/** What fell victim to the death of a tab. */
export interface Casualties {
  /** Transactions with writes that were not on disk yet. */
  readonly undone: number
  /** Transactions on disk of which the tab never heard. */
  readonly untold: number
}

/** One phone's IndexedDB: what lies on it outlives every tab. */
export interface Disk {
  readonly indexedDB: IDBFactory
  readonly weather: DiskWeather
  readonly release: (thread: Thread) => Casualties
  /** After every tab is dead: what was not flushed may be gone. Returns how many transactions were. */
  readonly cutPower: () => number
  /** Closes the connections of a tab under its hands, as a browser short of something does. */
  readonly loseConnections: (thread: Thread) => void
  /** Everything, or one database, is gone; whoever has it open loses it. */
  readonly evict: (database?: string) => void
  readonly databaseNames: () => string[]
  /** The rows of a store as they lie there; undefined while somebody is writing. Whoever changes one bends what is stored. */
  readonly rows: <Row>(database: string, store: string) => Row[] | undefined
  /** As they lie there, what somebody is writing too. */
  readonly rowsInHand: <Row>(database: string, store: string) => Row[]
  /** The tab has written something that is not on disk yet, or is and the tab has not heard. */
  readonly isMidWrite: (thread: Thread, which: 'uncommitted' | 'untold') => boolean
  /** Somebody writes, or opens. */
  readonly isBusy: (database: string) => boolean
  /** Takes a row away behind everybody's back. */
  readonly dropRow: (database: string, store: string, key: unknown) => void
}

export interface DiskParts {
  readonly time: VirtualTime
  readonly random: () => number
  readonly onCommit: (database: string, stores: ReadonlySet<string>) => void
  readonly onHit: (way: DiskHit) => void
}

const fullNames = ['QuotaExceededError', 'AbortError']

export function createDisk({ time, random, onCommit, onHit }: DiskParts): Disk {
  const weather: DiskWeather = { aborts: 0, stalls: 0 }
  const system = time.startThread('disk')
  /** Commits since the last flush, which a power cut may take back from the end. */
  let unflushed: Transaction[] = []
  const openings = createOpenings(time, weather, onHit)

  function fateOfCommit(transaction: Transaction): CommitFate {
    if (transaction.mode === 'versionchange' || transaction._rollbackLog.length === 0)
      return { kind: 'commits' }
    if (weather.full === 'commit') {
      onHit('fullAtCommit')
      return { kind: 'fails', errorName: fullNames[Math.floor(random() * fullNames.length)]! }
    }
    const dice = random()
    if (dice < weather.aborts) {
      onHit('abort')
      return { kind: 'fails', errorName: 'AbortError' }
    }
    if (dice > 1 - weather.stalls) {
      onHit('stall')
      return { kind: 'commits', afterMs: 4_000 + random() * 40_000 }
    }
    return { kind: 'commits' }
  }

  const engine: Engine = {
    time,
    opening: openings.current,
    fateOfCommit,
    beforeWrite: () => {
      if (weather.full !== 'put') return
      onHit('fullAtPut')
      throw new DOMException('the disk is full', 'QuotaExceededError')
    },
    onCommit: (transaction) => {
      const { durability, mode, db } = transaction
      if (durability === 'strict' || mode === 'versionchange') unflushed = []
      else unflushed.push(transaction)
      onCommit(db._rawDatabase.name, transaction._scope)
    },
  }
  const factory = createFactory(engine)
  const databases = () => [...factory._databases.values()]
  const writingOf = (thread: Thread) =>
    databases()
      .flatMap(({ transactions }) => transactions)
      .filter(({ db, _state }) => db.owner === thread && _state !== 'finished')
  const kick = () =>
    time.soon(system, () => databases().forEach((database) => database.processTransactions()))

  return {
    indexedDB: openings.serialise(factory),
    weather,
    release(thread) {
      openings.release(thread, factory)
      const mine = writingOf(thread)
      const untold = mine.filter(({ isCommitted }) => isCommitted === true).length
      const undone = mine.map(abandon).filter(Boolean).length
      for (const database of databases())
        database.connections = database.connections.filter(({ owner }) => owner !== thread)
      kick()
      return { undone, untold }
    },
    cutPower() {
      const lost = unflushed.splice(Math.floor(random() * (unflushed.length + 1)))
      for (const { _rollbackLog: log } of lost.toReversed()) undo(log)
      unflushed = []
      return lost.length
    },
    loseConnections(thread) {
      for (const connection of databases().flatMap(({ connections }) => connections))
        if (connection.owner === thread)
          time.soon(thread, () => {
            lose(connection, time)
            kick()
          })
    },
    evict(name) {
      // whoever is opening it, the next app too, ends as every page did
      const opener = openings.current()
      if (opener !== undefined) {
        time.kill(opener)
        openings.release(opener, factory)
      }
      for (const one of name === undefined ? [...factory._databases.keys()] : [name]) {
        factory._databases.get(one)?.connections.forEach((connection) => lose(connection, time))
        factory._databases.delete(one)
        factory._connectionQueues.delete(one)
      }
      unflushed = []
    },
    databaseNames: () => [...factory._databases.keys()],
    rows: (name, store) => committedRows(factory._databases.get(name), store),
    rowsInHand: (name, store) => allRows(factory._databases.get(name), store) ?? [],
    isMidWrite: (thread, which) =>
      writingOf(thread).some(
        ({ isCommitted, _rollbackLog: log }) =>
          log.length > 0 && (isCommitted === true) === (which === 'untold'),
      ),
    isBusy: (name) =>
      openings.current() !== undefined ||
      factory._databases.get(name)?.version === 0 ||
      factory._databases
        .get(name)!
        .transactions.some(({ mode, _state }) => mode !== 'readonly' && _state !== 'finished'),
    dropRow(name, store, key) {
      factory._databases.get(name)?.rawObjectStores.get(store)?.deleteRecord(key)
    },
  }
}

function committedRows<Row>(database: RawDatabase | undefined, store: string): Row[] | undefined {
  if (database === undefined) return undefined
  const isBusy = database.transactions.some(
    ({ mode, isCommitted, _state, _scope, _rollbackLog }) =>
      mode !== 'readonly' &&
      isCommitted !== true &&
      _state !== 'finished' &&
      _scope.has(store) &&
      _rollbackLog.length > 0,
  )
  return isBusy ? undefined : allRows(database, store)
}

function allRows<Row>(database: RawDatabase | undefined, store: string): Row[] | undefined {
  const rows = database?.rawObjectStores.get(store)?.records.values()
  return rows && Array.from(rows, ({ value }) => value as Row)
}

function lose(connection: Connection, time: VirtualTime): void {
  const { owner, _rawDatabase: database } = connection
  for (const transaction of database.transactions) {
    const isOpen = transaction._state !== 'finished' && transaction.isFated !== true
    if (transaction.db === connection && isOpen) transaction._abort('AbortError')
  }
  connection._closePending = true
  connection._closed = true
  database.connections = database.connections.filter((other) => other !== connection)
  if (owner !== undefined) time.soon(owner, () => void connection.dispatchEvent(makeEvent('close', false)))
}
