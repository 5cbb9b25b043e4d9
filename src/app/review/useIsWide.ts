import { useSyncExternalStore } from 'react'

/** The width from which list and detail stand side by side. */
const wide = '(min-width: 56.25em)'

export function useIsWide(): boolean {
  return useSyncExternalStore(watch, () => window.matchMedia?.(wide).matches ?? false)
}

function watch(listener: () => void): () => void {
  const query = window.matchMedia?.(wide)
  query?.addEventListener('change', listener)
  return () => query?.removeEventListener('change', listener)
}
