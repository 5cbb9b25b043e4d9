import { useLiveQuery } from 'dexie-react-hooks'
import { useDevice } from '#app/ports.tsx'
import { readReference, type Reference } from '#device/people.ts'
import { placeName } from '#device/units.ts'

/** Names of people, parks and communes, as they come in; undefined until they are read. */
export function useReference(): Reference | undefined {
  const device = useDevice()
  return useLiveQuery(() => readReference(device), [device])
}

/** What a park, or what came of it, is called now. */
export function parkName(reference: Reference | undefined, parkId: string | undefined): string | undefined {
  return reference && placeName(reference.units, 'park', parkId ?? '', reference.today)
}
