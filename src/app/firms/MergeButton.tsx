import { Merge } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from '#app/ui/Button.tsx'

// for the office alone
const MergeSheet = lazy(async () => ({ default: (await import('./MergeSheet.tsx')).MergeSheet }))
const ChooseDoubleSheet = lazy(async () => ({
  default: (await import('./ChooseDoubleSheet.tsx')).ChooseDoubleSheet,
}))

interface MergeButtonProps {
  readonly firmId: string
  /** The firm that it may be; without one it is looked for first. */
  readonly otherId?: string | undefined
}

/** «So sánh, gộp…»: nothing is merged before both firms were seen side by side. */
export function MergeButton({ firmId, otherId }: MergeButtonProps) {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState(otherId)
  const close = () => {
    setOpen(false)
    setChosen(otherId)
  }
  return (
    <>
      <Button icon={Merge} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {otherId === undefined ? m.merge_find() : m.merge_compare()}
      </Button>
      {open && (
        <Suspense>
          {chosen === undefined ? (
            <ChooseDoubleSheet firmId={firmId} onChoose={setChosen} onClose={close} />
          ) : (
            <MergeSheet firmIds={[firmId, chosen]} onClose={close} />
          )}
        </Suspense>
      )}
    </>
  )
}
