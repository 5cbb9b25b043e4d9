import { isDay } from '#domain/day.ts'
import { standing, type HistoryBody } from '#domain/merge/history.ts'
import { normaliseText } from '#domain/normaliseAnswers.ts'
import type { HistoryRecord, UnitRecord } from '#domain/records.ts'
import { refuse, type Result } from '#domain/result.ts'
import type { Device } from './device.ts'
import { mayRecord } from './mayRecord.ts'
import { recordOperation } from './recordOperation.ts'
import { readRecord } from './view.ts'

export type Letter = Pick<HistoryBody<'letter'>, 'number' | 'date' | 'purpose' | 'phone'>

/** «Giấy giới thiệu» as it was last set, or as the unit's record came with it. */
export async function readLetter(device: Device, unit: UnitRecord | undefined): Promise<Letter | undefined> {
  const record = await readRecord<HistoryRecord>(device, 'letter', device.identity.unitId)
  return standing('letter', record) ?? unit?.letter
}

/** Sets number, date, purpose and telephone anew; the letters before stay listed. */
export async function setLetter(device: Device, letter: Letter): Promise<Result<string>> {
  const { unitId } = device.identity
  if (!(await mayRecord(device, 'letter.set'))) return refuse('notAllowed')
  const { number, purpose, phone } = letter
  const body = {
    number: normaliseText(number),
    date: letter.date,
    purpose: normaliseText(purpose),
    phone: normaliseText(phone),
  }
  const empty = (['number', 'purpose', 'phone'] as const).find((part) => body[part] === '')
  if (empty !== undefined) return refuse('reasonMissing', { at: empty })
  if (!isDay(body.date)) return refuse('reasonMissing', { at: 'date' })
  return recordOperation(device, { kind: 'letter.set', recordId: unitId, body })
}
