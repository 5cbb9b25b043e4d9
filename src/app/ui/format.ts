import { vietnamDay, vietnamTime } from '#domain/time.ts'

export type Locale = 'vi' | 'en'

const tags: Record<Locale, string> = { vi: 'vi-VN', en: 'en-GB' }

/** Alike in both languages, day first and 24 hours, so that they are written without the browser's tables. */
type FormatMoment = (date: Date | string, locale: Locale) => string

const numberFormats = new Map<string, Intl.NumberFormat>()

/** `1.091` in Vietnamese, `1,091` in English. */
export function formatNumber(value: number, locale: Locale): string {
  // the first use of the browser's tables holds a phone up for 80 ms, and a form shows whole numbers
  if (Number.isInteger(value)) return String(value).replace(/\B(?=(\d{3})+$)/g, groupSeparator(locale))
  return numberFormat(locale, { maximumFractionDigits: 20 }).format(value)
}

/** `0.667` → `66,7%`; at most one decimal. */
export function formatPercent(share: number, locale: Locale): string {
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share)
}

/** `+62%`, `−3`: a change says its direction. */
export function formatChange(
  value: number,
  locale: Locale,
  style: 'decimal' | 'percent' = 'decimal',
): string {
  return numberFormat(locale, { style, maximumFractionDigits: 1, signDisplay: 'exceptZero' })
    .format(value)
    .replace('-', '−')
}

export function groupSeparator(locale: Locale): string {
  return locale === 'vi' ? '.' : ','
}

/** `25/10/2017`. Takes a moment, read in Vietnam, or a plain day `2017-10-25`, which belongs to no time zone. */
export const formatDate: FormatMoment = (date) => {
  const [year, month, day] = dayOf(date).split('-')
  return `${day}/${month}/${year}`
}

/** `14/05` */
export const formatDayMonth: FormatMoment = (date, locale) => formatDate(date, locale).slice(0, 5)

/** `14:05` */
export const formatTime: FormatMoment = (date) => {
  return vietnamTime(msOf(date)).slice(11, 16)
}

/** `14:05, 25/10/2017` */
export function formatDateTime(date: Date | string, locale: Locale): string {
  return `${formatTime(date, locale)}, ${formatDate(date, locale)}`
}

/** `Thứ Bảy, 21/11/2026` */
export function formatWeekday(date: Date | string, locale: Locale): string {
  const names = new Intl.DateTimeFormat(tags[locale], { weekday: 'long', timeZone: 'UTC' })
  const weekday = names.format(new Date(dayOf(date)))
  return `${weekday}, ${formatDate(date, locale)}`
}

/** `hôm nay`, `hôm qua`, `3 ngày trước`, `ngày mai`, by calendar days. */
export function formatRelativeDay(date: Date | string, now: Date, locale: Locale): string {
  return relative((Date.parse(dayOf(date)) - Date.parse(dayOf(now))) / 86_400_000, 'day', locale)
}

/** `12 phút trước`, `2 giờ trước`, then days. */
export function formatAgo(date: Date | string, now: Date, locale: Locale): string {
  const minutes = Math.round((msOf(date) - now.getTime()) / 60_000)
  if (Math.abs(minutes) < 60) return relative(minutes, 'minute', locale)
  if (Math.abs(minutes) < 12 * 60) return relative(Math.round(minutes / 60), 'hour', locale)
  return formatRelativeDay(date, now, locale)
}

/** `3 giờ 20 phút`, `3 h 20 min`, `2 ngày 5 giờ`: how far a clock is off. */
export function formatDuration(milliseconds: number, locale: Locale): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000)
  const parts = [
    { value: Math.floor(minutes / 1440), unit: 'day' },
    { value: Math.floor(minutes / 60) % 24, unit: 'hour' },
    { value: minutes % 60, unit: 'minute' },
  ]
    .filter(({ value }) => value > 0)
    .slice(0, 2)
  const shown = parts.length > 0 ? parts : [{ value: 0, unit: 'minute' }]
  const unitDisplay = locale === 'vi' ? 'long' : 'short'
  return shown
    .map(({ value, unit }) => numberFormat(locale, { style: 'unit', unit, unitDisplay }).format(value))
    .join(' ')
}

/** `812 B`, `1,2 kB`, `3,4 MB`; thousands, as storage settings on phones count. */
export function formatFileSize(bytes: number, locale: Locale): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let power = 0
  while (Math.round(value) >= 1000 && power < units.length - 1) {
    value /= 1000
    power += 1
  }
  return `${numberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${units[power]}`
}

/** A moment's day in Vietnam, whatever the device takes for its own zone; a plain day is itself. */
function dayOf(date: Date | string): string {
  return typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : vietnamDay(msOf(date))
}

function msOf(date: Date | string): number {
  return new Date(date).getTime()
}

function relative(value: number, unit: 'day' | 'hour' | 'minute', locale: Locale): string {
  const words = new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' }).format(value, unit)
  // Some browsers' tables start «Hôm qua» with a capital; these words stand within sentences.
  return words.charAt(0).toLocaleLowerCase(locale) + words.slice(1)
}

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options)
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(tags[locale], options)
  numberFormats.set(key, format)
  return format
}
