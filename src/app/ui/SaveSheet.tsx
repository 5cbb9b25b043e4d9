import type { ReactNode } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Banner } from './Banner.tsx'
import { Button } from './Button.tsx'
import { Sheet } from './Dialog.tsx'

interface SaveSheetProps {
  readonly title: string
  readonly onSave: () => void
  readonly onClose: () => void
  /** While the server is asked. */
  readonly busy?: boolean | undefined
  /** Why it was not saved, in words, where no field says so. */
  readonly failed?: string | undefined
  readonly children: ReactNode
}

/** Fields on a sheet, and «Lưu». */
export function SaveSheet({ title, onSave, onClose, busy = false, failed, children }: SaveSheetProps) {
  return (
    <Sheet
      open
      title={title}
      onClose={onClose}
      actions={
        <Button tone="primary" busy={busy} onClick={onSave}>
          {busy ? m.admin_saving() : m.admin_save()}
        </Button>
      }
    >
      <div className="stack">
        {children}
        {failed !== undefined && <Banner tone="bad" what={failed} urgent />}
      </div>
    </Sheet>
  )
}
