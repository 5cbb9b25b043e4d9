import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { usePorts, type KnownDevice } from '#app/ports.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { refusedWords } from './refusedWords.ts'

interface RevokeSheetProps {
  readonly device: KnownDevice
  readonly name: string
  readonly onClose: () => void
  readonly onRevoked: () => void
}

/** Two ways to withdraw a device, each with what it does to what lies on it. */
export function RevokeSheet({ device, name, onClose, onRevoked }: RevokeSheetProps) {
  const { revokeDevice } = usePorts()
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState<string>()
  const revoke = async (how: 'drain' | 'stolen') => {
    setAsking(true)
    const asked = await revokeDevice(device.enrolmentId, how)
    setAsking(false)
    if (!asked.ok) return setRefused(refusedWords(asked))
    showToast(m.admin_revoked({ name }))
    onRevoked()
  }
  return (
    <Sheet open title={m.admin_revokeOf({ name })} onClose={onClose}>
      <div className="stack">
        {refused !== undefined && <Banner tone="warn" what={refused} />}
        {device.revoked === undefined && (
          <>
            <p>{m.admin_revokeDrainText()}</p>
            <Button disabled={asking} onClick={() => void revoke('drain')}>
              {m.admin_revokeDrain()}
            </Button>
          </>
        )}
        <p>{m.admin_revokeStolenText()}</p>
        <Button tone="danger" disabled={asking} onClick={() => void revoke('stolen')}>
          {m.admin_revokeStolen()}
        </Button>
      </div>
    </Sheet>
  )
}
