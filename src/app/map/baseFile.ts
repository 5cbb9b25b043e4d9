import { Compression, FileSource, PMTiles, TileType } from 'pmtiles'

/** A base map out of a file: tiles of pictures or of lines and areas. */
export interface BaseFile {
  readonly kind: 'pictures' | 'lines'
  readonly minZoom: number
  readonly maxZoom: number
  /** Whose map it is, as the file says; shown with it. */
  readonly attribution: string
  /** Undefined where the file has no such tile. */
  readonly tile: (z: number, x: number, y: number) => Promise<ArrayBuffer | undefined>
}

export type BaseFileProblem = 'notPmtiles' | 'otherTiles'

const pictures = [TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif]
const readable = [Compression.Unknown, Compression.None, Compression.Gzip]

/** Opens a PMTiles file, of which only what is looked at is ever read. */
export async function openBaseFile(file: File): Promise<BaseFile | BaseFileProblem> {
  const archive = new PMTiles(new FileSource(file))
  const header = await archive.getHeader().catch(() => undefined)
  if (header === undefined) return 'notPmtiles'
  const { tileType, tileCompression, minZoom, maxZoom } = header
  const isKnown = tileType === TileType.Mvt || pictures.includes(tileType)
  if (!isKnown || !readable.includes(tileCompression)) return 'otherTiles'
  const metadata = (await archive.getMetadata().catch(() => undefined)) as
    | { attribution?: unknown }
    | undefined
  return {
    kind: tileType === TileType.Mvt ? 'lines' : 'pictures',
    minZoom,
    maxZoom,
    attribution: plain(metadata?.attribution),
    tile: async (z, x, y) => (await archive.getZxy(z, x, y))?.data,
  }
}

/** Without the links that are often in it. */
function plain(text: unknown): string {
  if (typeof text !== 'string') return ''
  return (new DOMParser().parseFromString(text, 'text/html').body.textContent ?? '').trim()
}
