import { useLiveQuery } from 'dexie-react-hooks'
import type { ReactNode } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice } from '#app/ports.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { hasReceivedAll } from '#device/received.ts'

/** What says that there is nothing: only once everything has come. Until then that it is on its way. */
export function OnceReceived({ children }: { readonly children: ReactNode }) {
  const device = useDevice()
  const received = useLiveQuery(() => hasReceivedAll(device), [device])
  if (received === undefined) return null
  return received ? children : <EmptyState text={m.receiving_first()} />
}
