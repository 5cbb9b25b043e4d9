import { useEffect, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { momentWords } from '#app/outbox/statusLine.ts'
import { useDevice, usePorts, type Asked, type KnownDevice } from '#app/ports.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { personName, type Reference } from '#device/people.ts'
import { DeviceReport } from './DeviceReport.tsx'
import { dayMs } from './deviceTroubles.ts'
import { refusedWords } from './refusedWords.ts'
import { RevokeSheet } from './RevokeSheet.tsx'

interface DeviceListProps {
  readonly reference: Reference
  /** Whether this person may withdraw devices. */
  readonly may: boolean
  readonly isOnline: boolean
}

/** Every device as the server last heard of it; who was silent longest comes first. */
export function DeviceList({ reference, may, isOnline }: DeviceListProps) {
  const { readDevices } = usePorts()
  const [asked, setAsked] = useState<Asked<readonly KnownDevice[]>>()
  const [open, setOpen] = useState<KnownDevice>()
  const [asking, setAsking] = useState(1)
  const load = () => setAsking(asking + 1)
  useEffect(() => {
    if (!isOnline) return
    let isLeft = false
    void readDevices().then((answer) => {
      if (!isLeft) setAsked(answer)
    })
    return () => {
      isLeft = true
    }
  }, [isOnline, readDevices, asking])
  return (
    <Section title={m.admin_devices()}>
      {!isOnline && asked === undefined && <EmptyState text={m.admin_devicesOffline()} />}
      {asked?.ok === false && (
        <Banner
          tone="warn"
          what={refusedWords(asked)}
          actions={<Button onClick={load}>{m.admin_devicesRetry()}</Button>}
        />
      )}
      {asked?.ok === true && asked.value.length === 0 && <EmptyState text={m.admin_noDevices()} />}
      {asked?.ok === true && asked.value.length > 0 && (
        <>
          <DeviceReport devices={asked.value} reference={reference} />
          <p>{m.admin_devicesText()}</p>
          <List label={m.admin_devices()}>
            {asked.value.map((device) => (
              <DeviceRow
                key={device.enrolmentId}
                device={device}
                name={personName(reference, device.personId)}
                onRevoke={may && isOnline ? () => setOpen(device) : undefined}
              />
            ))}
          </List>
        </>
      )}
      {open !== undefined && (
        <RevokeSheet
          device={open}
          name={personName(reference, open.personId)}
          onClose={() => setOpen(undefined)}
          onRevoked={() => {
            setOpen(undefined)
            load()
          }}
        />
      )}
    </Section>
  )
}

interface DeviceRowProps {
  readonly device: KnownDevice
  readonly name: string
  readonly onRevoke: (() => void) | undefined
}

function DeviceRow({ device, name, onRevoke }: DeviceRowProps) {
  const now = useDevice().now()
  const { lastSeenAt, missing, revoked } = device
  const seenAt = lastSeenAt === undefined ? undefined : Date.parse(lastSeenAt)
  const isSilent = seenAt !== undefined && now - seenAt > dayMs
  return (
    <ListRow
      title={name}
      text={
        <>
          <div>{deviceWords(device.deviceName)}</div>
          <div>
            {seenAt === undefined
              ? m.admin_deviceNeverSeen()
              : m.admin_deviceSeen({ time: momentWords(seenAt, now) })}
          </div>
          {seenAt !== undefined && <div>{unsentWords(device, now)}</div>}
        </>
      }
      end={
        onRevoke !== undefined &&
        revoked !== 'stolen' && (
          <Button onClick={onRevoke} aria-label={m.admin_revokeOf({ name })}>
            {m.admin_revoke()}
          </Button>
        )
      }
    >
      <div className="row">
        {revoked === 'drain' && <Badge tone="info">{m.admin_deviceDrain()}</Badge>}
        {revoked === 'stolen' && <Badge tone="warn">{m.admin_deviceStolen()}</Badge>}
        {revoked === undefined && isSilent && <Badge tone="warn">{m.admin_deviceSilent()}</Badge>}
        {missing > 0 && (
          <Badge tone="warn">{m.admin_deviceMissing({ items: countWords(missing, 'items') })}</Badge>
        )}
      </div>
    </ListRow>
  )
}

function unsentWords({ unsent, unsentSince }: KnownDevice, now: number): string {
  if (unsent === 0) return m.admin_deviceAllSent()
  const items = countWords(unsent, 'items')
  return unsentSince === undefined
    ? m.admin_deviceUnsent({ items })
    : m.admin_deviceUnsentSince({ items, time: momentWords(Date.parse(unsentSince), now) })
}

/** Of what a browser calls itself only what stands in the first brackets: «Linux; Android 14; SM-A546E». */
function deviceWords(deviceName: string): string {
  return /\(([^)]+)\)/.exec(deviceName)?.[1] ?? deviceName
}
