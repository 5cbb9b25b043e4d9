const name = 'nhip-cau-log'

/**
 * Makes the browser begin a new log for IndexedDB. Chromium goes on with the old one after a crash or a full disk,
 * even behind a record that was cut off in its middle; the next time it opens the log it takes that for corruption and
 * deletes everything (google/leveldb issues 1287 and 1180). Removing any database ends the log at once.
 */
export function beginFreshLog(): Promise<void> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(name)
    opening.addEventListener('error', () => resolve())
    opening.addEventListener('success', () => {
      opening.result.close()
      const removing = indexedDB.deleteDatabase(name)
      for (const end of ['success', 'error'] as const) removing.addEventListener(end, () => resolve())
    })
  })
}
