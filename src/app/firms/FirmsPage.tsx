import './firms.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { Plus } from 'lucide-react'
import { useDeferredValue, useMemo, useRef } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { isSameTrack } from '#app/messages/trackLabels.ts'
import { paths } from '#app/paths.ts'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { useDevice } from '#app/ports.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { focusSoon } from '#app/ui/focusSoon.ts'
import { List } from '#app/ui/ListRow.tsx'
import { MoreButton } from '#app/ui/MoreButton.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { SearchField } from '#app/ui/SearchField.tsx'
import { useRowsDrawn } from '#app/ui/useRowsDrawn.ts'
import { readFirmList, type ListedFirm } from '#device/firmList.ts'
import { searchFirms } from '#device/firmSearch.ts'
import { FirmFilters } from './FirmFilters.tsx'
import {
  filterCount,
  lookFor,
  lookForAll,
  nameOfSearch,
  toggleFilters,
  useFirmSearch,
  windowSize,
  type FirmSearch,
} from './firmFilter.ts'
import { FirmRow } from './FirmRow.tsx'
import { useReference } from './useReference.ts'

/** `/firms`: every firm this person may find, as they type. */
export function FirmsPage() {
  const device = useDevice()
  const reference = useReference()
  const firms = useLiveQuery(() => readFirmList(device), [device])
  const search = useFirmSearch()
  // typing stays quick however many firms there are
  const wanted = useDeferredValue(search)
  const found = useMemo(() => firms && find(firms, wanted), [firms, wanted])
  const drawn = useRowsDrawn(Math.min(found?.length ?? 0, search.shown), nameOfSearch(wanted))
  const tools = useRef<HTMLDivElement>(null)
  const clear = () => {
    lookForAll()
    focusSoon(tools.current, 'button')
  }
  return (
    <Page>
      <PageHeader title={m.nav_firms()} />
      <div className="stack">
        <SearchField
          label={m.firms_search()}
          labelHidden
          placeholder={m.firms_searchHint()}
          value={search.text}
          onChange={(text) => lookFor({ text })}
        />
        <div ref={tools} className="firm-tools">
          <Button aria-expanded={search.filtersOpen} onClick={toggleFilters}>
            {m.firms_filter()}
            {filterCount(search) > 0 && ` (${filterCount(search)})`}
          </Button>
          <ButtonLink href={paths.newFirm} icon={Plus}>
            {m.firms_add()}
          </ButtonLink>
        </div>
        {search.filtersOpen && <FirmFilters search={search} reference={reference} onClear={clear} />}
        <p className="small muted" role="status">
          {found === undefined ? '' : countWords(found.length, 'firms')}
        </p>
        {found !== undefined && found.length > 0 && (
          <List label={m.nav_firms()}>
            {found.slice(0, drawn).map((firm) => (
              <FirmRow key={firm.id} firm={firm} reference={reference} />
            ))}
          </List>
        )}
        {found !== undefined && found.length > search.shown && (
          <MoreButton label={m.firms_more()} onMore={() => lookFor({ shown: search.shown + windowSize })} />
        )}
        {found?.length === 0 && (
          <NothingFound search={wanted} isEmpty={firms?.length === 0} onClear={clear} />
        )}
      </div>
    </Page>
  )
}

interface NothingFoundProps {
  readonly search: FirmSearch
  readonly isEmpty: boolean
  readonly onClear: () => void
}

function NothingFound({ search, isEmpty, onClear }: NothingFoundProps) {
  if (isEmpty) {
    return (
      <OnceReceived>
        <EmptyState text={m.firms_noneHere()} />
      </OnceReceived>
    )
  }
  if (filterCount(search) > 0) {
    return (
      <EmptyState
        text={m.firms_noneFiltered()}
        action={<Button onClick={onClear}>{m.firms_clear()}</Button>}
      />
    )
  }
  return (
    <EmptyState
      text={m.search_nothing({ text: search.text.trim() })}
      action={
        <ButtonLink href={`${paths.newFirm}?name=${encodeURIComponent(search.text.trim())}`} icon={Plus}>
          {m.firms_add()}
        </ButtonLink>
      }
    />
  )
}

function find(
  firms: readonly ListedFirm[],
  { text, parkId, row, visited }: FirmSearch,
): readonly ListedFirm[] {
  const found = searchFirms(firms, text, {
    parkId: parkId === '' ? undefined : parkId,
    visited: visited === '' ? undefined : visited === 'yes',
  })
  // closed, moved away: no work there, and found by whoever asks for them
  if (row === '' && text.trim() === '') return found.filter(({ card }) => card?.advice.row !== 'D0')
  return row === ''
    ? found
    : found.filter(({ card }) => card !== undefined && isSameTrack(card.advice.row, row))
}
