import { crc32 } from './crc32.ts'

/** A value in its stored form. Opaque on purpose: only this file knows what it is. */
export interface Sealed {
  readonly plain: unknown
  /** Of what nobody else has: shows later whether it is still as it was. */
  readonly sum?: number
}

/**
 * Turns values into what lies on disk, before a transaction begins, and back after one has ended: sealing
 * can't be awaited inside. Plain for now; encrypting at rest is a change of this file alone.
 */
export async function seal(value: unknown): Promise<Sealed> {
  return { plain: value }
}

/** For what only this device has. */
export async function sealWithSum(value: unknown): Promise<Sealed> {
  return { ...(await seal(value)), sum: crc32(JSON.stringify(value)) }
}

/** Whether a value is what was stored; true where there is nothing to tell by. */
export function isAsStored({ plain, sum }: Sealed): boolean {
  return sum === undefined || sum === crc32(JSON.stringify(plain))
}

export async function sealAll(values: readonly unknown[]): Promise<Sealed[]> {
  // one promise for all: thousands of them take longer than what they wait for
  return values.map((plain) => ({ plain }))
}

export async function unseal<Value>(sealed: Sealed): Promise<Value> {
  return sealed.plain as Value
}

export async function unsealAll<Value>(all: readonly Sealed[]): Promise<Value[]> {
  return all.map((sealed) => sealed.plain as Value)
}
