/** The server's tables, column by column. Numbers stay below 2^53; JSON is kept as text in both databases. */
export interface Tables {
  readonly unit_counter: UnitCounterTable
  readonly commit_tag: { unit_id: string; seq: number; tag: string; committed_at: number }
  /** Tombstones up to a number are gone. */
  readonly purged: { unit_id: string; through: number }
  readonly operation: OperationTable
  /** What held operations wait for: the id of a record or operation, or `<person> <set>` for a view. */
  readonly waiting: { unit_id: string; operation_id: string; key: string }
  readonly device: DeviceTable
  readonly device_number: { unit_id: string; device_id: string; device_seq: number; operation_id: string }
  readonly record: RecordTable
  readonly scope: { unit_id: string; person_id: string; scope_key: string; added_seq: number }
  readonly scope_reason: { unit_id: string; person_id: string; scope_key: string; reason: string }
  readonly unscope: { unit_id: string; person_id: string; scope_key: string; seq: number }
  readonly digest: { unit_id: string; scope_key: string; count: number; high: number; low: number }
  readonly enrolment: EnrolmentTable
  readonly user: { id: string; username: string | null }
}

/** One row a unit, locked by whoever writes: its number is the unit's order. */
export interface UnitCounterTable {
  unit_id: string
  seq: number
  /** Names one history; a restored server gets another. */
  epoch: string
  /** Everything up to here is in a backup away from this machine. */
  durable_seq: number
}

/** Every deed ever received, with what became of it. `content` is its canonical JSON, the text that was hashed. */
export interface OperationTable {
  unit_id: string
  id: string
  device_id: string
  device_seq: number
  seq: number
  person_id: string
  kind: string
  record_id: string
  status: string
  problem: string | null
  body_hash: string
  content: string
  received_at: string
  /** Whose enrolment carried it. */
  session_person: string
}

/** All numbers up to `contiguous_seq` were seen. */
export interface DeviceTable {
  unit_id: string
  device_id: string
  enrolment_id: string
  contiguous_seq: number
  highest_seq: number
}

/** The records as devices get them. A record that moves to another scope leaves a deleted row behind. */
export interface RecordTable {
  unit_id: string
  collection: string
  id: string
  scope_key: string
  seq: number
  deleted: number
  json: string
}

export interface EnrolmentTable {
  id: string
  unit_id: string
  person_id: string
  device_id: string
  device_name: string
  push_token_hash: string
  read_token_hash: string | null
  read_expires_at: number
  revoked: Revoked | null
  created_at: string
  last_seen_at: number
  last_unsent: number
  /** Since when the oldest of them waits, by the device's clock; 0 while none does. */
  last_unsent_since: number
}

/** `drain`: may send, not receive. `stolen`: neither. */
export type Revoked = 'drain' | 'stolen'
