import { MapPinPlus } from 'lucide-react'
import { useRef, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { communeOptions } from '#app/firms/communeOptions.ts'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Chips } from '#app/ui/Chips.tsx'
import { focusFirstError, focusSoon } from '#app/ui/focusSoon.ts'
import { TextField } from '#app/ui/TextField.tsx'
import { addCommune } from '#device/parks.ts'
import { communeName, type Reference } from '#device/people.ts'

interface ParkCommunesProps {
  readonly communeIds: readonly string[]
  readonly reference: Reference
  readonly onChange: (communeIds: string[]) => void
}

/** The communes a park lies in: chosen among those the unit knows, or added. */
export function ParkCommunes({ communeIds, reference, onChange }: ParkCommunesProps) {
  const [adds, setAdds] = useState(false)
  const here = useRef<HTMLDivElement>(null)
  const options = communeOptions(reference)
  const close = () => {
    setAdds(false)
    focusSoon(here.current, ':scope > button')
  }
  return (
    <div ref={here} className="stack park-communes">
      {options.length > 0 && (
        <Chips
          label={m.admin_parkCommunes()}
          hint={m.admin_parkCommunesHint()}
          options={options}
          value={communeIds}
          onChange={(chosen) => onChange([...chosen])}
        />
      )}
      {adds ? (
        <NewCommune
          reference={reference}
          onAdded={(code) => {
            onChange([...communeIds.filter((id) => id !== code), code])
            close()
          }}
          onClose={close}
        />
      ) : (
        <Button
          icon={MapPinPlus}
          onClick={() => {
            setAdds(true)
            focusSoon(here.current, '.card input')
          }}
        >
          {m.admin_addCommune()}
        </Button>
      )}
    </div>
  )
}

interface NewCommuneProps {
  readonly reference: Reference
  readonly onAdded: (code: string) => void
  readonly onClose: () => void
}

function NewCommune({ reference, onAdded, onClose }: NewCommuneProps) {
  const device = useDevice()
  const { syncSoon } = usePorts()
  const card = useRef<HTMLElement>(null)
  // a unit lies in one province, as a rule: that of the communes it knows
  const [known] = reference.communes
  const [commune, setCommune] = useState({ code: '', name: '', provinceName: known?.provinceName ?? '' })
  const [tried, setTried] = useState(false)
  const [failed, setFailed] = useState(false)
  const wrong = wrongIn(commune, reference)
  const errors = tried ? wrong : {}
  const field = (key: keyof typeof commune) => ({
    value: commune[key],
    onChange: (text: string) => setCommune((before) => ({ ...before, [key]: text })),
    error: errors[key],
    required: true,
    autoComplete: 'off',
  })
  const add = async () => {
    setTried(true)
    if (Object.keys(wrong).length > 0) return focusFirstError(card.current)
    const isKnownProvince = commune.provinceName.trim() === known?.provinceName
    const provinceCode = isKnownProvince ? known.provinceCode : ''
    const added = await addCommune(device, { ...commune, code: commune.code.trim(), provinceCode })
    setFailed(!added.ok)
    if (!added.ok) return
    syncSoon()
    onAdded(added.value)
  }
  return (
    <section ref={card} className="card" aria-label={m.admin_addCommune()}>
      <TextField label={m.admin_communeName()} hint={m.admin_communeNameHint()} {...field('name')} />
      <TextField
        label={m.admin_communeCode()}
        hint={m.admin_communeCodeHint()}
        inputMode="numeric"
        {...field('code')}
      />
      <TextField label={m.admin_province()} {...field('provinceName')} />
      {failed && <Banner tone="bad" what={m.admin_parkNotSaved()} urgent />}
      <div className="row">
        <Button onClick={() => void add()}>{m.admin_addCommune()}</Button>
        <Button tone="quiet" onClick={onClose}>
          {m.admin_notAdd()}
        </Button>
      </div>
    </section>
  )
}

type Texts = Readonly<Record<'code' | 'name' | 'provinceName', string>>

function wrongIn({ code, name, provinceName }: Texts, reference: Reference): Partial<Texts> {
  const taken = reference.communes.some(({ id }) => id === code.trim())
  return {
    ...(name.trim() === '' && { name: m.admin_nameNeeded() }),
    ...(!/^\d{5}$/.test(code.trim()) && { code: m.admin_communeCodeBad() }),
    ...(taken && {
      code: m.admin_communeTaken({ name: communeName(reference, code.trim()) }),
    }),
    ...(provinceName.trim() === '' && { provinceName: m.admin_nameNeeded() }),
  }
}
