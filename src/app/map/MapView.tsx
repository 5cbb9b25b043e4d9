import { Maximize, Minus, Plus } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { usePreferences } from '#app/settings/preferences.ts'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { IconButton } from '#app/ui/IconButton.tsx'
import type { MapFirm } from '#device/mapFirms.ts'
import type { Location } from '#domain/location.ts'
import type { BaseFile } from './baseFile.ts'
import type { DrawnMap, Drawing, LeftScene, MapHandlers } from './drawMap.ts'
import { readLook } from './mapLook.ts'
import { tones } from './pinClasses.ts'

interface MapViewProps {
  readonly drawing: Drawing
  readonly base: BaseFile | undefined
  readonly onOpen: (firms: readonly MapFirm[]) => void
  /** What a place is looked for, if anything, and where it is now. */
  readonly aim: Aim | undefined
}

export interface Aim {
  readonly name: string
  readonly at: Location | undefined
  readonly onPlace: (location: Location) => void
  readonly onStop: () => void
}

/** Where the map was left, for coming back to it. */
let lastScene: LeftScene | undefined

/** The map itself. What stands on it stands in the lists beside it too. */
export function MapView({ drawing, base, onOpen, aim }: MapViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const handlers = useRef({ onOpen, onPlace: aim?.onPlace })
  const { map, failure } = useDrawnMap(host, {
    onOpen: (firms) => handlers.current.onOpen(firms),
    onPlace: (location) => handlers.current.onPlace?.(location),
    onMove: (scene) => (lastScene = scene),
  })
  const keysId = useId()
  useEffect(() => {
    handlers.current = { onOpen, onPlace: aim?.onPlace }
  }, [onOpen, aim?.onPlace])
  useEffect(() => map?.show(drawing), [map, drawing])
  useEffect(() => map?.setBase(base), [map, base])
  const isAiming = aim !== undefined
  useEffect(() => map?.aimAt(aim?.at, isAiming), [map, aim?.at, isAiming])
  if (failure !== undefined)
    return <Banner tone="warn" what={failure.what} safe={m.map_listSafe()} todo={failure.todo} />
  return (
    <div className="map-frame">
      {aim !== undefined && (
        <div className="map-aim">
          <p role="status">{m.map_picking({ name: aim.name })}</p>
          <div className="row">
            <Button onClick={() => map !== undefined && aim.onPlace(map.centre())}>
              {m.map_pickCentre()}
            </Button>
            <Button onClick={aim.onStop}>{m.map_pickStop()}</Button>
          </div>
        </div>
      )}
      <div
        ref={host}
        className="map-host"
        role="application"
        aria-label={m.map_area()}
        aria-describedby={keysId}
        data-drawn={map !== undefined || undefined}
        data-aiming={isAiming || undefined}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys move the map
        tabIndex={0}
      />
      <p id={keysId} hidden>
        {m.map_keys()}
      </p>
      <div className="map-buttons">
        <IconButton icon={Plus} label={m.map_zoomIn()} outlined onClick={() => map?.zoomBy(1)} />
        <IconButton icon={Minus} label={m.map_zoomOut()} outlined onClick={() => map?.zoomBy(-1)} />
        <IconButton icon={Maximize} label={m.map_whole()} outlined onClick={() => map?.showWhole()} />
      </div>
      <div className="map-tones" hidden>
        {tones.map((tone) => (
          <span key={tone} className="map-tone" data-tone={tone} />
        ))}
      </div>
    </div>
  )
}

interface Failure {
  readonly what: string
  readonly todo?: string
}

/** Draws into an element, anew in another theme; the code for it comes by itself, and may not come. */
function useDrawnMap(host: { readonly current: HTMLDivElement | null }, handlers: MapHandlers) {
  const [map, setMap] = useState<DrawnMap>()
  const [failure, setFailure] = useState<Failure | undefined>(() =>
    canDraw() ? undefined : { what: m.map_cannotDraw() },
  )
  const first = useRef(handlers)
  const { theme, textSize, locale } = usePreferences()
  useEffect(() => {
    let drawn: DrawnMap | undefined
    let isLeft = false
    if (!canDraw()) return
    import('./drawMap.ts').then(
      ({ drawMap }) => {
        const element = host.current
        const samples = element?.parentElement?.querySelector('.map-tones')
        if (isLeft || element == null || samples == null) return
        drawn = drawMap(element, readLook(samples), first.current, lastScene)
        setMap(drawn)
      },
      () => setFailure({ what: m.map_notLoaded(), todo: m.map_loadLater() }),
    )
    return () => {
      isLeft = true
      drawn?.destroy()
    }
  }, [host, theme, textSize, locale])
  return { map, failure }
}

function canDraw(): boolean {
  return typeof ResizeObserver === 'function'
}
