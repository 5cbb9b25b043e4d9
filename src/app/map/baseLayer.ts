import type { FeatureLike } from 'ol/Feature.js'
import MVT from 'ol/format/MVT.js'
import type BaseLayer from 'ol/layer/Base.js'
import TileLayer from 'ol/layer/Tile.js'
import VectorTileLayer from 'ol/layer/VectorTile.js'
import ImageTileSource from 'ol/source/ImageTile.js'
import VectorTileSource from 'ol/source/VectorTile.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import Text from 'ol/style/Text.js'
import { createXYZ } from 'ol/tilegrid.js'
import TileState from 'ol/TileState.js'
import type VectorTile from 'ol/VectorTile.js'
import type { BaseFile } from './baseFile.ts'
import type { MapLook } from './mapLook.ts'

/** What lies beneath grid and pins. */
export function baseLayer(file: BaseFile, look: MapLook): BaseLayer {
  return file.kind === 'pictures' ? pictureLayer(file) : lineLayer(file, look)
}

function pictureLayer({ minZoom, maxZoom, tile }: BaseFile): BaseLayer {
  const source = new ImageTileSource({
    tileGrid: createXYZ({ minZoom, maxZoom }),
    wrapX: false,
    loader: async (z, x, y) => {
      const bytes = await tile(z, x, y)
      return bytes === undefined
        ? new OffscreenCanvas(1, 1).transferToImageBitmap()
        : createImageBitmap(new Blob([bytes]))
    },
  })
  return new TileLayer({ source })
}

function lineLayer({ minZoom, maxZoom, tile }: BaseFile, look: MapLook): BaseLayer {
  const format = new MVT({ layerName: layerKey })
  const source = new VectorTileSource({
    format,
    tileGrid: createXYZ({ minZoom, maxZoom, tileSize: 512 }),
    wrapX: false,
    tileUrlFunction: (coordinate) => coordinate.join('/'),
    tileLoadFunction: (one, address) => {
      const [z = 0, x = 0, y = 0] = address.split('/').map(Number)
      const drawn = one as VectorTile<never>
      drawn.setLoader((extent, _resolution, projection) => {
        const load = async () => {
          const bytes = await tile(z, x, y)
          const features =
            bytes === undefined ? [] : format.readFeatures(bytes, { extent, featureProjection: projection })
          drawn.setFeatures(features as never[])
        }
        load().catch(() => drawn.setState(TileState.ERROR))
      })
    },
  })
  return new VectorTileLayer({ source, style: styler(look), declutter: true })
}

const layerKey = 'layer'
const water = /water|ocean|sea|river|lake/i
const roads = /road|transport|street|highway|rail/i
const borders = /bound|admin|border/i
const buildings = /build/i

/** Files name their layers as they like: what most of them agree on is drawn alike, the rest as thin lines. */
function styler(look: MapLook) {
  const line = (color: string, width: number, lineDash: number[] = []) =>
    new Style({ stroke: new Stroke({ color, width, lineDash }) })
  const area = (color: string) => new Style({ fill: new Fill({ color }) })
  const [waterArea, waterLine] = [area(look.water), line(look.waterLine, 1)]
  const [road, border, thin, building] = [
    line(look.muted, 1),
    line(look.muted, 1.5, [6, 4]),
    line(look.line, 1),
    area(look.line),
  ]
  return (feature: FeatureLike): Style | undefined => {
    const layer = String(feature.get(layerKey))
    const kind = feature.getGeometry()?.getType() ?? ''
    if (kind.endsWith('Point')) return nameStyle(feature, look)
    const isArea = kind.endsWith('Polygon')
    if (water.test(layer)) return isArea ? waterArea : waterLine
    if (borders.test(layer)) return border
    if (roads.test(layer)) return isArea ? undefined : road
    return buildings.test(layer) && isArea ? building : thin
  }
}

function nameStyle(feature: FeatureLike, look: MapLook): Style | undefined {
  const name: unknown = feature.get('name:vi') ?? feature.get('name_vi') ?? feature.get('name')
  if (typeof name !== 'string' || name === '') return undefined
  return new Style({
    text: new Text({
      text: name,
      font: `${look.small}px ${look.font}`,
      fill: new Fill({ color: look.muted }),
      stroke: new Stroke({ color: look.surface, width: 3 }),
    }),
  })
}
