export type Locale = 'vi' | 'en'

/** British English, so that both languages put the day first. */
const tags: Record<Locale, string> = { vi: 'vi-VN', en: 'en-GB' }

const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** `1.091` in Vietnamese, `1,091` in English. */
export function formatNumber(value: number, locale: Locale): string {
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

/** `25/10/2017`. Takes a moment, or a plain day `2017-10-25`, which belongs to no time zone. */
export function formatDate(date: Date | string, locale: Locale): string {
  return dateFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(toDate(date))
}

/** `14/05` */
export function formatDayMonth(date: Date | string, locale: Locale): string {
  const parts = dateFormat(locale, { day: '2-digit', month: '2-digit' }).formatToParts(toDate(date))
  const part = (type: string) => parts.find((each) => each.type === type)?.value.padStart(2, '0') ?? ''
  return `${part('day')}/${part('month')}`
}

/** `14:05` */
export function formatTime(date: Date | string, locale: Locale): string {
  return dateFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(toDate(date))
}

/** `14:05, 25/10/2017` */
export function formatDateTime(date: Date | string, locale: Locale): string {
  return `${formatTime(date, locale)}, ${formatDate(date, locale)}`
}

/** `Thứ Bảy, 21/11/2026` */
export function formatWeekday(date: Date | string, locale: Locale): string {
  const weekday = dateFormat(locale, { weekday: 'long' }).format(toDate(date))
  return `${weekday}, ${formatDate(date, locale)}`
}

/** `hôm nay`, `hôm qua`, `3 ngày trước`, `ngày mai`, by calendar days in the device's time zone. */
export function formatRelativeDay(date: Date | string, now: Date, locale: Locale): string {
  return relative(daysBetween(now, toDate(date)), 'day', locale)
}

/** `12 phút trước`, `2 giờ trước`, then days. */
export function formatAgo(date: Date | string, now: Date, locale: Locale): string {
  const minutes = Math.round((toDate(date).getTime() - now.getTime()) / 60_000)
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

function toDate(date: Date | string): Date {
  if (date instanceof Date) return date
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(`${date}T00:00`) : new Date(date)
}

function daysBetween(from: Date, to: Date): number {
  // Noon to noon: a change of summer time moves neither past midnight.
  const noon = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12).getTime()
  return Math.round((noon(to) - noon(from)) / 86_400_000)
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

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(tags[locale], options)
  dateFormats.set(key, format)
  return format
}
