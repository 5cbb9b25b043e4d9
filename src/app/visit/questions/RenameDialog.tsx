import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { optionLabel } from '#app/messages/labels.ts'
import { Button } from '#app/ui/Button.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { renameFirm } from '#domain/applyAnswer.ts'
import { nameOf } from '#domain/profile.ts'
import { useVisitForm } from '#app/visit/formInHand.ts'
import { focusQuestion } from '#app/visit/focusQuestion.ts'

/** The firm is the same, its name is not: both are kept, and 1.1 is asked again. */
export function RenameDialog({ onClose }: { readonly onClose: () => void }) {
  const { open, changeAnswers } = useVisitForm()
  const [name, setName] = useState('')
  const { profile } = open.view
  const rename = () => {
    const before = profile['formerNames']
    const formerBefore = Array.isArray(before) ? (before as readonly string[]) : []
    changeAnswers((answers) =>
      renameFirm(answers, { before: nameOf(profile), formerBefore, now: name.trim() }),
    )
    onClose()
    requestAnimationFrame(() => focusQuestion('outcome'))
  }
  return (
    <Sheet
      open
      title={optionLabel('operatingStatus', 'renamed')}
      onClose={onClose}
      actions={
        <Button tone="primary" disabled={name.trim() === ''} onClick={rename}>
          {m.form_keep()}
        </Button>
      }
    >
      <TextField label={m.hint_newName()} value={name} onChange={setName} hint={nameOf(profile)} />
    </Sheet>
  )
}
