import { useLiveQuery } from 'dexie-react-hooks'
import { useDevice } from '#app/ports.tsx'
import { mayOpen } from '#app/session/places.ts'
import { useRoles } from '#app/session/useRoles.ts'
import { readConflicts } from '#device/conflicts.ts'
import type { Device } from '#device/device.ts'
import { readHeldData } from '#device/heldData.ts'

/** All that waits for a word of the office: what two people said differently, and what the server keeps apart. */
export function useToSettle() {
  const device = useDevice()
  return useLiveQuery(() => readToSettle(device), [device])
}

/** How many of these wait for the person here; none for whoever does not decide about them. */
export function useSettleCount(): number {
  const device = useDevice()
  const may = mayOpen(useRoles(), 'admin')
  const count = useLiveQuery(async () => {
    if (!may) return 0
    const { conflicts, held } = await readToSettle(device)
    return conflicts.length + held.length
  }, [device, may])
  return count ?? 0
}

async function readToSettle(device: Device) {
  const [conflicts, held] = await Promise.all([readConflicts(device), readHeldData(device)])
  return { conflicts, held }
}
