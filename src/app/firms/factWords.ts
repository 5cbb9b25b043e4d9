import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { sourceLabel, valueLabel } from '#app/messages/labels.ts'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate, formatDayMonth, formatNumber } from '#app/ui/format.ts'
import { partnerWords } from './partnerNames.ts'
import { personName, type Reference } from '#device/people.ts'
import type { AnswerValue, Precision } from '#domain/answers.ts'
import type { Fact } from '#domain/facts.ts'
import { fieldOf, type FieldKey } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'

/** A known value in words: «1.250», «khoảng 500», «25/10/2017», «Có công đoàn». */
export function knownWords(
  key: FieldKey,
  value: AnswerValue,
  about: {
    readonly unitKind?: UnitKind | undefined
    readonly precision?: Precision | undefined
    /** Of firms, shared organisations and places, by id. */
    readonly names?: ReadonlyMap<string, string> | undefined
  } = {},
): string {
  const locale = getLocale()
  if (typeof value === 'number') {
    const n = formatNumber(value, locale)
    if (about.precision === undefined) return n
    return about.precision === 'about' ? m.precision_about({ n }) : m.precision_moreThan({ n })
  }
  if (typeof value === 'boolean') return value ? m.fact_yes() : m.fact_no()
  const type = fieldOf(key)?.type
  if (typeof value === 'string' && type === 'date') return formatDate(value, locale)
  if (type === 'reference' || type === 'references')
    return partnerWords([value].flat() as string[], about.names)
  if (typeof value === 'object' && !Array.isArray(value)) {
    const parts = Object.values(value).filter((part) => typeof part === 'string')
    return dotted(parts.map((part) => about.names?.get(part) ?? part))
  }
  return valueLabel(key, value, about.unitKind)
}

/** «Nhân sự cho biết 12/11/2026 · Bình ghi», and what was asked or confirmed since. */
export function sourceWords(fact: Fact, reference: Reference | undefined, unitKind?: UnitKind): string {
  const locale = getLocale()
  const said = m.fact_saidBy({ who: sourceLabel(fact.saidBy, unitKind), date: formatDate(fact.on, locale) })
  const parts = [said.charAt(0).toLocaleUpperCase(locale) + said.slice(1)]
  if (reference !== undefined) parts.push(m.fact_recordedBy({ person: personName(reference, fact.personId) }))
  const { confirmed, askedAgain } = fact
  if (confirmed !== undefined) {
    const who = sourceLabel(confirmed.saidBy, unitKind)
    parts.push(m.fact_confirmed({ who, date: formatDayMonth(confirmed.on, locale) }))
  }
  if (askedAgain !== undefined) {
    const date = formatDayMonth(askedAgain.on, locale)
    parts.push(
      askedAgain.reason === 'declined' ? m.fact_askedAgainDeclined({ date }) : m.fact_askedAgain({ date }),
    )
  }
  return dotted(parts)
}
