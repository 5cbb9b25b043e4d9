import type Point from 'ol/geom/Point.js'
import VectorSource from 'ol/source/Vector.js'
import type { MapFirm } from '#device/mapFirms.ts'
import { bunchFirms, type Box, type Bunch } from './bunches.ts'
import { drawnLayer } from './mapLayers.ts'
import type { MapLook } from './mapLook.ts'
import { featureAt } from './mapPoints.ts'
import type { PinClass } from './pinClasses.ts'
import { drawBunch, reachPixels } from './pinDrawing.ts'

/** The firms: of all of them only what is seen is ever on the layer. */
export function createPins(look: MapLook) {
  const source = new VectorSource()
  let bunchesIn: ReturnType<typeof bunchFirms> = () => []
  let classes: ReadonlyMap<string, PinClass> = new Map()
  return {
    layer: drawnLayer(source, (context, bunch: Bunch) => drawBunch(context, bunch, classes, look)),
    hold: (
      firms: readonly MapFirm[],
      shown: readonly PinClass[],
      classOf: (firm: MapFirm) => string,
    ): void => {
      classes = new Map(shown.map((one) => [one.key, one]))
      bunchesIn = bunchFirms(firms, classOf)
    },
    lay: (box: Box, zoom: number): void => {
      source.clear(true)
      source.addFeatures(bunchesIn(box, zoom).map((bunch) => featureAt(bunch.at, bunch)))
    },
    /** The one that a tap means. */
    nearest: (pixelOf: (point: number[]) => number[] | null, [x = 0, y = 0]: number[]): Bunch | undefined => {
      let [found, least]: [Bunch | undefined, number] = [undefined, reachPixels]
      for (const feature of source.getFeatures()) {
        const [left = 0, top = 0] = pixelOf((feature.getGeometry() as Point).getCoordinates()) ?? []
        const far = Math.hypot(left - x, top - y)
        if (far < least) [found, least] = [feature.get('thing') as Bunch, far]
      }
      return found
    },
  }
}
