import { useLiveQuery } from 'dexie-react-hooks'
import { createContext, use, useSyncExternalStore } from 'react'
import { useDevice, type RoadFailure } from '#app/ports.tsx'
import { useSyncStatus } from '#app/syncStatus.ts'
import type { Device } from '#device/device.ts'
import { readMeta } from '#device/meta.ts'
import { readWaiting } from '#device/unsent.ts'
import { countUnsentPhotos } from '#device/photoRows.ts'

/** How this device stands with the server, for the status bar and «Gửi dữ liệu». */
export interface RoadStatus {
  readonly online: boolean
  readonly running: boolean
  readonly sent: number
  readonly total: number
  readonly failure: RoadFailure | undefined
  /** Deeds the server has not confirmed. */
  readonly waiting: number
  /** Photos of completed visits that it has not: they wait or are damaged. */
  readonly photos: number
  /** This device was withdrawn. */
  readonly revoked: 'drain' | 'stolen' | undefined
  readonly lastReceiptAt: number | undefined
  readonly lastPullAt: number | undefined
  readonly now: number
}

export const RoadStatusContext = createContext<RoadStatus | undefined>(undefined)

/** Read once, by whatever stands around the screens. */
export function useReadRoadStatus(): RoadStatus {
  const device = useDevice()
  const { running, sent, total, failure } = useSyncStatus()
  const kept = useLiveQuery(() => readKept(device), [device])
  const online = useSyncExternalStore(watchOnline, () => navigator.onLine)
  return {
    online,
    running,
    sent,
    total,
    failure,
    waiting: kept?.waiting ?? 0,
    photos: kept?.photos ?? 0,
    revoked: kept?.revoked,
    lastReceiptAt: kept?.lastReceiptAt,
    lastPullAt: kept?.lastPullAt,
    now: device.now(),
  }
}

export function useRoadStatus(): RoadStatus {
  const status = use(RoadStatusContext)
  if (status === undefined) throw new Error('no road status around this screen')
  return status
}

async function readKept(device: Device) {
  const { count } = await readWaiting(device)
  return {
    waiting: count,
    photos: await countUnsentPhotos(device),
    revoked: await readMeta(device.database, 'revoked'),
    lastReceiptAt: await readMeta(device.database, 'lastReceiptAt'),
    lastPullAt: await readMeta(device.database, 'lastPullAt'),
  }
}

function watchOnline(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}
