import { Dexie, type Table } from 'dexie'
import { readStorage, type StorageHealth } from './storageHealth.ts'

/** A map file that this device keeps for whoever works on it: nothing of it is anybody's. */
interface KeptFile {
  readonly key: 'base'
  readonly name: string
  readonly blob: Blob
}

const database = new Dexie('nhip-cau-base-map') as Dexie & { readonly files: Table<KeptFile, string> }
database.version(1).stores({ files: 'key' })

export async function readBaseMap(): Promise<File | undefined> {
  const kept = await database.files.get('base')
  return kept && new File([kept.blob], kept.name)
}

/** Puts a file in the place of the one there was. */
export async function keepBaseMap(file: File): Promise<'kept' | 'noRoom' | 'notKept'> {
  if (!hasRoom(file.size, await readStorage())) return 'noRoom'
  try {
    await database.files.put({ key: 'base', name: file.name, blob: file })
    return 'kept'
  } catch (error) {
    return error instanceof Error && error.name.startsWith('Quota') ? 'noRoom' : 'notKept'
  }
}

export async function removeBaseMap(): Promise<void> {
  await database.files.delete('base')
}

const forSurveysBytes = 500_000_000

/** Surveys come first: what they may need on this device is not given to a map. */
export function hasRoom(bytes: number, { usage, quota }: Pick<StorageHealth, 'usage' | 'quota'>): boolean {
  if (usage === undefined || quota === undefined) return true
  return quota - usage - bytes >= Math.min(forSurveysBytes, quota / 2)
}
