import { ShieldCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { formatFileSize } from '#app/ui/format.ts'
import { Section } from '#app/ui/Section.tsx'
import { ProgressBar } from '#app/ui/StepProgress.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { askPersistence, readStorage, type StorageHealth } from '#device/storageHealth.ts'
import { StorageLowBanner } from './StorageLowBanner.tsx'

/** How much this device keeps for the app, how much it could, and whether the browser may clear it by itself. */
export function StorageSection() {
  const [health, setHealth] = useState<StorageHealth>()
  useEffect(() => void readStorage().then(setHealth), [])
  const keep = async () => {
    const kept = await askPersistence(() => navigator.storage.persist())
    setHealth(await readStorage())
    showToast(kept ? m.storage_kept() : m.storage_notKept())
  }
  if (health === undefined) return null
  const { usage, quota, persistent } = health
  return (
    <Section title={m.storage_title()}>
      <StorageLowBanner />
      <Card>
        {usage !== undefined && quota !== undefined ? (
          <ProgressBar label={m.storage_title()} value={usage} max={quota} text={roomWords(usage, quota)} />
        ) : (
          <p>{m.storage_unknown()}</p>
        )}
        <p>{persistent ? m.storage_persistent() : m.storage_notPersistent()}</p>
        {!persistent && (
          <div className="row">
            <Button icon={ShieldCheck} onClick={() => void keep()}>
              {m.storage_keep()}
            </Button>
          </div>
        )}
      </Card>
    </Section>
  )
}

function roomWords(usage: number, quota: number): string {
  const size = (bytes: number) => formatFileSize(bytes, getLocale())
  return m.storage_room({ used: size(usage), free: size(Math.max(0, quota - usage)) })
}
