import { useLiveQuery } from 'dexie-react-hooks'
import { useDevice } from '#app/ports.tsx'
import { countWaitingVisits } from '#device/waitingVisits.ts'
import { mayOpen } from './places.ts'

/** How many visits wait, for whoever decides about them; for others nothing is counted. */
export function useVisitsToReview(roles: Parameters<typeof mayOpen>[0]): number {
  const device = useDevice()
  const decides = mayOpen(roles, 'review')
  return useLiveQuery(() => (decides ? countWaitingVisits(device) : 0), [device, decides]) ?? 0
}
