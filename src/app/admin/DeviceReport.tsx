import { m } from '#app/messages/compiled/messages.js'
import { momentWords } from '#app/outbox/statusLine.ts'
import { useDevice, type KnownDevice } from '#app/ports.tsx'
import { Card } from '#app/ui/Card.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { personName, type Reference } from '#device/people.ts'
import { troublesOf, type Trouble } from './deviceTroubles.ts'

interface DeviceReportProps {
  readonly devices: readonly KnownDevice[]
  readonly reference: Reference
}

/** Which devices to ask after, whose they are, and what to do about it. */
export function DeviceReport({ devices, reference }: DeviceReportProps) {
  const now = useDevice().now()
  const found = kinds.flatMap((kind) => {
    const troubled = devices.filter((device) => troublesOf(device, now).includes(kind))
    return troubled.length === 0 ? [] : [{ kind, troubled }]
  })
  if (found.length === 0) return <p>{m.devices_noTrouble()}</p>
  return found.map(({ kind, troubled }) => {
    const { title, todo, line } = words[kind]
    return (
      <Card key={kind} tone="warn">
        <h3>{title()}</h3>
        <ul className="device-troubles">
          {troubled.map((device) => (
            <li key={device.enrolmentId}>{line(device, personName(reference, device.personId), now)}</li>
          ))}
        </ul>
        <p>{todo()}</p>
      </Card>
    )
  })
}

const kinds: readonly Trouble[] = ['gap', 'silent', 'late']

interface Words {
  readonly title: () => string
  readonly todo: () => string
  readonly line: (device: KnownDevice, person: string, now: number) => string
}

const words: Readonly<Record<Trouble, Words>> = {
  gap: {
    title: m.devices_gap,
    todo: m.devices_gapTodo,
    line: ({ missing }, person) => m.devices_gapOf({ person, items: countWords(missing, 'items') }),
  },
  silent: {
    title: m.devices_silent,
    todo: m.devices_silentTodo,
    line: ({ lastSeenAt = '', unsent }, person, now) => {
      const said = { person, time: momentWords(Date.parse(lastSeenAt), now) }
      return unsent === 0
        ? m.devices_silentOf(said)
        : m.devices_silentUnsentOf({ ...said, items: countWords(unsent, 'items') })
    },
  },
  late: {
    title: m.devices_late,
    todo: m.devices_lateTodo,
    line: ({ unsent, unsentSince = '' }, person, now) =>
      m.devices_lateOf({
        person,
        items: countWords(unsent, 'items'),
        time: momentWords(Date.parse(unsentSince), now),
      }),
  },
}
