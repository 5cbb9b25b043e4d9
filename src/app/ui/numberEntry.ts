import { formatNumber, groupSeparator, type Locale } from './format.ts'

/** What stands in a number field: nothing, a whole number, or text that is no number and is kept as typed. */
export type NumberEntry =
  | { readonly kind: 'none' }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'text'; readonly text: string }

export const noEntry: NumberEntry = { kind: 'none' }

export function entryOfNumber(number: number | null | undefined): NumberEntry {
  return number === null || number === undefined ? noEntry : { kind: 'number', number }
}

export function entryText(entry: NumberEntry, locale: Locale): string {
  if (entry.kind === 'none') return ''
  return entry.kind === 'text' ? entry.text : formatNumber(entry.number, locale)
}

/** What `text` means after an edit of `before`. Separators put in by the app are the app's to move. */
export function readNumberEntry(text: string, before: NumberEntry, locale: Locale): NumberEntry {
  const trimmed = text.trim()
  if (trimmed === '') return noEntry
  const separator = groupSeparator(locale)
  const typedSeparator =
    before.kind !== 'number' || count(trimmed, separator) > count(entryText(before, locale), separator)
  if (typedSeparator && trimmed.includes(separator) && !isGrouped(trimmed, separator))
    return { kind: 'text', text }
  const digits = trimmed.replaceAll(separator, '')
  if (!/^\d+$/.test(digits)) return { kind: 'text', text }
  const number = Number(digits)
  return Number.isSafeInteger(number) ? { kind: 'number', number } : { kind: 'text', text }
}

/** Where the caret goes in `shown` so that as many digits stand to its right as before. */
export function caretFor(shown: string, digitsToTheRight: number): number {
  let position = shown.length
  let digits = digitsToTheRight
  while (digits > 0 && position > 0) {
    position -= 1
    if (/\d/.test(shown.charAt(position))) digits -= 1
  }
  return position
}

function isGrouped(text: string, separator: string): boolean {
  const [head, ...groups] = text.split(separator)
  return /^\d{1,3}$/.test(head ?? '') && groups.every((group) => /^\d{3}$/.test(group))
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}
