import { foldVietnamese } from '#domain/fold.ts'
import { textOfCell, type Cell } from './cell.ts'

/** Why a cell says nothing that can be understood. */
export const cellFaults = [
  'notANumber',
  'notADay',
  'dayImpossible',
  'formulaFailed',
  'nameMissing',
  'nameTooLong',
  'notATaxCode',
] as const
export type CellFault = (typeof cellFaults)[number]

export interface Count {
  readonly value: number
  readonly precision: 'exact' | 'about' | 'moreThan'
}

export type Read<Value> = { readonly value: Value } | { readonly fault: CellFault } | undefined

/** A number of people: «1.091», «1,091», 1091, «hơn 227.000»; undefined where nothing is said. Blank is not zero. */
export function readCount(cell: Cell | undefined): Read<Count> {
  if (typeof cell === 'number') return wholeNumber(cell, 'exact')
  if (isFailed(cell)) return { fault: 'formulaFailed' }
  const text = textOfCell(cell)
  const folded = foldVietnamese(text)
  if (text === '' || nothingSaid.test(text) || unknownWords.has(folded)) return undefined
  if (folded === 'khong' || folded === 'chua co' || folded === 'chua') return wholeNumber(0, 'exact')
  const written = countWritten.exec(text)
  const digits = written?.[1]
  if (digits === undefined) return { fault: 'notANumber' }
  const grouped = /^\d{1,3}([., ]\d{3})+$/.test(digits) && new Set(digits.match(/[., ]/g)).size === 1
  if (!grouped && !/^\d+$/.test(digits)) return { fault: 'notANumber' }
  return wholeNumber(Number(digits.replace(/[., ]/g, '')), precisionOf(text, folded))
}

const nothingSaid = /^[-–—.…]+$/
const unknownWords = new Set(['chua ro', 'khong ro', 'chua co so lieu', 'kxd'])
const countWritten =
  /^(?:hơn|trên|khoảng|gần|tầm|ước|hon|tren|khoang|gan|tam|uoc|[>~≈])?\s*(\d[\d., ]*?)\s*\+?\s*(?:người|nguoi|lao động|lđ|đv|đoàn viên|đảng viên)?\.?$/i

function precisionOf(text: string, folded: string): Count['precision'] {
  if (/^(hon|tren)\b/.test(folded) || text.startsWith('>') || text.endsWith('+')) return 'moreThan'
  if (/^(khoang|gan|tam|uoc)\b/.test(folded) || /^[~≈]/.test(text)) return 'about'
  return 'exact'
}

function wholeNumber(value: number, precision: Count['precision']): Read<Count> {
  return Number.isInteger(value) && value >= 0 ? { value: { value, precision } } : { fault: 'notANumber' }
}

/** A day as yyyy-mm-dd, or a year alone: days come before months, as they are written here, and are never swapped. */
export function readDay(cell: Cell | undefined): Read<string> {
  if (isFailed(cell)) return { fault: 'formulaFailed' }
  if (typeof cell === 'object' && cell !== null) return { value: textOfCell(cell) }
  if (typeof cell === 'number') return dayOfNumber(cell)
  const text = textOfCell(cell)
  if (text === '' || nothingSaid.test(text)) return undefined
  if (/^(19|20)\d\d$/.test(text)) return { value: text }
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (written !== null) return checkedDay(written[3]!, written[2]!, written[1]!)
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(T.*)?$/.exec(text)
  if (iso !== null) return checkedDay(iso[1]!, iso[2]!, iso[3]!)
  return { fault: 'notADay' }
}

/** A workbook counts days since 30 December 1899. */
function dayOfNumber(number: number): Read<string> {
  if (Number.isInteger(number) && number >= 1900 && number <= 2100) return { value: String(number) }
  if (number < firstSerial || number > lastSerial) return { fault: 'notADay' }
  const dayMs = 86_400_000
  return { value: new Date(Math.floor(number) * dayMs - 25_569 * dayMs).toISOString().slice(0, 10) }
}

const firstSerial = 7_000
const lastSerial = 80_000

function checkedDay(year: string, month: string, day: string): Read<string> {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  return isReal ? { value: text } : { fault: 'dayImpossible' }
}

/** Whether there is one: «x», «có», 1, «đã có», or its name; «-», «không», 0, «chưa» say no. */
export function readYesNo(cell: Cell | undefined): Read<boolean> {
  if (isFailed(cell)) return { fault: 'formulaFailed' }
  if (typeof cell === 'boolean') return { value: cell }
  const text = textOfCell(cell)
  const folded = foldVietnamese(text)
  if (text === '' || unknownWords.has(folded)) return undefined
  if (text === '-' || text === '0' || /^(khong|chua)\b/.test(folded)) return { value: false }
  return { value: true }
}

export function isFailed(cell: Cell | undefined): boolean {
  return typeof cell === 'object' && cell !== null && 'fault' in cell
}
