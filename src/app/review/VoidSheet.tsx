import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from '#app/ui/Button.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'

interface VoidSheetProps {
  readonly onVoid: (reason: string) => void
  readonly onClose: () => void
}

type Why = 'duplicate' | 'mistake'

const mostCharacters = 500

/** «Loại bỏ…»: a double or a mistake, and a sentence. */
export function VoidSheet({ onVoid, onClose }: VoidSheetProps) {
  const [why, setWhy] = useState<Why>()
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const sentence = text.trim()
  const remove = () => {
    setTried(true)
    if (why === undefined || sentence === '' || sentence.length > mostCharacters) return
    onVoid(m.decide_voidReason({ kind: whyWords[why](), sentence }))
  }
  return (
    <Sheet
      open
      title={m.decide_voidTitle()}
      onClose={onClose}
      actions={
        <Button tone="danger" onClick={remove}>
          {m.decide_void()}
        </Button>
      }
    >
      <div className="stack">
        <p>{m.decide_voidWhat()}</p>
        <Segmented<Why>
          label={m.decide_voidWhy()}
          layout="grid"
          required
          options={[
            { value: 'duplicate', label: m.decide_duplicate() },
            { value: 'mistake', label: m.decide_mistake() },
          ]}
          value={why}
          onChange={setWhy}
          error={tried && why === undefined ? m.decide_chooseWhy() : undefined}
        />
        <TextArea
          label={m.decide_voidSentence()}
          required
          rows={2}
          maxLength={mostCharacters}
          value={text}
          onChange={setText}
          error={tried && sentence === '' ? m.ui_reasonNeeded() : undefined}
        />
      </div>
    </Sheet>
  )
}

const whyWords = { duplicate: m.decide_duplicate, mistake: m.decide_mistake } as const
