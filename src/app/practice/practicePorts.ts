import { m } from '#app/messages/compiled/messages.js'
import type { Ports } from '#app/ports.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { showToast } from '#app/ui/toasts.ts'
import type { Device } from '#device/device.ts'
import { receiveWaiting } from '#device/practice/practiceServer.ts'

/** The world beyond the device as far as a practice has one: nothing is asked of any server. */
export function practicePorts({ updateApp }: Ports, device: Device): Ports {
  const refuse = async () => ({ ok: false, failure: 'offline' }) as const
  return {
    readStatus: refuse,
    signIn: refuse,
    signOut: async () => undefined,
    setUp: refuse,
    setPerson: refuse,
    setWorkingGroup: refuse,
    setUnit: refuse,
    readPhoto: refuse,
    readDevices: refuse,
    revokeDevice: refuse,
    openLists: () => Promise.reject(new Error('there are no lists in a practice')),
    syncNow: () => void receiveAndTell(device),
    syncSoon: () => undefined,
    updateApp,
  }
}

async function receiveAndTell(device: Device): Promise<void> {
  const taken = await receiveWaiting(device)
  if (taken > 0) showToast(m.practice_taken({ items: countWords(taken, 'items') }))
}
