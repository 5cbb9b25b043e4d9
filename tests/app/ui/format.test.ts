import { expect, test, vi } from 'vitest'
import {
  formatAgo,
  formatChange,
  formatDate,
  formatDateTime,
  formatDayMonth,
  formatDuration,
  formatFileSize,
  formatNumber,
  formatPercent,
  formatRelativeDay,
  formatTime,
  formatWeekday,
} from '#app/ui/format.ts'

/** A moment by the clock in Vietnam. */
const at = (clock: string) => new Date(`${clock}:00+07:00`)
const now = at('2026-11-21T14:05')

test('Vietnamese parts thousands with a dot and decimals with a comma', () => {
  expect(formatNumber(1091, 'vi')).toBe('1.091')
  expect(formatPercent(0.667, 'vi')).toBe('66,7%')
  expect(formatNumber(1091, 'en')).toBe('1,091')
  expect([0, 999, -1250, 1234567].map((n) => formatNumber(n, 'vi'))).toEqual([
    '0',
    '999',
    '-1.250',
    '1.234.567',
  ])
  expect(formatNumber(1234.5, 'vi')).toBe('1.234,5')
  expect(formatPercent(0.667, 'en')).toBe('66.7%')
})

test('a change says its direction', () => {
  expect(formatChange(0.62, 'vi', 'percent')).toBe('+62%')
  expect(formatChange(-3, 'vi')).toBe('−3')
  expect(formatChange(0, 'vi')).toBe('0')
})

test('days are dd/mm/yyyy in both languages', () => {
  for (const locale of ['vi', 'en'] as const) {
    expect(formatDate('2017-10-25', locale)).toBe('25/10/2017')
    expect(formatDayMonth('2026-05-04', locale)).toBe('04/05')
    expect(formatTime(now, locale)).toBe('14:05')
    expect(formatDateTime(now, locale)).toBe('14:05, 21/11/2026')
    expect(formatTime(at('2026-01-02T00:07'), locale)).toBe('00:07')
  }
  expect(formatWeekday(now, 'vi')).toBe('Thứ Bảy, 21/11/2026')
})

test('nearby days have words, by the calendar and not by hours', () => {
  expect(formatRelativeDay('2026-11-21', now, 'vi')).toBe('hôm nay')
  expect(formatRelativeDay(at('2026-11-20T23:59'), now, 'vi')).toBe('hôm qua')
  expect(formatRelativeDay('2026-11-22', now, 'vi')).toBe('ngày mai')
  expect(formatRelativeDay('2026-11-11', now, 'vi')).toBe('10 ngày trước')
})

test('what was just now is told in minutes, then hours, then days', () => {
  expect(formatAgo(at('2026-11-21T13:53'), now, 'vi')).toBe('12 phút trước')
  expect(formatAgo(at('2026-11-21T09:05'), now, 'vi')).toBe('5 giờ trước')
  expect(formatAgo(at('2026-11-20T09:05'), now, 'vi')).toBe('hôm qua')
})

test('a length of time and a file size read as on the phone', () => {
  expect(formatDuration(12_000_000, 'vi')).toBe('3 giờ 20 phút')
  expect(formatDuration(-7_200_000, 'vi')).toBe('2 giờ')
  expect(formatFileSize(0, 'vi')).toBe('0 B')
  expect(formatFileSize(1234, 'vi')).toBe('1,2 kB')
  expect(formatFileSize(34_500_000, 'vi')).toBe('35 MB')
  expect(formatFileSize(999_999, 'vi')).toBe('1 MB')
})

test('a moment reads as on a clock in Vietnam, whatever zone the device is in', () => {
  for (const elsewhere of ['America/Los_Angeles', 'Pacific/Auckland', 'UTC']) {
    vi.stubEnv('TZ', elsewhere)
    expect(formatDateTime('2026-11-20T17:30:00.000Z', 'vi')).toBe('00:30, 21/11/2026')
    expect(formatWeekday('2026-11-20T17:30:00.000Z', 'vi')).toBe('Thứ Bảy, 21/11/2026')
    expect(formatDate('2026-11-21', 'vi')).toBe('21/11/2026')
    expect(formatRelativeDay('2026-11-20T17:30:00.000Z', now, 'vi')).toBe('hôm nay')
  }
  vi.unstubAllEnvs()
})
