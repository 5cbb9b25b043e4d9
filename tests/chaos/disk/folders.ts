import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createFile, createFolder, type Folder, type Survivors } from './nodes.ts'

/** A folder as it lies there, all of it taken for safely on disk. */
export function readFolder(path: string): Folder {
  if (!existsSync(path)) return createFolder()
  const entries = readdirSync(path, { withFileTypes: true })
  return createFolder(
    new Map(
      entries.map((entry) => {
        const inside = join(path, entry.name)
        return [entry.name, entry.isDirectory() ? readFolder(inside) : createFile(readFileSync(inside))]
      }),
    ),
  )
}

/** Puts a folder where another was, as a power cut would have left it. */
export function writeFolder(path: string, folder: Folder, survivors: Survivors): void {
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path)
  for (const [name, node] of folder.read(survivors)) {
    if (node.kind === 'folder') writeFolder(join(path, name), node, survivors)
    else writeFileSync(join(path, name), node.read(survivors))
  }
}

/** Where two folders differ, as paths; nothing when they are the same. */
export function differences(one: Folder, other: Folder, survivors: Survivors, at = ''): string[] {
  const [left, right] = [one.read(survivors), other.read(survivors)]
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) => {
    const [mine, theirs] = [left.get(name), right.get(name)]
    const path = `${at}/${name}`
    if (mine?.kind === 'folder' && theirs?.kind === 'folder')
      return differences(mine, theirs, survivors, path)
    if (mine?.kind !== 'file' || theirs?.kind !== 'file') return [path]
    return mine.read(survivors).equals(theirs.read(survivors)) ? [] : [path]
  })
}
