import { Crosshair } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { Button } from '#app/ui/Button.tsx'
import { SaveSheet } from '#app/ui/SaveSheet.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { showToast } from '#app/ui/toasts.ts'
import { setFirmLocation, setParkLocation } from '#device/locations.ts'
import { locationText, type Location } from '#domain/location.ts'
import type { Problem } from '#domain/result.ts'

/** A firm or a park whose place is set. */
export interface Placed {
  readonly kind: 'firm' | 'park'
  readonly id: string
  readonly name: string
  /** Where it is now, of its own. */
  readonly at: Location | undefined
}

interface PlaceSheetProps {
  readonly placed: Placed
  /** Where the map was tapped, to be saved or not. */
  readonly picked: Location | undefined
  readonly onPick: () => void
  readonly onClose: () => void
}

/** «Đặt vị trí»: typed, pasted or tapped on the map. */
export function PlaceSheet({ placed, picked, onPick, onClose }: PlaceSheetProps) {
  const { kind, id, name, at } = placed
  const device = useDevice()
  const { syncSoon } = usePorts()
  const [text, setText] = useState(() => {
    const known = picked ?? at
    return known === undefined ? '' : locationText(known)
  })
  const [problem, setProblem] = useState<Problem>()
  const save = async () => {
    const set = kind === 'firm' ? setFirmLocation : setParkLocation
    const saved = await set(device, id, text)
    setProblem(saved.ok ? undefined : saved.problem)
    if (!saved.ok) return
    syncSoon()
    showToast(text.trim() === '' ? m.map_placeRemoved({ name }) : m.map_placeSet({ name }))
    onClose()
  }
  return (
    <SaveSheet
      title={m.map_setOf({ name })}
      onSave={() => void save()}
      onClose={onClose}
      failed={problem !== undefined && problem.at !== 'location' ? m.map_placeNotSaved() : undefined}
    >
      <TextField
        label={m.map_place()}
        hint={m.map_placeHint()}
        autoComplete="off"
        value={text}
        onChange={setText}
        error={problem?.at === 'location' ? m.map_placeBad() : undefined}
      />
      <Button icon={Crosshair} wide onClick={onPick}>
        {m.map_pick()}
      </Button>
    </SaveSheet>
  )
}
