/** The kinds of records that devices and server keep, each a fold of operations or set by the server. */
export const collections = [
  'unit',
  'person',
  'workingGroup',
  'park',
  'commune',
  'organisation',
  'reorganisation',
  'directory',
  'ruleSet',
  'notice',
  'letter',
  'firm',
  'alias',
  'import',
  'visit',
  'assignment',
  'plan',
  'pin',
  'override',
  'request',
  'outcome',
  'target',
  'period',
  'held',
  'conflict',
] as const
export type Collection = (typeof collections)[number]

/** A field of a firm as the supervisors keep it, with the number of the operation that set it. */
export interface FirmField {
  readonly value: string | boolean | readonly string[] | null
  readonly seq: number
  readonly personId: string
  readonly clientTime: string
  /** The list it was taken from, and what stood here before, to be put back if that is undone. */
  readonly importId?: string | undefined
  readonly before?: FirmField | undefined
}

/** A firm: its profile field by field. What visits found out about it is folded from them, not stored here. */
export interface FirmRecord {
  readonly id: string
  /** `withdrawn`: the list it came from was undone. It is not shown unless something else is known of it. */
  readonly status: 'proposed' | 'approved' | 'withdrawn'
  readonly createdBy: string
  /** The list it came with. */
  readonly importId?: string | undefined
  readonly fields: Readonly<Record<string, FirmField>>
}

/** A dated list of deeds about one firm or thing; the last by server order stands. */
export interface HistoryRecord {
  readonly id: string
  readonly firmId?: string | undefined
  readonly entries: readonly HistoryEntry[]
}

export interface HistoryEntry {
  readonly operationId: string
  readonly seq: number
  readonly personId: string
  readonly clientTime: string
  /** Of the body; absent for the first. */
  readonly schemaVersion?: number | undefined
  readonly body: { readonly [field: string]: unknown }
}

/** An operation the server has in full but does not count yet, for the author and the supervisor to see. */
export interface HeldRecord {
  /** The operation's id, or one made of its hash where that id is another's. */
  readonly id: string
  readonly kind: string
  readonly firmId?: string | undefined
  readonly personId: string
  readonly problem: string
  readonly heldAt: string
  /** Of the content as it is here. */
  readonly bodyHash: string
  /** The operation's content as it came. */
  readonly content: { readonly [field: string]: unknown }
  readonly state: 'open' | 'released' | 'discarded'
  readonly decisions: readonly HeldDecision[]
}

export interface HeldDecision {
  readonly operationId: string
  readonly seq: number
  readonly personId: string
  readonly clientTime: string
  readonly kind: 'release' | 'discard'
  readonly reason?: string | undefined
  /** False when it was decided before, or could not count even so: then `problem` says why. */
  readonly counts: boolean
  readonly problem?: string | undefined
}

/** Both values where two people set one field of a firm without knowing of each other. */
export interface ConflictRecord {
  readonly id: string
  readonly firmId: string
  readonly field: string
  readonly kept: FirmField
  readonly lost: FirmField
  readonly state: 'open' | 'settled'
  readonly decisions: readonly ConflictDecision[]
}

export interface ConflictDecision {
  readonly operationId: string
  readonly seq: number
  readonly personId: string
  readonly clientTime: string
  /** The value that stands, in the conflict's own words. */
  readonly choice: 'kept' | 'lost'
  readonly reason?: string | undefined
  /** False when somebody had settled it before. */
  readonly counts: boolean
}

export interface PersonRecord {
  readonly id: string
  readonly username: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly workingGroupId?: string | undefined
  /** Leadership of the working group, dated yyyy-mm-dd: it grants pin, override and assign inside the group. */
  readonly leads?: { readonly from: string; readonly to?: string | undefined } | undefined
  readonly active: boolean
}

export const roles = ['surveyor', 'supervisor', 'administrator'] as const
export type Role = (typeof roles)[number]

export interface UnitRecord {
  readonly id: string
  readonly name: string
  readonly demo: boolean
  /** «Giấy giới thiệu»: number, date, purpose and the telephone of the office. */
  readonly letter?:
    | { readonly number: string; readonly date: string; readonly purpose: string; readonly phone: string }
    | undefined
  /** Of the wording that comes with the app; the unit's own are records of their own. */
  readonly noticeVersion: string
  readonly asksOwnerMembership: boolean
  readonly allowsPhotos: boolean
}

export interface WorkingGroupRecord {
  readonly id: string
  readonly name: string
  readonly parkIds: readonly string[]
}

export const parkKinds = ['industrialPark', 'exportZone', 'cluster', 'economicZone', 'outside'] as const

/** A commune or ward: names are dated, the code never changes. */
export interface CommuneRecord {
  readonly id: string
  readonly provinceCode: string
  readonly provinceName: string
  readonly names: readonly {
    readonly name: string
    readonly from: string
    readonly to?: string | undefined
  }[]
}

/** An organisation of several firms, or above them, as it is on a day. */
export interface OrganisationRecord {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly firmIds: readonly string[]
  readonly officialTotal?: number | undefined
}

/** What every member may know of a firm nearby: no counts. */
export interface DirectoryRecord {
  readonly id: string
  readonly name: string
  readonly formerNames: readonly string[]
  readonly parkId: string
  readonly taxCode?: string | undefined
  readonly address?: string | undefined
  /** The list it came from was undone, and nothing else is known of it. */
  readonly withdrawn?: true | undefined
}

/** A part of a list of firms that was taken in: small enough to travel by itself. */
export interface ImportRecord extends HistoryRecord {
  /** The same for all parts of a list. */
  readonly importId: string
  readonly state: 'taken' | 'undone'
}
