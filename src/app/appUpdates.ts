import type { Workbox } from 'workbox-window'
import { useSyncStatus } from './syncStatus.ts'
import { untilNoForm } from './visit/draftLock.ts'

let workbox: Workbox | undefined

/** Tells the screens of a new version. Once one was taken, in whichever tab, this one follows when it has no form. */
export async function watchForUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  const { Workbox } = await import('workbox-window')
  workbox = new Workbox('/serviceWorker.js')
  workbox.addEventListener('waiting', () => useSyncStatus.setState({ updateReady: true }))
  // the files of the former version are gone: what this tab has not loaded yet it would not find
  workbox.addEventListener('controlling', () => void untilNoForm().then(() => location.reload()))
  await workbox.register()
}

export async function updateApp(): Promise<'updating' | 'formOpenElsewhere'> {
  const { held } = await navigator.locks.query()
  if (held?.some((lock) => lock.name?.startsWith('draft:'))) return 'formOpenElsewhere'
  workbox?.messageSkipWaiting()
  return 'updating'
}
