import { useEffect, useState } from 'react'
import { useDevice } from '#app/ports.tsx'
import { findLoss, settleLoss, type Sentinel } from '#device/sentinel.ts'

/** What the browser has cleared of this person's here, until they have seen it. */
export function useLoss(): [lost: Sentinel | undefined, settle: () => void] {
  const device = useDevice()
  const [lost, setLost] = useState<Sentinel>()
  useEffect(() => void findLoss(device).then(setLost, () => undefined), [device])
  return [lost, () => void settleLoss(device).then(() => setLost(undefined))]
}
