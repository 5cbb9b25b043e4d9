import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { usePorts, type Asked } from '#app/ports.tsx'
import { focusFirstError } from '#app/ui/focusSoon.ts'
import { showToast } from '#app/ui/toasts.ts'
import { refusedWords } from './refusedWords.ts'

type Ask = () => Promise<Asked<unknown>>

/** In words, and the field it is about if it is about one. */
interface Refusal {
  readonly words: string
  readonly at: string | undefined
}

/** Saves on the server; closes when it has it, and otherwise says why with the form as it was. */
export function useServerSave(
  name: string,
  onSaved: () => void,
): readonly [saving: boolean, refused: Refusal | undefined, save: (ask: Ask) => void] {
  const ports = usePorts()
  const [saving, setSaving] = useState(false)
  const [refused, setRefused] = useState<Refusal>()
  const save = async (ask: Ask) => {
    setSaving(true)
    const asked = await ask()
    setSaving(false)
    if (!asked.ok) {
      setRefused({ words: refusedWords(asked), at: asked.problem?.at })
      focusFirstError(document.querySelector('dialog[open]'))
      return
    }
    // the list is the server's: it comes with the next round
    ports.syncNow()
    showToast(m.admin_saved({ name }))
    onSaved()
  }
  return [saving, refused, (ask) => void save(ask)]
}
