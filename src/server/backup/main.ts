import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { databaseOf, photosDirOf, readEnvironment } from '#server/environment.ts'
import type { Store } from '#server/store/contract.ts'
import { openStore } from '#server/store/open.ts'
import { makeBackup } from './makeBackup.ts'
import { restoreBackup } from './restoreBackup.ts'

type Command = (store: Store, file: string, photosDir: string) => Promise<string>

const commands: Readonly<Record<string, Command>> = {
  backup: async (store, file, photosDir) => {
    const { seq } = await makeBackup(store, file)
    return `${file} holds everything up to number ${seq}. Keep it away from this machine. Photos are not in it: copy ${photosDir} too.`
  },
  restore: async (store, file, photosDir) => {
    const { seq } = await restoreBackup(store, file, randomBytes(9).toString('base64url'))
    return `Restored up to number ${seq}. Devices bring back what came later when they next connect. Photos are not in the file: put them back into ${photosDir}.`
  },
}

/** `backup FILE` or `restore FILE`, for the database of the settings. */
async function main([name = '', file, ...more]: readonly string[]): Promise<string> {
  const command = commands[name]
  if (command === undefined || file === undefined || more.length > 0)
    throw new Error('Say which file: npm run backup -- FILE, or npm run restore -- FILE.')
  const environment = readEnvironment(process.env)
  // what is written here is nobody else's on this machine
  process.umask(0o077)
  const database = databaseOf(environment)
  if (name === 'backup' && 'path' in database && !existsSync(database.path))
    throw new Error(
      `There is nothing to back up: ${database.path} does not exist. DATA_DIR says where to look.`,
    )
  mkdirSync(environment.dataDir, { recursive: true })
  const store = await openStore(database)
  try {
    // npm runs in the project's folder; the file is meant from where it was called
    const path = resolve(process.env['INIT_CWD'] ?? '.', file)
    return await command(store, path, photosDirOf(environment))
  } finally {
    await store.close()
  }
}

try {
  process.stdout.write(`${await main(process.argv.slice(2))}\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
