import { useEffect, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { momentWords } from '#app/outbox/statusLine.ts'
import { useDevice, usePorts, type Asked, type KnownDevice } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { countWords } from '#app/ui/countWords.ts'

/** What the devices of whoever hands over last said they still hold; without a network nobody knows. */
export function UnsentNote({ personId, person }: { readonly personId: string; readonly person: string }) {
  const now = useDevice().now()
  const { readDevices } = usePorts()
  const [asked, setAsked] = useState<Asked<readonly KnownDevice[]>>()
  useEffect(() => {
    let isLeft = false
    void readDevices().then((answer) => {
      if (!isLeft) setAsked(answer)
    })
    return () => {
      isLeft = true
    }
  }, [readDevices])
  if (asked === undefined) return null
  if (!asked.ok) return <Banner tone="info" what={m.handOver_unknown({ person })} safe={m.handOver_late()} />
  const devices = asked.value.filter((device) => device.personId === personId && device.revoked !== 'stolen')
  if (devices.length === 0) return <Banner tone="info" what={m.handOver_noDevice({ person })} />
  const holds = devices.some(({ unsent, missing }) => unsent + missing > 0)
  return (
    <Banner
      tone={holds ? 'warn' : 'info'}
      what={devices.map((device) => deviceWords(device, person, now)).join(' ')}
      safe={m.handOver_late()}
    />
  )
}

function deviceWords({ lastSeenAt, unsent, missing }: KnownDevice, person: string, now: number): string {
  if (lastSeenAt === undefined) return m.handOver_neverSeen({ person })
  const words = { person, time: momentWords(Date.parse(lastSeenAt), now) }
  const held = unsent + missing
  return held === 0
    ? m.handOver_allSent(words)
    : m.handOver_unsent({ ...words, items: countWords(held, 'items') })
}
