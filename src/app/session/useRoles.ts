import { useLiveQuery } from 'dexie-react-hooks'
import { useDevice } from '#app/ports.tsx'
import { readRecord } from '#device/view.ts'
import { leadsOn } from '#domain/access.ts'
import type { PersonRecord, Role } from '#domain/records.ts'
import { vietnamDay } from '#domain/time.ts'

/** What whoever works here is allowed as: their roles, and leader while they lead their working group. */
export function useRoles(): readonly (Role | 'leader')[] {
  const device = useDevice()
  const { roles, personId } = device.identity
  const leads = useLiveQuery(async () => {
    const person = await readRecord<PersonRecord>(device, 'person', personId)
    return person !== undefined && leadsOn(person, vietnamDay(device.now()))
  }, [device, personId])
  return leads === true ? [...roles, 'leader'] : roles
}
