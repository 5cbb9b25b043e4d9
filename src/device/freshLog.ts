const name = 'nhip-cau-log'

/**
 * Makes the browser begin a new log for IndexedDB. Chromium goes on with the old one after a crash or a full disk,
 * even behind a record that was cut off in its middle; the next time it opens the log it takes that for corruption and
 * deletes everything (google/leveldb issues 1287 and 1180). Removing any database ends the log at once.
 */
export function beginFreshLog(): void {
  const opening = indexedDB.open(name)
  opening.addEventListener('success', () => {
    opening.result.close()
    indexedDB.deleteDatabase(name)
  })
}
