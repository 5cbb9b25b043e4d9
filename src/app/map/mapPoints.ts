import { boundingExtent } from 'ol/extent.js'
import Feature from 'ol/Feature.js'
import Point from 'ol/geom/Point.js'
import { fromLonLat, toLonLat, transformExtent } from 'ol/proj.js'
import View from 'ol/View.js'
import type { Location } from '#domain/location.ts'
import { nearestZoom, type Box } from './bunches.ts'

/** What of the world is looked at. */
export interface MapScene {
  readonly centre: Location
  readonly zoom: number
}

/** A view of where the map was left, or of the whole country. */
export function viewFrom(scene: MapScene = { centre: { latitude: 16, longitude: 108 }, zoom: 5 }): View {
  return new View({
    center: pointAt(scene.centre),
    zoom: scene.zoom,
    minZoom: 4,
    maxZoom: nearestZoom + 1,
    enableRotation: false,
  })
}

export function sceneOf(view: View): MapScene | undefined {
  const [centre, zoom] = [view.getCenter(), view.getZoom()]
  return centre && zoom !== undefined ? { centre: locationAt(centre), zoom } : undefined
}

/** What is seen in so many pixels, and a little around it. */
export function boxOf(view: View, [width = 0, height = 0]: readonly number[]): Box {
  const extent = view.calculateExtent([width * 1.5, height * 1.5])
  return transformExtent(extent, 'EPSG:3857', 'EPSG:4326') as Box
}

/** Shows all of these places in so many pixels; where there are none, the country. */
export function fitTo(view: View, places: readonly Location[], [width = 0]: readonly number[]): void {
  view.cancelAnimations()
  const extent = boundingExtent((places.length === 0 ? country : places).map(pointAt))
  // names and rings reach beyond their places, as far as a phone has room for it
  const aside = Math.min(88, width / 8)
  view.fit(extent, { padding: [48, aside, 72, aside], maxZoom: 14 })
}

const country = [
  { latitude: 8, longitude: 102 },
  { latitude: 23.5, longitude: 115 },
]

export function featureAt(at: Location, thing: unknown): Feature<Point> {
  return new Feature({ geometry: new Point(pointAt(at)), thing })
}

export function pointAt({ latitude, longitude }: Location): number[] {
  return fromLonLat([longitude, latitude])
}

export function locationAt(point: number[]): Location {
  const [longitude = 0, latitude = 0] = toLonLat(point)
  return { latitude, longitude }
}
