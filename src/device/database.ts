import { Dexie, RangeSet, type ObservabilitySet, type Table, type Transaction } from 'dexie'
import type { ReceiptStatus } from '#domain/receipt.ts'
import { makeRoom } from './reserve.ts'
import type { Sealed } from './stored.ts'

/** A record as the server sent it. What it says is sealed; only ids, numbers and states can be looked up. */
export interface BaseRow {
  readonly collection: string
  readonly id: string
  /** A firm's id or the name of a set: what the row comes and goes with. */
  readonly scope: string
  readonly seq: number
  readonly state: string
  /** The server's checksum of what it sent. */
  readonly sum?: number | undefined
  readonly sealed: Sealed
}

/** Many firms' cards in one row, so that a whole unit opens with few reads. */
export interface CardChunkRow {
  readonly chunk: number
  /** Tells what is in it from what was in it before, without opening it. */
  readonly stamp: string
  readonly sealed: Sealed
}

/** The visits of a firm that wait for a decision, ready to be listed. */
export interface WaitingRow {
  readonly firmId: string
  /** The number of the newest of them. */
  readonly seq: number
  readonly sealed: Sealed
}

export interface DraftRow {
  readonly visitId: string
  readonly firmId: string
  readonly updatedAt: number
  /** Counts the saves: what the person was told is on disk is at least this. */
  readonly revision: number
  /** When the person threw it away; kept for 30 days. */
  readonly discardedAt?: number | undefined
  /** As in the body, should that change on disk: under its own name it finds its photos, and is sent once. */
  readonly revisionId?: string
  readonly baseRevisionId?: string | undefined
  readonly sealed: Sealed
}

/** A deed not yet confirmed by the server. */
export interface OutboxRow {
  readonly operationId: string
  readonly recordId: string
  readonly kind: string
  readonly deviceSeq: number
  readonly bodyHash: string
  readonly savedAt: number
  readonly bytes: number
  readonly attempts: number
  /** Not tried again by itself before this moment … */
  readonly notBefore: number
  /** … as it was decided at this one, by the same clock. */
  readonly postponedAt?: number | undefined
  /** When it turned out not to be what was recorded any more. */
  readonly damagedAt?: number | undefined
  readonly sealed: Sealed
}

/** A deed the server has confirmed; kept until it is safe to forget. */
export interface AcknowledgedRow {
  readonly operationId: string
  readonly recordId: string
  readonly kind: string
  /** What it was sent under, should the server lose it. */
  readonly deviceId: string
  readonly deviceSeq: number
  readonly bytes: number
  readonly receiptSeq: number
  readonly status: ReceiptStatus
  readonly problem?: string | undefined
  readonly bodyHash: string
  readonly savedAt: number
  readonly acknowledgedAt: number
  /** When it was, by the server's clock. */
  readonly confirmedAt: number
  /** The server's history that the receipt is of, as this device counts them. */
  readonly history: number
  readonly sealed: Sealed
}

/** A photo of a visit, known by the SHA-256 of its bytes, which lie in pieces of their own. */
export interface PhotoRow {
  readonly visitId: string
  readonly hash: string
  readonly firmId: string
  /** The operation that names it. */
  readonly revisionId: string
  readonly takenAt: number
  readonly bytes: number
  readonly chunks: number
  /** `taken` while the form is open; `damaged`: what lies here is not what was taken. */
  readonly state: 'taken' | 'waiting' | 'received' | 'damaged'
  readonly attempts: number
  readonly notBefore: number
  /** As it was decided at this moment, by the same clock. */
  readonly postponedAt?: number | undefined
  /** The server does not count the visit yet, by its last word. */
  readonly isUnknown?: boolean | undefined
  readonly receivedAt?: number | undefined
  /** The server's history that said so, as this device counts them. */
  readonly history?: number | undefined
}

export interface PhotoChunkRow {
  readonly visitId: string
  readonly hash: string
  readonly index: number
  readonly sealed: Sealed
}

export interface MetaRow {
  readonly key: string
  readonly value: unknown
}

/** What lists read has another layout: the next round works it out as on a new day, and until then it is not there. */
async function layListsAnew(transaction: Transaction): Promise<void> {
  await transaction.table('cards').clear()
  await transaction.table('waiting').clear()
  await transaction.table('meta').delete('cardsDay')
  await transaction.table('meta').put({ key: 'cardsDue', value: 'all' })
}

/** One person's database on one device. `base` holds server records only; nothing local ever writes there. */
export class DeviceDatabase extends Dexie {
  declare base: Table<BaseRow, [string, string]>
  /** The base to come while everything is received anew. */
  declare shadow: Table<BaseRow, [string, string]>
  declare cards: Table<CardChunkRow, number>
  declare waiting: Table<WaitingRow, string>
  declare drafts: Table<DraftRow, string>
  declare outbox: Table<OutboxRow, string>
  declare acknowledged: Table<AcknowledgedRow, string>
  declare meta: Table<MetaRow, string>
  declare photos: Table<PhotoRow, [string, string]>
  declare photoChunks: Table<PhotoChunkRow, [string, string, number]>

  constructor(name: string) {
    // every reported save must survive a power cut; live queries must not show what is not committed
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' })
    this.version(1).stores({
      base: '[collection+id], scope, [collection+state]',
      shadow: '[collection+id], scope',
      cards: 'chunk',
      drafts: 'visitId, firmId',
      outbox: 'operationId, deviceSeq, recordId',
      acknowledged: 'operationId, receiptSeq, recordId, acknowledgedAt, confirmedAt',
      meta: 'key',
    })
    this.version(2)
      .stores({
        waiting: 'firmId, seq',
        photos: '[visitId+hash], revisionId, state',
        photoChunks: '[visitId+hash+index]',
      })
      .upgrade(layListsAnew)
    // visits that wait say why they are decided by themselves, cards when a step of approach was reached
    this.version(3).upgrade(layListsAnew)
    // cards say the next step, the plan's document, whose the firm is, and what whoever leads it said
    this.version(4).stores({ cards: 'chunk, [chunk+stamp]' }).upgrade(layListsAnew)
    // cards say where a firm lies, which days visits were begun on, and by what other names it goes
    this.version(5).upgrade(layListsAnew)
    // told only when the browser closes it, as it does when it could not write
    this.on('ready', () => this.backendDB().addEventListener('close', () => void makeRoom()), true)
  }

  /** Where it can't be opened (no room, a lost connection), Dexie would stay closed: here a later use tries again. */
  override open() {
    return super.open().catch((error: unknown) => {
      // a moment later: whoever waits for this opening hears first why it failed
      setTimeout(() => {
        if (this.hasFailed() && !this.hasBeenClosed()) this.close({ disableAutoOpen: false })
      })
      throw error
    })
  }

  /** Tells screens in all tabs that these tables have changed, as Dexie does of what is not written quietly. */
  announce(...tables: readonly { readonly schema: Table['schema'] }[]): void {
    const parts: ObservabilitySet = {}
    for (const { schema } of tables)
      for (const index of ['', ':dels', ...schema.indexes.map(({ name }) => name)])
        parts[`idb://${this.name}/${schema.name}/${index}`] = new RangeSet(-Infinity, [[]])
    Dexie.on.storagemutated.fire(parts)
  }
}

export function databaseName(unitId: string, enrolmentId: string): string {
  return `nhip-cau/${unitId}/${enrolmentId}`
}
