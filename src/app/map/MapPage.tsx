import './map.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { useMemo, useState } from 'react'
import { NoFirms } from '#app/firms/NoFirms.tsx'
import { useReference } from '#app/firms/useReference.ts'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { Page } from '#app/ui/Page.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { readMap, type MapFirm, type MapOfFirms } from '#device/mapFirms.ts'
import type { Reference } from '#device/people.ts'
import { isAllowed } from '#domain/access.ts'
import type { Location } from '#domain/location.ts'
import type { OperationKind } from '#domain/operation.ts'
import { BaseMapPart } from './BaseMapPart.tsx'
import { HereSheet } from './HereSheet.tsx'
import { sortOut, useMapChoice } from './mapChoice.ts'
import { MapLegend } from './MapLegend.tsx'
import { MapLists } from './MapLists.tsx'
import { MapTools } from './MapTools.tsx'
import { MapView } from './MapView.tsx'
import { pinClasses } from './pinClasses.ts'
import { PlaceSheet, type Placed } from './PlaceSheet.tsx'
import { useBaseMap } from './useBaseMap.ts'

/** `/map`: where firms and parks lie, by way forward, opinion or age of the last visit. */
export function MapPage() {
  const device = useDevice()
  const reference = useReference()
  const map = useLiveQuery(() => readMap(device), [device])
  const isEmpty = map !== undefined && map.firms.length === 0 && map.parks.length === 0
  return (
    <Page>
      {isEmpty && <PageHeader title={m.nav_map()} />}
      {isEmpty && <NoFirms />}
      {!isEmpty && map !== undefined && reference !== undefined && (
        <OnceReceived>
          <WholeMap map={map} reference={reference} />
        </OnceReceived>
      )}
    </Page>
  )
}

interface WholeMapProps {
  readonly map: MapOfFirms
  readonly reference: Reference
}

/** A place that is being set: on its sheet, or looked for on the map. */
interface Placing {
  readonly placed: Placed
  readonly picked: Location | undefined
  readonly on: 'sheet' | 'map'
}

function WholeMap({ map, reference }: WholeMapProps) {
  const device = useDevice()
  const base = useBaseMap()
  const choice = useMapChoice()
  const [here, setHere] = useState<readonly MapFirm[]>()
  const [placing, setPlacing] = useState<Placing>()
  const sorted = useMemo(() => sortOut(map, choice), [map, choice])
  const classes = useMemo(() => pinClasses(choice.colouring), [choice.colouring])
  const drawing = useMemo(
    () => ({ firms: sorted.on, parks: map.parks, classes, classOf: sorted.classOf, frame: choice.parkId }),
    [sorted, map.parks, classes, choice.parkId],
  )
  const person = reference.people.get(device.identity.personId)
  const mayDo = (kind: OperationKind) => person !== undefined && isAllowed(person, kind, reference.today)
  const setPlace = (placed: Placed) => setPlacing({ placed, picked: undefined, on: 'sheet' })
  return (
    <>
      <PageHeader
        title={m.nav_map()}
        subtitle={m.map_subtitle({ firms: countWords(sorted.on.length, 'firms') })}
      />
      <MapTools choice={choice} reference={reference} />
      <div className="map-columns">
        <div className="map-column">
          <MapView
            drawing={drawing}
            base={base.file}
            onOpen={setHere}
            aim={
              placing?.on === 'map'
                ? {
                    name: placing.placed.name,
                    at: placing.picked ?? placing.placed.at,
                    onPlace: (picked) => setPlacing({ ...placing, picked, on: 'sheet' }),
                    onStop: () => setPlacing(undefined),
                  }
                : undefined
            }
          />
          <BaseMapPart base={base} />
        </div>
        <div className="map-column">
          <MapLegend classes={classes} counts={sorted.counts} choice={choice} />
          <MapLists
            sorted={sorted}
            parks={map.parks}
            classes={classes}
            choice={choice}
            onSetFirm={mayDo('firm.set') ? setPlace : undefined}
            onSetPark={mayDo('park.set') ? setPlace : undefined}
          />
        </div>
      </div>
      {here !== undefined && <HereSheet firms={here} onClose={() => setHere(undefined)} />}
      {placing?.on === 'sheet' && (
        <PlaceSheet
          placed={placing.placed}
          picked={placing.picked}
          onPick={() => setPlacing({ ...placing, on: 'map' })}
          onClose={() => setPlacing(undefined)}
        />
      )}
    </>
  )
}
