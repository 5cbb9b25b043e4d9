import { useSyncExternalStore } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Banner } from '#app/ui/Banner.tsx'
import { useDevice } from '#app/ports.tsx'
import { Button } from '#app/ui/Button.tsx'
import { isPractice } from '#device/practice/isPractice.ts'
import { showToast } from '#app/ui/toasts.ts'
import { useVisitForm } from './formInHand.ts'

/** The one failure that stands over the form: the answer itself is not on disk. */
export function NotSavedBanner() {
  const { saver } = useVisitForm()
  const device = useDevice()
  const state = useSyncExternalStore(saver.subscribe, saver.state)
  if (state.refused === undefined) return null
  const share = async () => {
    const { saveBackup, savedWords } = await import('#app/outbox/saveBackup.ts')
    const saved = await saveBackup(device, saver.latest()).catch(() => 'notWritten' as const)
    if (saved !== undefined) showToast(savedWords(saved).what)
  }
  const isFull = state.refused.code === 'storageFull'
  return (
    <Banner
      tone="bad"
      urgent
      what={isFull ? m.failure_storageFull_what() : m.form_notSaved_what()}
      safe={m.failure_storageFull_safe()}
      todo={isFull ? m.failure_storageFull_do() : m.form_notSaved_do()}
      actions={
        <>
          <Button tone="primary" onClick={() => void saver.flush()}>
            {m.failure_storageFull_saveAgain()}
          </Button>
          {!isPractice(device) && (
            <Button onClick={() => void share()}>{m.failure_storageFull_shareBackup()}</Button>
          )}
        </>
      }
    />
  )
}
