import { crc32, deflateSync } from 'node:zlib'

/** A PMTiles archive (version 3) with one tile, that of the whole world. */
export function pmtilesFile(kind: 'lines' | 'pictures', tile: Buffer, attribution: string): Buffer {
  // one entry: tile 0, once, so many bytes, at the start of the data
  const directory = Buffer.from([1, 0, 1, ...varint(tile.length), 1])
  const metadata = Buffer.from(JSON.stringify({ attribution }))
  const header = Buffer.alloc(127)
  header.write('PMTiles')
  header[7] = 3
  const parts = [127, directory.length, 127 + directory.length, metadata.length, 0, 0]
  const data = [127 + directory.length + metadata.length, tile.length, 1, 1, 1]
  for (const [index, value] of [...parts, ...data].entries())
    header.writeBigUInt64LE(BigInt(value), 8 + 8 * index)
  // clustered, directories and tiles not packed, which kind, zoom 0 to 0
  header.set([1, 1, 1, kind === 'lines' ? 1 : 2, 0, 0], 96)
  return Buffer.concat([header, directory, metadata, tile])
}

/** A picture of one colour. */
export function pngTile(red: number, green: number, blue: number): Buffer {
  const side = 256
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const row = [0, ...Array.from({ length: side }, () => [red, green, blue]).flat()]
  const pixels = Buffer.from(Array.from({ length: side }, () => row).flat())
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    start,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Vector lines: water all over. */
export function waterTile(): Buffer {
  const square = [9, 0, 0, 26, 8192, 0, 0, 8192, 8191, 0, 15].flatMap(varint)
  const feature = [0x18, 3, ...field(4, square)]
  const layer = [...field(1, [...Buffer.from('water')]), ...field(2, feature), 0x28, ...varint(4096), 0x78, 2]
  return Buffer.from(field(3, layer))
}

function field(number: number, bytes: readonly number[]): number[] {
  return [number * 8 + 2, ...varint(bytes.length), ...bytes]
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
