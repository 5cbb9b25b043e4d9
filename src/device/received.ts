import type { Device } from './device.ts'
import { readMeta } from './meta.ts'

/** Whether all that the server had has come: before that, nothing may be called empty. */
export async function hasReceivedAll({ database }: Device): Promise<boolean> {
  const [upTo, due = []] = await Promise.all([readMeta(database, 'upTo'), readMeta(database, 'cardsDue')])
  return upTo !== undefined && due.length === 0
}
