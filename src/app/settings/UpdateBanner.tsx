import '#app/ui/PageBanner.css'
import { useEffect, useState } from 'react'
import { useRoute } from 'wouter'
import { m } from '#app/messages/compiled/messages.js'
import { patterns } from '#app/paths.ts'
import { usePorts } from '#app/ports.tsx'
import { useSyncStatus } from '#app/syncStatus.ts'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { useKeyboardOpen } from '#app/ui/useKeyboardOpen.ts'

/** A new version waits, or this one is too old. Put off, it comes back after the visit; never while somebody types. */
export function UpdateBanner() {
  const { updateReady, failure } = useSyncStatus()
  const { updateApp } = usePorts()
  const [isForm] = useRoute(patterns.visit)
  const [putOff, setPutOff] = useState(false)
  const isTyping = useKeyboardOpen()
  useEffect(() => (isForm ? () => setPutOff(false) : undefined), [isForm])
  if (putOff || isTyping || (!updateReady && failure !== 'clientTooOld')) return null

  const update = async () => {
    if (!updateReady) return location.reload()
    if ((await updateApp()) === 'formOpenElsewhere') showToast(m.update_formOpen())
  }
  return (
    <div className="page-banner">
      {updateReady ? (
        <Banner
          tone="info"
          what={m.failure_updateReady_what()}
          safe={m.failure_updateReady_do()}
          todo={m.failure_updateReady_safe()}
          actions={
            <>
              <Button onClick={() => void update()}>{m.failure_updateReady_update()}</Button>
              <Button tone="quiet" onClick={() => setPutOff(true)}>
                {m.failure_updateReady_later()}
              </Button>
            </>
          }
        />
      ) : (
        <Banner
          tone="warn"
          what={m.failure_appOutOfDate_what()}
          safe={m.failure_appOutOfDate_safe()}
          todo={m.failure_appOutOfDate_do()}
          actions={
            <>
              <Button onClick={() => void update()}>{m.failure_appOutOfDate_update()}</Button>
              <Button tone="quiet" onClick={() => setPutOff(true)}>
                {m.failure_appOutOfDate_later()}
              </Button>
            </>
          }
        />
      )}
    </div>
  )
}
