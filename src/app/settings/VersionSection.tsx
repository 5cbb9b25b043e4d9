import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { usePorts } from '#app/ports.tsx'
import { useSyncStatus } from '#app/syncStatus.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Section } from '#app/ui/Section.tsx'
import { showToast } from '#app/ui/toasts.ts'

/** Which build this is, and whether a newer one is to be had. */
export function VersionSection() {
  const { updateReady } = useSyncStatus()
  const { updateApp } = usePorts()
  const [checking, setChecking] = useState(false)
  const check = async () => {
    setChecking(true)
    showToast(checkedWords[await askForUpdate()]())
    setChecking(false)
  }
  const update = async () => {
    if ((await updateApp()) === 'formOpenElsewhere') showToast(m.update_formOpen())
  }
  return (
    <Section title={m.version_title()}>
      <Card>
        <p>{m.version_this({ version: buildName() })}</p>
        <div className="row">
          {updateReady ? (
            <Button onClick={() => void update()}>{m.failure_updateReady_update()}</Button>
          ) : (
            <Button icon={RefreshCw} busy={checking} onClick={() => void check()}>
              {m.version_check()}
            </Button>
          )}
        </div>
      </Card>
    </Section>
  )
}

const checkedWords = {
  coming: m.version_coming,
  newest: m.version_newest,
  notReached: m.version_notReached,
} as const

/** A newer build announces itself by `updateReady` once it is here whole. */
async function askForUpdate(): Promise<keyof typeof checkedWords> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration()
    if (registration === undefined) return 'newest'
    await registration.update()
    return registration.installing === null && registration.waiting === null ? 'newest' : 'coming'
  } catch {
    return 'notReached'
  }
}

/** The build's own mark is in the name of the app's script; that of the runtime beside it hardly ever changes. */
function buildName(): string {
  const addresses = [...document.scripts].map((script) => script.src)
  const [name] = addresses.flatMap((address) => /\/app-([\w-]{8})\.js$/.exec(address)?.[1] ?? [])
  return name ?? m.version_unnamed()
}
