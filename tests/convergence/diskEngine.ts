import {
  IDBDatabase as FDBDatabase,
  IDBFactory as FDBFactory,
  IDBTransaction as FDBTransaction,
  IDBVersionChangeEvent,
} from 'fake-indexeddb'
import type { Thread, VirtualTime } from './virtualTime.ts'

/** The insides of fake-indexeddb that a crash, a power cut or a full disk has to reach. */
export interface Transaction {
  readonly mode: IDBTransactionMode | 'versionchange'
  readonly durability: 'default' | 'strict' | 'relaxed'
  readonly db: Connection
  readonly _scope: ReadonlySet<string>
  /** Undoes what was written, from the end. */
  readonly _rollbackLog: (() => void)[]
  readonly _requests: readonly { readonly request: { readonly readyState: string } }[]
  _state: 'active' | 'inactive' | 'committing' | 'finished'
  _started: boolean
  _start: () => void
  _abort: (errorName: string | null) => void
  /** The disk has decided what becomes of it. */
  isFated?: true
  /** On disk; whoever asked for it may not know yet. */
  isCommitted?: true
}

export interface Connection extends EventTarget {
  readonly _rawDatabase: RawDatabase
  /** The tab that opened it. */
  owner?: Thread
  _closed: boolean
  _closePending: boolean
  close: () => void
  dispatchEvent: (event: Event) => boolean
}

export interface RawDatabase {
  readonly name: string
  readonly version: number
  transactions: Transaction[]
  connections: Connection[]
  readonly rawObjectStores: ReadonlyMap<string, RawStore>
  readonly processTransactions: () => void
  engine?: Engine
}

export interface RawStore {
  readonly rawDatabase: RawDatabase
  readonly records: { readonly values: () => Iterable<{ readonly key: unknown; readonly value: unknown }> }
  storeRecord: (record: { value: unknown }, noOverwrite: boolean, rollbackLog?: (() => void)[]) => unknown
  deleteRecord: (key: unknown, rollbackLog?: (() => void)[]) => void
}

export interface Factory extends IDBFactory {
  _databases: Map<string, RawDatabase>
  readonly _connectionQueues: Map<string, unknown>
}

/** What befalls transactions; chances from 0 to 1. */
export interface DiskWeather {
  /** Where a full disk shows itself. */
  full?: 'put' | 'commit' | 'open' | undefined
  /** The browser gives up a transaction for no reason that it names. */
  aborts: number
  /** A commit that takes its time, longer than anybody waits. */
  stalls: number
}

export type DiskHit = 'fullAtPut' | 'fullAtCommit' | 'fullAtOpen' | 'abort' | 'stall'

/** What a commit comes to: it happens, later perhaps, or fails under a name. */
export type CommitFate =
  | { readonly kind: 'commits'; readonly afterMs?: number }
  | { readonly kind: 'fails'; readonly errorName: string }

/** What the disk decides about the transactions of its databases. */
export interface Engine {
  readonly time: VirtualTime
  /** Whoever opens a database now, while nobody owns the connection yet. */
  readonly opening: () => Thread | undefined
  readonly fateOfCommit: (transaction: Transaction) => CommitFate
  /** Throws what a put on a full disk throws. */
  readonly beforeWrite: () => void
  readonly onCommit: (transaction: Transaction) => void
}

const prototype = FDBTransaction.prototype as unknown as Transaction
const engineStart = prototype._start
const connections = FDBDatabase.prototype as unknown as Connection
const engineClose = connections.close
const askAgainMs = 5
const patchedStores = new WeakSet<object>()

/**
 * Gives every transaction to the thread of its tab, and a moment between being on disk and being told so. To be
 * called once in a process.
 */
export function takeOverTransactions(): void {
  prototype._start = function (this: Transaction) {
    const engine = this.db._rawDatabase.engine
    const owner = this.db.owner ?? engine?.opening()
    if (engine === undefined || owner === undefined) engineStart.call(this)
    else start(this, engine, owner)
  }
  connections.close = function (this: Connection) {
    this._closePending = true
    closeWhenIdle(this)
  }
}

/** The engine itself asks again at every turn, for as long as it takes. */
function closeWhenIdle(connection: Connection): void {
  const { _rawDatabase: database } = connection
  const { engine } = database
  const isIdle = database.transactions.every(({ _state }) => _state === 'finished')
  if (isIdle || engine === undefined) engineClose.call(connection)
  else engine.time.later(engine.time.current(), () => closeWhenIdle(connection), askAgainMs)
}

function start(transaction: Transaction, engine: Engine, owner: Thread): void {
  const { time } = engine
  if (time.current() !== owner) {
    transaction._started = true
    time.soon(owner, () => transaction._start())
    return
  }
  const isAtEnd = !transaction._requests.some(({ request }) => request.readyState !== 'done')
  const writes = transaction.mode !== 'readonly'
  // `commit` may have been asked for before the last request was answered
  const isOpen = transaction._state === 'active' || transaction._state === 'committing'
  if (!isAtEnd || !writes || !isOpen || transaction.isFated === true) {
    engineStart.call(transaction)
    return
  }
  transaction.isFated = true
  const fate = engine.fateOfCommit(transaction)
  if (fate.kind === 'fails') {
    transaction._abort(fate.errorName)
    return
  }
  const commit = () => {
    transaction.isCommitted = true
    engine.onCommit(transaction)
    time.soon(owner, () => engineStart.call(transaction))
  }
  transaction._state = 'committing'
  if (fate.afterMs === undefined) commit()
  else time.later(owner, commit, fate.afterMs)
}

/** A factory whose databases belong to one engine. */
export function createFactory(engine: Engine): Factory {
  const factory = new FDBFactory() as unknown as Factory
  factory._databases = new DatabaseMap(engine)
  return factory
}

class DatabaseMap extends Map<string, RawDatabase> {
  readonly engine: Engine
  constructor(engine: Engine) {
    super()
    this.engine = engine
  }
  override set(name: string, database: RawDatabase): this {
    database.engine = this.engine
    return super.set(name, database)
  }
}

/** Lets writes to these stores ask the disk first. */
export function watchWrites(database: RawDatabase): void {
  const [store] = database.rawObjectStores.values()
  const stores = store && (Object.getPrototypeOf(store) as RawStore)
  if (stores === undefined || patchedStores.has(stores)) return
  patchedStores.add(stores)
  const engineStore = stores.storeRecord
  stores.storeRecord = function (this: RawStore, record, noOverwrite, rollbackLog) {
    // undoing always finds room
    if (rollbackLog !== undefined) this.rawDatabase.engine?.beforeWrite()
    return engineStore.call(this, record, noOverwrite, rollbackLog)
  }
}

/** Undoes what a dead tab had not committed, and forgets it. Whether there was something. */
export function abandon(transaction: Transaction): boolean {
  const { _rawDatabase: database } = transaction.db
  const isUndone = transaction.isCommitted !== true && transaction._rollbackLog.length > 0
  if (transaction.isCommitted !== true) undo(transaction._rollbackLog)
  transaction._state = 'finished'
  database.transactions = database.transactions.filter((other) => other !== transaction)
  return isUndone
}

export function undo(rollbackLog: readonly (() => void)[]): void {
  for (const step of rollbackLog.toReversed()) step()
}

/** An event as the engine fires them. */
export function makeEvent(type: 'error' | 'close', bubbles: boolean): Event {
  const made = new IDBVersionChangeEvent(type)
  return Object.assign(made, { bubbles, cancelable: bubbles, eventPath: [] })
}
