import { useLiveQuery } from 'dexie-react-hooks'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { parkName } from '#app/firms/useReference.ts'
import { useDevice } from '#app/ports.tsx'
import { IconButton } from '#app/ui/IconButton.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { SearchField } from '#app/ui/SearchField.tsx'
import { readFirmList } from '#device/firmList.ts'
import { searchFirms } from '#device/firmSearch.ts'
import type { Reference } from '#device/people.ts'

const mostFound = 5

interface FirmChoiceProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly firmIds: readonly string[]
  readonly onChange: (firmIds: readonly string[]) => void
  readonly reference: Reference | undefined
}

/** One or several firms, found by what is typed. */
export function FirmChoice({ label, hint, error, firmIds, onChange, reference }: FirmChoiceProps) {
  const device = useDevice()
  const firms = useLiveQuery(() => readFirmList(device), [device])
  const [text, setText] = useState('')
  const chosen = firmIds.map((id) => ({ id, name: firms?.find((firm) => firm.id === id)?.name ?? '—' }))
  const found =
    firms === undefined || text.trim() === ''
      ? []
      : searchFirms(firms, text)
          .filter(({ id }) => !firmIds.includes(id))
          .slice(0, mostFound)
  const add = (id: string) => {
    onChange([...firmIds, id])
    setText('')
  }
  return (
    <div className="stack">
      {chosen.length > 0 && (
        <List label={m.targets_firmsChosen()}>
          {chosen.map(({ id, name }) => (
            <ListRow
              key={id}
              title={name}
              end={
                <IconButton
                  icon={X}
                  label={m.targets_firmOut({ firm: name })}
                  onClick={() => onChange(firmIds.filter((one) => one !== id))}
                />
              }
            />
          ))}
        </List>
      )}
      <SearchField label={label} hint={hint} error={error} value={text} onChange={setText} />
      {found.length > 0 && (
        <List label={m.targets_firmsFound()}>
          {found.map(({ id, name, parkId }) => (
            <ListRow
              key={id}
              title={name}
              text={parkName(reference, parkId)}
              end={
                <IconButton icon={Plus} label={m.targets_firmIn({ firm: name })} onClick={() => add(id)} />
              }
            />
          ))}
        </List>
      )}
      {text.trim() !== '' && firms !== undefined && found.length === 0 && (
        <p className="muted">{m.targets_firmsNone()}</p>
      )}
    </div>
  )
}
