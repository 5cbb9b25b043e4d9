import ScaleLine from 'ol/control/ScaleLine.js'
import type BaseLayer from 'ol/layer/Base.js'
import OlMap from 'ol/Map.js'
import VectorSource from 'ol/source/Vector.js'
import type View from 'ol/View.js'
import type { MapFirm, MapPark } from '#device/mapFirms.ts'
import type { Location } from '#domain/location.ts'
import { baseLayer } from './baseLayer.ts'
import type { BaseFile } from './baseFile.ts'
import { drawnLayer, graticule } from './mapLayers.ts'
import type { MapLook } from './mapLook.ts'
import {
  boxOf,
  featureAt,
  fitTo,
  locationAt,
  pointAt,
  sceneOf,
  viewFrom,
  type MapScene,
} from './mapPoints.ts'
import type { PinClass } from './pinClasses.ts'
import { drawAim, drawPark } from './pinDrawing.ts'
import { createPins } from './pinLayer.ts'

/** What stands on the map. */
export interface Drawing {
  readonly firms: readonly MapFirm[]
  readonly parks: readonly MapPark[]
  readonly classes: readonly PinClass[]
  readonly classOf: (firm: MapFirm) => string
  /** Names what is looked at: of another the whole is shown first. */
  readonly frame: string
}

export interface MapHandlers {
  /** Firms that no zooming parts, or one by itself, were tapped. */
  readonly onOpen: (firms: readonly MapFirm[]) => void
  /** A tap while a place is looked for. */
  readonly onPlace: (location: Location) => void
  readonly onMove: (scene: LeftScene) => void
}

/** Where a map was left, and what it showed. */
export type LeftScene = MapScene & { readonly frame: string }

export type DrawnMap = ReturnType<typeof drawMap>

/** A map in an element, drawn on canvases: no worker, no WebGL, and nothing is fetched. */
export function drawMap(
  host: HTMLElement,
  look: MapLook,
  handlers: MapHandlers,
  from: LeftScene | undefined,
) {
  const { map, view, pins, names, aim } = assemble(host, look, from)
  let base: BaseLayer | undefined
  let whole: readonly Location[] = []
  let shown = from?.frame
  let isAiming = false
  const layPins = () => pins.lay(boxOf(view, map.getSize() ?? []), view.getZoom() ?? 0)
  map.on('moveend', () => {
    layPins()
    const scene = sceneOf(view)
    if (scene !== undefined && shown !== undefined) handlers.onMove({ ...scene, frame: shown })
  })
  map.on('click', ({ coordinate, pixel }) => {
    if (isAiming) return handlers.onPlace(locationAt(coordinate))
    const bunch = pins.nearest((point) => map.getPixelFromCoordinate(point), pixel)
    if (bunch === undefined) return
    if (bunch.apartFrom === undefined) handlers.onOpen(bunch.firms())
    else move(view, { center: pointAt(bunch.at), zoom: bunch.apartFrom })
  })
  return {
    show: ({ firms, parks, classes, classOf, frame }: Drawing) => {
      pins.hold(firms, classes, classOf)
      names.clear(true)
      names.addFeatures(parks.flatMap((park) => (park.at === undefined ? [] : [featureAt(park.at, park)])))
      whole = (firms.length > 0 ? firms : parks).flatMap(({ at }) => at ?? [])
      if (shown !== frame) fitTo(view, whole, map.getSize() ?? [])
      shown = frame
      layPins()
    },
    setBase: (file: BaseFile | undefined) => {
      if (base !== undefined) map.removeLayer(base)
      base = file && baseLayer(file, look)
      if (base !== undefined) map.getLayers().insertAt(0, base)
    },
    /** Taps give a place from now on; `at` is where the thing stands now. */
    aimAt: (at: Location | undefined, on: boolean) => {
      isAiming = on
      aim.clear(true)
      if (on && at !== undefined) aim.addFeature(featureAt(at, undefined))
    },
    centre: () => locationAt(view.getCenter() ?? [0, 0]),
    zoomBy: (steps: number) => move(view, { zoom: Math.round((view.getZoom() ?? 0) + steps) }),
    showWhole: () => fitTo(view, whole, map.getSize() ?? []),
    destroy: () => map.setTarget(undefined),
  }
}

/** From the bottom up: the grid, the names of parks, the firms, what is being put. */
function assemble(host: HTMLElement, look: MapLook, from: LeftScene | undefined) {
  const view = viewFrom(from)
  const pins = createPins(look)
  const [names, aim] = [new VectorSource(), new VectorSource()]
  const layers = [
    graticule(look),
    drawnLayer(names, (context, { name }: MapPark) => drawPark(context, name, look)),
    pins.layer,
    drawnLayer(aim, (context) => drawAim(context, look)),
  ]
  const map = new OlMap({ target: host, view, controls: [new ScaleLine()], layers })
  return { map, view, pins, names, aim }
}

function move(view: View, where: { readonly center?: number[]; readonly zoom: number }): void {
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  view.cancelAnimations()
  view.animate({ ...where, duration: isCalm ? 0 : 250 })
}
