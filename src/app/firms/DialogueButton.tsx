import { MessagesSquare } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { optionLabel } from '#app/messages/labels.ts'
import { Button } from '#app/ui/Button.tsx'
import type { OwnerConcern, UnitKind } from '#domain/fields/codes.ts'

// nobody needs the arguments before they ask for them; the service worker has them all the same
const DialogueSheet = lazy(async () => ({
  default: (await import('./DialogueSheet.tsx')).DialogueSheet,
}))

/** «Gợi ý trao đổi» beside a concern. */
export function DialogueButton(props: {
  readonly concern: OwnerConcern
  readonly unitKind: UnitKind | undefined
  /** The concern stands right above: its name is for screen readers only. */
  readonly brief?: boolean
}) {
  const { concern, unitKind, brief } = props
  const [open, setOpen] = useState(false)
  const name = optionLabel('ownerConcerns', concern, unitKind)
  const words = m.form_named({ text: m.hint_dialogue(), name })
  return (
    <>
      <Button
        icon={MessagesSquare}
        tone={brief ? 'quiet' : 'secondary'}
        aria-haspopup="dialog"
        aria-label={words}
        onClick={() => setOpen(true)}
      >
        {brief ? m.hint_dialogue() : words}
      </Button>
      {open && (
        <Suspense>
          <DialogueSheet concern={concern} name={name} unitKind={unitKind} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
