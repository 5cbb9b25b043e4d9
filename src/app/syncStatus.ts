import { create } from 'zustand'
import type { RoadFailure } from './ports.tsx'

/** How the last and the running exchange with the server stand. */
export interface SyncState {
  readonly running: boolean
  readonly sent: number
  readonly total: number
  /** Why the last exchange did not succeed; undefined when it did, or before the first. */
  readonly failure?: RoadFailure | undefined
  /** A new version of the app is on this device and waits. */
  readonly updateReady: boolean
}

export const useSyncStatus = create<SyncState>(() => ({
  running: false,
  sent: 0,
  total: 0,
  updateReady: false,
}))
