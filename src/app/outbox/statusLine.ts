import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import type { RoadFailure } from '#app/ports.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { formatDateTime, formatNumber, formatTime } from '#app/ui/format.ts'
import type { StatusBarProps } from '#app/ui/StatusBar.tsx'
import { vietnamDay } from '#domain/time.ts'
import type { RoadStatus } from './roadStatus.tsx'

type Line = Pick<StatusBarProps, 'tone' | 'text'>

/** The thin line on every screen, with real counts; «Đã gửi hết» only by the server's receipt. */
export function statusLine(status: RoadStatus): Line {
  const { online, running, sent, total, waiting, photos, failure, revoked } = status
  const items = countWords(waiting, 'items')
  if (running && total > 0 && online) return { tone: 'sending', text: sendingWords(sent, total) }
  const isOffline = !online || failure === 'offline'
  if (isOffline && waiting > 0) return { tone: 'offline', text: m.status_offlineWaiting({ items }) }
  const left = leftWords(waiting, photos)
  const behind = left === undefined ? '' : ` · ${left}`
  if (isOffline) return { tone: 'offline', text: m.status_offline() + behind }
  const trouble = revoked === undefined ? failure && shortWords[failure]() : m.status_revoked()
  if (trouble !== undefined) return { tone: 'warn', text: trouble + behind }
  if (left !== undefined) return { tone: 'waiting', text: left }
  return restLine(status)
}

/** What is on this device alone; photos once all else has gone. */
function leftWords(waiting: number, photos: number): string | undefined {
  if (waiting > 0) return m.status_waiting({ items: countWords(waiting, 'items') })
  return photos > 0 ? m.photos_status({ photos: countWords(photos, 'photos') }) : undefined
}

/** Nothing waits and nothing is wrong. */
function restLine({ lastReceiptAt, lastPullAt, running, now }: RoadStatus): Line {
  if (lastReceiptAt !== undefined) {
    return { tone: 'good', text: m.status_allSent({ time: momentWords(lastReceiptAt, now) }) }
  }
  if (lastPullAt !== undefined) return { tone: 'waiting', text: m.status_nothingToSend() }
  return { tone: 'waiting', text: running ? m.status_firstLoad() : m.status_nothingYet() }
}

/** «14:05», and the day where it was another one. */
export function momentWords(ms: number, now: number): string {
  const format = vietnamDay(ms) === vietnamDay(now) ? formatTime : formatDateTime
  return format(new Date(ms), getLocale())
}

function sendingWords(sent: number, total: number): string {
  const shown = (n: number) => formatNumber(n, getLocale())
  return m.status_sending({ sent: shown(sent), total: shown(total) })
}

const shortWords: Readonly<Record<RoadFailure, () => string>> = {
  offline: m.status_offline,
  timedOut: m.status_serverDown,
  serverDown: m.status_serverDown,
  tooMany: m.status_serverDown,
  notTheServer: m.status_captivePortal,
  sessionEnded: m.status_sessionExpired,
  notAllowed: m.status_notAllowed,
  clientTooOld: m.status_appOutOfDate,
  otherVersion: m.status_otherVersion,
  tooLarge: m.status_notSent,
  refused: m.status_notSent,
}
