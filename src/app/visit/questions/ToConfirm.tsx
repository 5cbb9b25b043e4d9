import { m } from '#app/messages/compiled/messages.js'
import { Button } from '#app/ui/Button.tsx'
import type { FieldWords } from '#app/ui/Field.tsx'

interface ToConfirmProps extends Pick<FieldWords, 'state' | 'stateText'> {
  readonly onConfirm: () => void
}

/** Under a prefilled value that stands in no field: from which day it is, and «Vẫn như cũ». */
export function ToConfirm({ state, stateText, onConfirm }: ToConfirmProps) {
  if (state !== 'unconfirmed') return null
  return (
    <div className="field-state">
      <span className="field-state-text">{stateText}</span>
      <Button tone="quiet" onClick={onConfirm}>
        {m.action_unchanged()}
      </Button>
    </div>
  )
}
