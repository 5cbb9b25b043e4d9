import { canonicalJson } from '#domain/canonicalJson.ts'
import type { TestWorld } from '../support/testWorld.ts'
import type { Way } from './faults.ts'
import type { HostedServer } from './hostedServer.ts'
import type { InvariantId } from './invariants/table.ts'
import type { ListFile } from './listFiles.ts'
import type { Network } from './network.ts'
import type { Phone, Place, Tab, TabParts } from './phones.ts'
import type { DraftPromise, PhotoPromise, Save } from './saves.ts'
import type { Contents } from './storage.ts'
import type { Tally } from './tally.ts'
import type { Template } from './template.ts'
import type { Thread, VirtualTime } from './virtualTime.ts'

/** Everything there is in one seed's world. */
export interface SimulatedWorld {
  readonly seed: number
  readonly template: Template
  readonly time: VirtualTime
  readonly dice: TestWorld
  readonly server: HostedServer
  readonly network: Network
  readonly phones: Phone[]
  readonly tabParts: TabParts
  /** What people were told is kept. */
  readonly saves: Save[]
  readonly drafts: Map<string, DraftPromise>
  readonly photos: {
    readonly promised: PhotoPromise[]
    readonly bytes: Map<string, Uint8Array>
    /** The server was once put back without them. */
    areLost: boolean
  }
  /** The canonical text of each operation as it came into an outbox; a copied draft may be completed twice. */
  readonly recorded: Map<string, Set<string>>
  /** The id and hash of every operation that the server ever held as it was sent. */
  readonly stored: Set<string>
  readonly backups: Backup[]
  /** The highest number that the server called safe. */
  durableSeq: number
  /** How often a backup was put back. */
  restores: number
  /** Whose request to receive was garbled on its way. */
  readonly bentPulls: Set<string>
  /** Operations that no server can take as they are. */
  readonly poison: Set<string>
  /** Operations of which a byte changed on the only disk that had them. */
  readonly bentDeeds: Set<string>
  /** Drafts as they lie on a disk after a byte of them changed. */
  readonly bentDrafts: WeakSet<object>
  /** What was copied from each phone. */
  readonly copies: Map<Place, Contents>
  /** Lists of firms that somebody has taken in, or tried to; undefined in seeds without an office. */
  readonly lists: ListFile[] | undefined
  readonly addPhone: () => Phone
  readonly isLocked: boolean
  /** For what nobody on a phone does; never dies. */
  readonly system: Thread
  readonly newId: () => string
  /** Somebody has had one page of several. */
  readonly isMidPage: () => boolean
  /** What was known of a phone's disk no longer counts: something happened to it behind its back. */
  readonly forget: (phone: Phone) => void
  readonly tally: Tally
  /** What went against an invariant first. */
  violation: Violation | undefined
  readonly hit: (way: Way) => void
  readonly trace: (words: string) => void
  readonly check: Check
}

/** The server's database as it was. */
export interface Backup {
  readonly image: Uint8Array
  readonly at: number
  readonly seq: number
}

/** Counts a look at an invariant; what does not hold ends the seed. */
export type Check = (id: InvariantId, holds: boolean, words: () => string) => void

export interface Violation {
  readonly invariant: InvariantId | 'harness'
  readonly words: string
}

export function noteRecorded({ recorded }: SimulatedWorld, id: string, content: unknown): void {
  const texts = recorded.get(id) ?? new Set()
  recorded.set(id, texts.add(canonicalJson(content)))
}

export function pick<Item>({ random }: TestWorld, items: readonly Item[]): Item | undefined {
  return items[Math.floor(random() * items.length)]
}

export function chance({ random }: TestWorld, of: number): boolean {
  return random() < of
}

/** Pages with a person before them who is not waiting for something. */
export function idlePages(world: SimulatedWorld): Tab[] {
  return allTabs(world).filter(
    ({ kind, device, isBusy, thread }) =>
      kind === 'page' && device !== undefined && !isBusy && !thread.frozen,
  )
}

export function allPlaces({ phones }: SimulatedWorld): Place[] {
  return phones.flatMap(({ places }) => places)
}

export function allTabs({ phones }: SimulatedWorld): Tab[] {
  return phones.flatMap(({ tabs }) => [...tabs])
}
