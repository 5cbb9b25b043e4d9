import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { saveBackup, savedWords } from '#app/outbox/saveBackup.ts'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { Page } from '#app/ui/Page.tsx'
import type { Device } from '#device/device.ts'
import { unsentWords } from './unsentWords.ts'

export interface Rescue {
  /** An old tab holds up an upgrade: it goes on by itself when that tab is closed. */
  readonly heldUp: boolean
  /** Undefined when not even what waits can be read. */
  readonly device: Device | undefined
  /** Sends what waits; says how much is left. */
  readonly send: (device: Device) => Promise<number>
}

/** In place of the app when its data cannot be opened: never a blank page, and a way out for what was recorded. */
export function RescuePage({ heldUp, device, send }: Rescue) {
  const items = useLiveQuery(async () => device && readUnsent(device), [device])
  const [told, setTold] = useState<string>()
  const sendNow = async (from: Device) => {
    const left = await send(from)
    setTold(left === 0 ? m.rescue_allSent() : m.rescue_left({ items: countWords(left, 'items') }))
  }
  const save = async (from: Device) => {
    const saved = await saveBackup(from).catch(() => 'notWritten' as const)
    if (saved !== undefined) setTold(savedWords(saved).what)
  }
  return (
    <main>
      <Page width="narrow">
        <h1>{m.rescue_title()}</h1>
        <Banner
          tone="warn"
          what={heldUp ? m.rescue_heldUp() : m.rescue_what()}
          safe={items ? m.rescue_kept({ items }) : m.rescue_untouched()}
          todo={heldUp ? m.rescue_heldUpDo() : m.rescue_do()}
          actions={
            <>
              <Button tone="primary" onClick={() => location.reload()}>
                {m.broken_reload()}
              </Button>
              {device !== undefined && (
                <>
                  <Button onClick={() => void sendNow(device)}>{m.outbox_sendNow()}</Button>
                  <Button onClick={() => void save(device)}>{m.outbox_saveBackup()}</Button>
                </>
              )}
            </>
          }
        />
        {told !== undefined && <p role="status">{told}</p>}
      </Page>
    </main>
  )
}

async function readUnsent({ database }: Device): Promise<string> {
  return unsentWords({ unsent: await database.outbox.count(), drafts: await database.drafts.count() })
}
