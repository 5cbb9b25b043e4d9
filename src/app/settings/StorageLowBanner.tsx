import { useEffect, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Banner } from '#app/ui/Banner.tsx'
import { isNearlyFull, readStorage } from '#device/storageHealth.ts'

/** There is hardly room left: said before an answer can't be saved, where sending and storage are looked at. */
export function StorageLowBanner() {
  const [isLow, setIsLow] = useState(false)
  useEffect(() => void readStorage().then((health) => setIsLow(isNearlyFull(health))), [])
  if (!isLow) return null
  return (
    <Banner
      tone="warn"
      what={m.failure_storageLow_what()}
      safe={m.failure_storageLow_safe()}
      todo={m.failure_storageLow_do()}
    />
  )
}
