import { createContext, use } from 'react'
import type { Device } from '#device/device.ts'
import type { Progress } from '#device/lists/listSession.ts'
import type { Problem } from '#domain/result.ts'
import type { Role } from '#domain/records.ts'
import type { OpenListWork } from './lists/openListWork.ts'

/** Why nothing came of asking the server, for words. */
export type RoadFailure =
  | 'offline'
  | 'timedOut'
  | 'notTheServer'
  | 'serverDown'
  | 'sessionEnded'
  | 'notAllowed'
  | 'tooLarge'
  | 'tooMany'
  | 'clientTooOld'
  | 'otherVersion'
  | 'refused'

export type Asked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: RoadFailure; readonly problem?: Problem | undefined }

/** What may be known of the server before signing in. */
export interface ServerStatus {
  readonly setUp: boolean
  readonly unitName?: string | undefined
  readonly demo?:
    | {
        readonly password: string
        readonly accounts: readonly {
          readonly username: string
          readonly displayName: string
          readonly roles: readonly Role[]
        }[]
      }
    | undefined
}

export interface PersonForm {
  readonly personId?: string | undefined
  readonly username: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly workingGroupId?: string | undefined
  readonly leads?: boolean | undefined
  readonly active: boolean
  readonly password?: string | undefined
}

/** A device of the unit, as the server last heard of it. Times are ISO 8601. */
export interface KnownDevice {
  readonly enrolmentId: string
  readonly personId: string
  readonly deviceName: string
  readonly lastSeenAt?: string | undefined
  /** Deeds it held unsent, by its own last word, and since when the oldest waits. */
  readonly unsent: number
  readonly unsentSince?: string | undefined
  /** Deeds that were numbered there before others that arrived, and have not come. */
  readonly missing: number
  readonly revoked?: 'drain' | 'stolen' | undefined
}

/** What screens need of the world beyond this device; `main.tsx` alone knows how it is done. */
export interface Ports {
  readonly readStatus: () => Promise<Asked<ServerStatus>>
  readonly signIn: (username: string, password: string) => Promise<Asked<unknown>>
  /** Opens the door to somebody else; nothing this person recorded is touched. */
  readonly signOut: () => Promise<void>
  readonly setUp: (
    how:
      | {
          readonly kind: 'unit'
          readonly code: string
          readonly unitName: string
          readonly username: string
          readonly displayName: string
          readonly password: string
        }
      | { readonly kind: 'sample'; readonly code: string },
  ) => Promise<Asked<unknown>>
  readonly setPerson: (person: PersonForm) => Promise<Asked<unknown>>
  readonly setWorkingGroup: (group: {
    readonly workingGroupId?: string | undefined
    readonly name: string
    readonly parkIds: readonly string[]
  }) => Promise<Asked<unknown>>
  readonly readDevices: () => Promise<Asked<readonly KnownDevice[]>>
  readonly setUnit: (unit: { readonly allowsPhotos: boolean }) => Promise<Asked<unknown>>
  /** A photo of a visit; `refused` while the server has none. */
  readonly readPhoto: (visitId: string, hash: string) => Promise<Asked<Blob>>
  readonly revokeDevice: (enrolmentId: string, how: 'drain' | 'stolen') => Promise<Asked<unknown>>
  /** Begins the work on lists of firms; hears how far it is. */
  readonly openLists: (databaseName: string, onProgress: Progress) => Promise<ReturnType<OpenListWork>>
  /** Everything waiting may go now. */
  readonly syncNow: () => void
  /** Something was recorded: a round soon. */
  readonly syncSoon: () => void
  /** Moves to the version that is ready; only when no form is open in another tab. */
  readonly updateApp: () => Promise<'updating' | 'formOpenElsewhere'>
}

export const PortsContext = createContext<Ports | undefined>(undefined)
export const DeviceContext = createContext<Device | undefined>(undefined)

export function usePorts(): Ports {
  const ports = use(PortsContext)
  if (ports === undefined) throw new Error('no ports around this screen')
  return ports
}

/** The signed-in person's device; only below the sign-in gate. */
export function useDevice(): Device {
  const device = use(DeviceContext)
  if (device === undefined) throw new Error('nobody is signed in around this screen')
  return device
}
