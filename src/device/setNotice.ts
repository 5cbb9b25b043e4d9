import { isDay } from '#domain/day.ts'
import { normaliseText } from '#domain/normaliseAnswers.ts'
import { isVersionTaken, type NoticeWords } from '#domain/notice.ts'
import type { UnitRecord } from '#domain/records.ts'
import { refuse, type Result } from '#domain/result.ts'
import { vietnamDay } from '#domain/time.ts'
import type { Device } from './device.ts'
import { mayRecord } from './mayRecord.ts'
import { readNotices } from './notices.ts'
import { recordOperation } from './recordOperation.ts'
import { readRecord } from './view.ts'

/** Words the notice anew from a day on; other words need another version. */
export async function setNotice(
  device: Device,
  { version, from, text, contactText }: NoticeWords & { readonly version: string; readonly from: string },
): Promise<Result<string>> {
  const { unitId } = device.identity
  const today = vietnamDay(device.now())
  if (!(await mayRecord(device, 'notice.set'))) return refuse('notAllowed')
  const body = {
    version: normaliseText(version),
    from,
    text: normaliseText(text),
    contactText: normaliseText(contactText),
  }
  const empty = (['text', 'contactText', 'version'] as const).find((part) => body[part] === '')
  if (empty !== undefined) return refuse('reasonMissing', { at: empty })
  if (!isDay(from) || from < today) return refuse('notApplicable', { at: 'from' })
  const notices = await readNotices(device, await readRecord<UnitRecord>(device, 'unit', unitId))
  if (isVersionTaken(notices, body.version, body)) return refuse('notApplicable', { at: 'version' })
  return recordOperation(device, { kind: 'notice.set', recordId: unitId, body })
}
