import { DatabaseSync } from 'node:sqlite'

/** Checks a database that nobody has open, and makes it one file that can be read from anywhere. */
export function sealSqliteFile(path: string): void {
  const database = new DatabaseSync(path)
  try {
    const found = database.prepare('pragma integrity_check').get()?.['integrity_check']
    if (found !== 'ok') throw new Error(`${path} is damaged: ${String(found)}`)
    database.exec('pragma journal_mode = delete')
  } finally {
    database.close()
  }
}
