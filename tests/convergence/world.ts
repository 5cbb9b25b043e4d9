import type { EnrolAnswer } from '#protocol/session.ts'
import type { TestWorld } from '../support/testWorld.ts'
import type { Way } from './faults.ts'
import type { HostedServer } from './hostedServer.ts'
import type { InvariantId } from './invariants/table.ts'
import type { Network } from './network.ts'
import type { Phone, Place, Tab, TabParts } from './phones.ts'
import type { DraftPromise, Save } from './saves.ts'
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
  /** The canonical text of each operation, as it came into an outbox. */
  readonly recorded: Map<string, string>
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
  /** The tokens that each place had. */
  readonly enrolments: ReadonlyMap<Place, EnrolAnswer>
}

/** Counts a look at an invariant; what does not hold ends the seed. */
export type Check = (id: InvariantId, holds: boolean, words: () => string) => void

export interface Violation {
  readonly invariant: InvariantId | 'harness'
  readonly words: string
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
