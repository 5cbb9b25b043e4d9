/** How this device keeps what it is given. Sizes in bytes; the quota is a guess of the browser, never a gate. */
export interface StorageHealth {
  readonly usage: number | undefined
  readonly quota: number | undefined
  /** The browser has promised not to clear it by itself. */
  readonly persistent: boolean
}

export async function readStorage(): Promise<StorageHealth> {
  if (typeof navigator === 'undefined' || navigator.storage === undefined) {
    return { usage: undefined, quota: undefined, persistent: false }
  }
  const estimate = await navigator.storage.estimate()
  return { usage: estimate.usage, quota: estimate.quota, persistent: await navigator.storage.persisted() }
}

const lowBytes = 50_000_000

/** A guess from a guess, to be told and nothing more: a save is tried all the same. */
export function isNearlyFull({ usage, quota }: StorageHealth): boolean {
  return usage !== undefined && quota !== undefined && quota > 0 && quota - usage < lowBytes
}

/**
 * Asks the browser not to clear this app's data; to be called from a page, after a save that a person made.
 * Only pages may ask: the function comes from there.
 */
export async function askPersistence(persist: (() => Promise<boolean>) | undefined): Promise<boolean> {
  if (persist === undefined || typeof navigator === 'undefined' || navigator.storage === undefined)
    return false
  return (await navigator.storage.persisted()) || persist()
}
