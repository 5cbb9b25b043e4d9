import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Secrets } from './accounts/secrets.ts'

/** How far a device has read, in the order in which its person gets to see things. */
export interface Cursor {
  readonly epoch: string
  /** Everything that became visible up to this number has been sent … */
  readonly at: number
  /** … and of what became visible with this very number, records up to this one. */
  readonly within: number
  /** The number at which the person came to see the whole unit; 0 while they see only a part. */
  readonly wholeSince: number
  /** The unit's number when this device was last complete. */
  readonly upTo: number
  /** Nothing that was deleted up to here is left on the device. */
  readonly clean: number
  /** The latest commit when this was written, and its tag: shows later whether the server still knows it. */
  readonly seen: number
  readonly tag: string
}

/** Of a cursor that leads nowhere, and only tells what its device has seen. */
export const noPlace = { at: 0, within: 0, wholeSince: 0, upTo: 0, clean: 0 } as const

export interface Cursors {
  readonly write: (cursor: Cursor, personId: string) => string
  /** Undefined for what was not written here, for this person, in this server's life. */
  readonly read: (text: string, personId: string) => Cursor | undefined
}

/** Cursors that nobody else can make: a forged one could skip records or look into another's view. */
export function createCursors(secrets: Secrets): Cursors {
  const key = secrets.keyFor('cursor')
  const keyId = createHmac('sha256', key).update('id').digest('base64url').slice(0, 6)
  const sign = (payload: string, personId: string) =>
    createHmac('sha256', key).update(`${personId}.${payload}`).digest().subarray(0, 16)

  return {
    write: ({ epoch, at, within, wholeSince, upTo, clean, seen, tag }, personId) => {
      const fields = JSON.stringify([keyId, epoch, at, within, wholeSince, upTo, clean, seen, tag])
      const payload = Buffer.from(fields).toString('base64url')
      return `${payload}.${sign(payload, personId).toString('base64url')}`
    },
    read: (text, personId) => {
      const [payload, mark, ...more] = text.split('.')
      if (payload === undefined || mark === undefined || more.length > 0) return undefined
      const given = Buffer.from(mark, 'base64url')
      const expected = sign(payload, personId)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
      // signed here, so its shape is known
      const fields = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [string, ...unknown[]]
      if (fields[0] !== keyId) return undefined
      const [, epoch, at, within, wholeSince, upTo, clean, seen, tag] = fields as [
        string,
        string,
        number,
        number,
        number,
        number,
        number,
        number,
        string,
      ]
      return { epoch, at, within, wholeSince, upTo, clean, seen, tag }
    },
  }
}
