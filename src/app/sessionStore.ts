import type { Device } from '#device/device.ts'

/** Who works here now: set by the composition root, watched by the gate. */
export interface SessionStore {
  readonly get: () => Device | undefined
  readonly set: (device: Device | undefined) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createSessionStore(): SessionStore {
  let current: Device | undefined
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set(device) {
      current = device
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
