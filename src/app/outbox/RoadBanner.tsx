import type { ReactNode } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { usePorts } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { momentWords } from './statusLine.ts'
import { useRoadStatus, type RoadStatus } from './roadStatus.tsx'

interface Words {
  readonly what: string
  readonly safe: string
  readonly todo?: string | undefined
  readonly action?: ReactNode
}

/** What the status bar could only hint at: what happened, what is safe, what to do. Silent while all is well. */
export function RoadBanner() {
  const status = useRoadStatus()
  const { syncNow } = usePorts()
  const words = roadWords(status, syncNow)
  return words === undefined ? null : (
    <Banner tone="warn" what={words.what} safe={words.safe} todo={words.todo} actions={words.action} />
  )
}

function roadWords(status: RoadStatus, syncNow: () => void): Words | undefined {
  const { failure, waiting, online, revoked } = status
  const items = waiting > 0 ? countWords(waiting, 'items') : undefined
  if (revoked !== undefined) return revokedWords(revoked, items)
  if (!online || failure === 'offline') {
    return {
      what: m.failure_offline_what(),
      safe: sentences(m.failure_offline_safe(), items && m.failure_offline_items({ items })),
    }
  }
  const again = (label: string) => <Button onClick={syncNow}>{label}</Button>
  switch (failure) {
    case undefined:
      return undefined
    case 'sessionEnded':
      return {
        what: m.failure_sessionExpired_what(),
        safe: sentences(m.failure_sessionExpired_safe(), items && m.failure_sessionExpired_items({ items })),
        action: <ButtonLink href={paths.signIn}>{m.failure_sessionExpired_signIn()}</ButtonLink>,
      }
    case 'notTheServer':
      return {
        what: m.failure_captivePortal_what(),
        safe: sentences(items && m.failure_captivePortal_items({ items }), m.failure_captivePortal_do()),
        action: again(m.failure_captivePortal_retry()),
      }
    case 'clientTooOld':
      return {
        what: m.failure_appOutOfDate_what(),
        safe: m.failure_appOutOfDate_safe(),
        todo: m.failure_appOutOfDate_do(),
        action: <Button onClick={() => location.reload()}>{m.failure_appOutOfDate_update()}</Button>,
      }
    case 'otherVersion':
      return {
        what: m.failure_otherVersion_what(),
        safe: sentences(safeItems(items), m.failure_otherVersion_do()),
        action: <Button onClick={() => location.reload()}>{m.failure_appOutOfDate_update()}</Button>,
      }
    case 'notAllowed':
      return { what: m.road_notAllowed(), safe: sentences(safeItems(items), m.road_askAdministrator()) }
    case 'tooLarge':
    case 'refused':
      return { what: m.road_refused(), safe: sentences(safeItems(items), m.road_askAdministrator()) }
    case 'timedOut':
    case 'tooMany':
    case 'serverDown':
      return {
        what: m.failure_serverDown_what(),
        safe: sentences(safeItems(items), m.failure_serverDown_do()),
        todo: lastReceipt(status),
        action: again(m.failure_serverDown_retry()),
      }
  }
}

function revokedWords(revoked: 'drain' | 'stolen', items: string | undefined): Words {
  if (revoked === 'stolen') {
    return {
      what: m.road_stolen(),
      safe: items === undefined ? m.road_stolenSafe() : m.road_stolenItems({ items }),
      todo: m.road_askAdministrator(),
    }
  }
  return {
    what: m.road_drain(),
    safe: items === undefined ? m.road_drainDone() : m.road_drainItems({ items }),
    todo: m.road_askAdministrator(),
  }
}

function safeItems(items: string | undefined): string | undefined {
  return items && m.failure_serverDown_items({ items })
}

function lastReceipt({ lastReceiptAt, now }: RoadStatus): string | undefined {
  return lastReceiptAt === undefined
    ? undefined
    : m.failure_serverDown_last({ time: momentWords(lastReceiptAt, now) })
}

function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ')
}
