import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { usePorts, type Asked } from '#app/ports.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { refusedWords } from './refusedWords.ts'

type Ask = () => Promise<Asked<unknown>>

/** Saves on the server; closes when it has it, and otherwise says why with the form as it was. */
export function useServerSave(
  name: string,
  onSaved: () => void,
): readonly [saving: boolean, refused: string | undefined, save: (ask: Ask) => void] {
  const ports = usePorts()
  const [saving, setSaving] = useState(false)
  const [refused, setRefused] = useState<string>()
  const save = async (ask: Ask) => {
    setSaving(true)
    const asked = await ask()
    setSaving(false)
    if (!asked.ok) {
      setRefused(refusedWords(asked))
      return
    }
    // the list is the server's: it comes with the next round
    ports.syncNow()
    showToast(m.admin_saved({ name }))
    onSaved()
  }
  return [saving, refused, (ask) => void save(ask)]
}
