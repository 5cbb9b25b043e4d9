import Graticule from 'ol/layer/Graticule.js'
import VectorLayer from 'ol/layer/Vector.js'
import type VectorSource from 'ol/source/Vector.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import Text from 'ol/style/Text.js'
import { m } from '#app/messages/compiled/messages.js'
import type { MapLook } from './mapLook.ts'

/** What stands in a source, drawn by hand: every feature's `thing` at its place. */
export function drawnLayer<Thing>(
  source: VectorSource,
  draw: (context: CanvasRenderingContext2D, thing: Thing) => void,
) {
  const style = new Style({
    renderer: (at, { context, feature, pixelRatio }) => {
      const [x = 0, y = 0] = at as number[]
      context.save()
      context.translate(x, y)
      context.scale(pixelRatio, pixelRatio)
      draw(context, feature.get('thing') as Thing)
      context.restore()
    },
  })
  return new VectorLayer({ source, style, updateWhileAnimating: true, updateWhileInteracting: true })
}

/** Where there is nothing else: the lines of longitude and latitude. */
export function graticule(look: MapLook): Graticule {
  const text = {
    font: `${look.small}px ${look.font}`,
    fill: new Fill({ color: look.muted }),
    stroke: new Stroke({ color: look.surface, width: 4 }),
    overflow: true,
  }
  return new Graticule({
    strokeStyle: new Stroke({ color: look.muted, width: 1, lineDash: [1, 5] }),
    showLabels: true,
    wrapX: false,
    targetSize: 140,
    lonLabelPosition: 0.985,
    latLabelPosition: 0.01,
    lonLabelFormatter: (degrees) => m.map_east({ degrees: inMinutes(degrees) }),
    latLabelFormatter: (degrees) => m.map_north({ degrees: inMinutes(degrees) }),
    lonLabelStyle: new Text({ ...text, textBaseline: 'top' }),
    latLabelStyle: new Text({ ...text, textAlign: 'start' }),
  })
}

/** 107°30′ */
function inMinutes(degrees: number): string {
  const minutes = Math.round(Math.abs(degrees) * 3600) / 60
  const rest = Math.round((minutes % 60) * 100) / 100
  return `${Math.floor(minutes / 60)}°${rest === 0 ? '' : `${rest}′`}`
}
