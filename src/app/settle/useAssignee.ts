import { useLiveQuery } from 'dexie-react-hooks'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { useDevice } from '#app/ports.tsx'
import { formatDate } from '#app/ui/format.ts'
import type { Device } from '#device/device.ts'
import { openFirm } from '#device/firmView.ts'
import { personName, readReference } from '#device/people.ts'
import { standing } from '#domain/merge/history.ts'

/** Who has the firm now and since when, if this device may know. */
export function useAssignee(firmId: string | undefined) {
  const device = useDevice()
  return useLiveQuery(() => readAssignee(device, firmId), [device, firmId])
}

async function readAssignee(device: Device, firmId: string | undefined) {
  const view = firmId === undefined ? undefined : await openFirm(device, firmId)
  const personId = standing('assignment', view?.assignment)?.personId
  const since = view?.assignment?.entries.at(-1)?.clientTime
  if (personId === undefined || personId === null || since === undefined) return undefined
  const person = personName(await readReference(device), personId)
  return { person, date: formatDate(since.slice(0, 10), getLocale()) }
}
