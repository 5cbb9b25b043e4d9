import { useLiveQuery } from 'dexie-react-hooks'
import { ArrowRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice } from '#app/ports.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { IconButton } from '#app/ui/IconButton.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { SearchField } from '#app/ui/SearchField.tsx'
import { doubleFinder, readFirmList, type ListedFirm } from '#device/firmList.ts'
import { searchFirms } from '#device/firmSearch.ts'
import { parkName, useReference } from './useReference.ts'

const mostShown = 5

interface ChooseDoubleSheetProps {
  readonly firmId: string
  readonly onChoose: (firmId: string) => void
  readonly onClose: () => void
}

/** The firms that this one is likely to be, and any other by its name. */
export function ChooseDoubleSheet({ firmId, onChoose, onClose }: ChooseDoubleSheetProps) {
  const device = useDevice()
  const firms = useLiveQuery(() => readFirmList(device), [device])
  const [text, setText] = useState('')
  const likely = useMemo(() => {
    const own = firms?.find(({ id }) => id === firmId)
    if (firms === undefined || own === undefined) return undefined
    const { name, parkId = '', taxCode = '' } = own
    const found = doubleFinder(firms)({ id: firmId, name, parkId, taxCode })
    return found.map(({ firm }) => firm).slice(0, mostShown)
  }, [firms, firmId])
  const others = (firms ?? []).filter(({ id, card }) => id !== firmId && card !== undefined)
  const found = text.trim() === '' ? [] : searchFirms(others, text).slice(0, mostShown)
  return (
    <Sheet open title={m.merge_chooseTitle()} onClose={onClose}>
      <div className="stack">
        {likely !== undefined && likely.length === 0 && <p>{m.merge_noneLikely()}</p>}
        <Firms label={m.merge_likely()} firms={likely ?? []} onChoose={onChoose} />
        <SearchField label={m.merge_search()} value={text} onChange={setText} />
        <Firms label={m.merge_found()} firms={found} onChoose={onChoose} />
        {text.trim() !== '' && firms !== undefined && found.length === 0 && (
          <p className="muted">{m.targets_firmsNone()}</p>
        )}
      </div>
    </Sheet>
  )
}

interface FirmsProps extends Pick<ChooseDoubleSheetProps, 'onChoose'> {
  readonly label: string
  readonly firms: readonly ListedFirm[]
}

function Firms({ label, firms, onChoose }: FirmsProps) {
  const reference = useReference()
  if (firms.length === 0) return null
  return (
    <List label={label}>
      {firms.map(({ id, name, parkId, taxCode }) => (
        <ListRow
          key={id}
          title={name}
          text={dotted([parkName(reference, parkId), taxCode && m.firm_taxCode({ code: taxCode })])}
          end={<IconButton icon={ArrowRight} label={m.merge_with({ name })} onClick={() => onChoose(id)} />}
        />
      ))}
    </List>
  )
}
