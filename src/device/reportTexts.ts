import type { Device } from './device.ts'
import { readMeta, writeMeta } from './meta.ts'

/** Words for reports by name, as they were written on this device: who issues them, and what stands under figures. */
export type ReportTexts = Readonly<Record<string, string>>

export async function readReportTexts({ database }: Device): Promise<ReportTexts> {
  return (await readMeta(database, 'reportTexts')) ?? {}
}

/** Keeps some of them; the others stay as they are. */
export function keepReportTexts({ database }: Device, texts: ReportTexts): Promise<void> {
  return database.transaction('rw', database.meta, async () => {
    const before = (await readMeta(database, 'reportTexts')) ?? {}
    await writeMeta(database, { reportTexts: { ...before, ...texts } })
  })
}
