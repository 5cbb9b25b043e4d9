import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { hasPractice } from '#device/practice/practice.ts'

/** Whether a practice of this person's waits on this device. */
export function useHasPractice(): boolean | undefined {
  const device = useDevice()
  const [has, setHas] = useState<boolean>()
  useEffect(() => void hasPractice(device).then(setHas, () => setHas(false)), [device])
  return has
}

/** Begins from the start, to come back here. */
export function useBeginPractice(): () => Promise<void> {
  const device = useDevice()
  const [here, navigate] = useLocation()
  return async () => {
    const { beginPractice } = await import('#device/practice/beginPractice.ts')
    const begun = await beginPractice(device, here)
    if (begun.ok) navigate(paths.practice + paths.today)
    else showToast(m.practice_notBegun())
  }
}
