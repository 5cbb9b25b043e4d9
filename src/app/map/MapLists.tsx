import { MapPin } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { windowSize } from '#app/firms/firmFilter.ts'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatNumber } from '#app/ui/format.ts'
import { IconButton } from '#app/ui/IconButton.tsx'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { MoreButton } from '#app/ui/MoreButton.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { useRowsDrawn } from '#app/ui/useRowsDrawn.ts'
import type { MapFirm, MapPark } from '#device/mapFirms.ts'
import { locationText } from '#domain/location.ts'
import { MapFirmRow } from './MapFirmRow.tsx'
import { mapLists, useMapChoice, type MapChoice, type MapListName, type SortedFirms } from './mapChoice.ts'
import type { Placed } from './PlaceSheet.tsx'
import type { PinClass } from './pinClasses.ts'

interface MapListsProps {
  readonly sorted: SortedFirms
  readonly parks: readonly MapPark[]
  readonly classes: readonly PinClass[]
  readonly choice: MapChoice
  /** Undefined where this person may set none. */
  readonly onSetFirm: ((placed: Placed) => void) | undefined
  readonly onSetPark: ((placed: Placed) => void) | undefined
}

/** Everything that is on the map, in words, and what is not on it yet. */
export function MapLists({ sorted, parks, classes, choice, onSetFirm, onSetPark }: MapListsProps) {
  const { list } = choice
  const counts = { on: sorted.on.length, without: sorted.without.length, parks: parks.length }
  return (
    <section className="stack" aria-label={m.map_lists()}>
      <Segmented<MapListName>
        label={m.map_lists()}
        labelHidden
        layout="tabs"
        options={mapLists.map((value) => ({
          value,
          label: m.plan_listCount({
            name: listLabels[value](),
            n: formatNumber(counts[value], getLocale()),
          }),
        }))}
        value={list}
        onChange={(name) => useMapChoice.setState({ list: name })}
      />
      {list === 'parks' ? (
        <Parks parks={parks} onSet={onSetPark} />
      ) : (
        <Firms
          key={list}
          list={list}
          name={[list, choice.colouring, choice.parkId, choice.only].join(' ')}
          isFiltered={choice.parkId !== '' || choice.only !== ''}
          firms={sorted[list]}
          sorted={sorted}
          classes={classes}
          onSet={onSetFirm}
        />
      )}
    </section>
  )
}

interface FirmsProps {
  readonly list: 'on' | 'without'
  readonly name: string
  readonly isFiltered: boolean
  readonly firms: readonly MapFirm[]
  readonly sorted: SortedFirms
  readonly classes: readonly PinClass[]
  readonly onSet: ((placed: Placed) => void) | undefined
}

function Firms({ list, name, isFiltered, firms, sorted, classes, onSet }: FirmsProps) {
  const [most, setMost] = useState(windowSize)
  const drawn = useRowsDrawn(Math.min(firms.length, most), name)
  if (firms.length === 0) {
    const none = list === 'on' ? m.map_noneOn() : m.map_noneWithout()
    return <EmptyState text={isFiltered && list === 'on' ? m.map_noneFiltered() : none} />
  }
  return (
    <>
      <List label={listLabels[list]()}>
        {firms.slice(0, drawn).map((firm) => (
          <MapFirmRow
            key={firm.id}
            firm={firm}
            pinClass={classes.find(({ key }) => key === sorted.classOf(firm))}
            onSet={onSet}
          />
        ))}
      </List>
      {firms.length > most && <MoreButton label={m.firms_more()} onMore={() => setMost(most + windowSize)} />}
    </>
  )
}

interface ParksProps {
  readonly parks: readonly MapPark[]
  readonly onSet: ((placed: Placed) => void) | undefined
}

function Parks({ parks, onSet }: ParksProps) {
  if (parks.length === 0) return <EmptyState text={m.map_noParks()} />
  return (
    <List label={m.map_listParks()}>
      {parks.map(({ id, name, at }) => (
        <ListRow
          key={id}
          title={name}
          text={at === undefined ? m.map_noPlace() : locationText(at)}
          end={
            onSet && (
              <IconButton
                icon={MapPin}
                label={m.map_setOf({ name })}
                onClick={() => onSet({ kind: 'park', id, name, at })}
              />
            )
          }
        />
      ))}
    </List>
  )
}

const listLabels: Readonly<Record<MapListName, () => string>> = {
  on: m.map_listOn,
  without: m.map_listWithout,
  parks: m.map_listParks,
}
