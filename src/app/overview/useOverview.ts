import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { useDevice } from '#app/ports.tsx'
import { readOverview, type Overview } from '#device/overview.ts'
import { readOverviewAsOf, type EarlierOverview } from '#device/overviewAsOf.ts'

/** Today's, which follows what comes in; or that of an earlier day, worked out once. Undefined while that goes on. */
export function useOverview(day: string | undefined): Overview | EarlierOverview | undefined {
  const device = useDevice()
  const today = useLiveQuery(() => readOverview(device), [device])
  const [earlier, setEarlier] = useState<EarlierOverview>()
  useEffect(() => {
    if (day === undefined) return
    let isLeft = false
    void readOverviewAsOf(device, day).then((overview) => {
      if (!isLeft) setEarlier(overview)
    })
    return () => {
      isLeft = true
    }
  }, [device, day])
  if (day === undefined) return today
  return earlier?.asOf === day ? earlier : undefined
}
