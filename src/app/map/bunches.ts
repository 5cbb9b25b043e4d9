import Supercluster, { type ClusterFeature, type PointFeature } from 'supercluster'
import type { MapFirm } from '#device/mapFirms.ts'
import { locationText, type Location } from '#domain/location.ts'

/** Firms that stand in one place of the map at some distance from it. */
export interface Bunch {
  readonly at: Location
  readonly size: number
  /** How many there are of each class. */
  readonly counts: Counts
  /** From which zoom they stand apart; undefined where they always lie in one place. */
  readonly apartFrom: number | undefined
  readonly firms: () => readonly MapFirm[]
}

type Counts = Readonly<Record<string, number>>
/** West, south, east, north. */
export type Box = [number, number, number, number]

interface Spot {
  readonly firms: readonly MapFirm[]
  readonly counts: Counts
}
interface Sum {
  counts: Record<string, number>
}

export const nearestZoom = 18
const pixelsApart = 60

/** Lays firms into an index that tells what is seen from afar and from near; those in one place are one point of it. */
export function bunchFirms(firms: readonly MapFirm[], classOf: (firm: MapFirm) => string) {
  const index = new Supercluster<Spot, Sum>({
    radius: pixelsApart,
    extent: 256,
    maxZoom: nearestZoom,
    map: ({ counts }) => ({ counts }),
    reduce: (sum, { counts }) => {
      // what came from `map` belongs to the spot: it is not added to
      const together = { ...sum.counts }
      for (const [key, count] of Object.entries(counts)) together[key] = (together[key] ?? 0) + count
      sum.counts = together
    },
  })
  index.load(spotsOf(firms, classOf))
  const bunchOf = (found: ClusterFeature<Sum> | PointFeature<Spot>): Bunch => {
    const [longitude, latitude] = found.geometry.coordinates as [number, number]
    const { properties } = found
    const { counts } = properties
    const size = Object.values(counts).reduce((sum, count) => sum + count, 0)
    const bunch = { at: { latitude, longitude }, size, counts }
    if (!('cluster_id' in properties))
      return { ...bunch, apartFrom: undefined, firms: () => (properties as Spot).firms }
    const { cluster_id: id } = properties
    return {
      ...bunch,
      apartFrom: index.getClusterExpansionZoom(id),
      firms: () => index.getLeaves(id, Infinity).flatMap((leaf) => leaf.properties.firms),
    }
  }
  return (box: Box, zoom: number): Bunch[] =>
    index.getClusters(box, Math.max(0, Math.min(nearestZoom + 1, Math.floor(zoom)))).map(bunchOf)
}

function spotsOf(firms: readonly MapFirm[], classOf: (firm: MapFirm) => string): PointFeature<Spot>[] {
  const inPlaces = new Map<string, MapFirm[]>()
  for (const firm of firms) {
    if (firm.at === undefined) continue
    const place = locationText(firm.at)
    const others = inPlaces.get(place)
    if (others === undefined) inPlaces.set(place, [firm])
    else others.push(firm)
  }
  return Array.from(inPlaces.values(), (here) => {
    const { latitude, longitude } = here[0]!.at!
    const counts: Record<string, number> = {}
    for (const firm of here) counts[classOf(firm)] = (counts[classOf(firm)] ?? 0) + 1
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: { firms: here, counts },
    }
  })
}
