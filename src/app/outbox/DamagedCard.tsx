import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { dropDamaged, sendDamagedAsItIs } from '#device/damage.ts'
import type { OutboxItem } from '#device/outboxView.ts'
import { itemTitle } from './itemWords.ts'

/** A deed that changed on disk by itself: only its person can say whether it is still right. */
export function DamagedCard({ item }: { readonly item: OutboxItem }) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const [asks, setAsks] = useState(false)
  const [unreadable, setUnreadable] = useState(false)
  const send = async () => {
    const sent = await sendDamagedAsItIs(device, item.operationId)
    if (sent.ok) syncSoon()
    else setUnreadable(true)
  }
  return (
    <Card tone="info">
      <h3>{itemTitle(item)}</h3>
      <p>{m.damaged_what()}</p>
      <p>{unreadable ? m.damaged_unreadable() : m.damaged_safe()}</p>
      <div className="row">
        {item.firmName !== undefined && item.firmId !== undefined && (
          <ButtonLink href={paths.firm(item.firmId)}>{m.failure_visitHeld_see()}</ButtonLink>
        )}
        <Button disabled={unreadable} onClick={() => void send()}>
          {m.damaged_send()}
        </Button>
        <Button onClick={() => setAsks(true)}>{m.damaged_drop()}</Button>
      </div>
      <ConfirmDialog
        open={asks}
        title={m.damaged_dropTitle()}
        confirmLabel={m.damaged_drop()}
        danger
        onConfirm={() => void dropDamaged(device, item.operationId)}
        onClose={() => setAsks(false)}
      >
        <p>{m.damaged_dropText()}</p>
      </ConfirmDialog>
    </Card>
  )
}
