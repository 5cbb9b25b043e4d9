import { idFromHash } from '#domain/ids.ts'
import type { Device } from '#device/device.ts'
import type { Import } from './imports.ts'

/**
 * The same id for the same sheet of the same file, on every device: taken in twice it is one list. Once undone, in part
 * or whole, it may be taken in again, as another: what was taken back of the first stays so.
 */
export async function importIdOf(
  { sha256, identity }: Device,
  bytes: Uint8Array<ArrayBuffer>,
  sheet: number,
  imports: readonly Import[],
): Promise<string> {
  const hash = await sha256(bytes)
  const undone = new Set(imports.filter(isTakenBack).map(({ importId }) => importId))
  for (let attempt = 0; ; attempt += 1) {
    const id = idFromHash(await sha256(`list ${identity.unitId} ${hash} ${sheet} ${attempt}`))
    if (!undone.has(id)) return id
  }
}

function isTakenBack({ parts }: Import): boolean {
  return parts.some(({ entries }) => entries.some(({ body }) => body['state'] === 'undone'))
}

/** Each row of a list has an id of its own, made of the list's. */
export function firmIdOf(importId: string, row: number): string {
  return numbered(importId, row)
}

export function partIdOf(importId: string, part: number): string {
  return numbered(importId, firstPart + part)
}

const firstPart = 0xf0000000

function numbered(importId: string, number: number): string {
  return importId.slice(0, -8) + number.toString(16).padStart(8, '0')
}
