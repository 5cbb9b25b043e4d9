/** Where a firm or a park lies, in degrees (WGS 84): typed by the office, never where a person was. */
export interface Location {
  readonly latitude: number
  readonly longitude: number
}

/** As it is kept, and as people and their lists write it; undefined for what is no place in Viet Nam. */
export function readLocation(text: string): Location | undefined {
  const found = written.exec(text.trim())
  if (found === null) return undefined
  const [, north, northMinutes, northSeconds, east, eastMinutes, eastSeconds] = found
  const location = {
    latitude: degrees(north, northMinutes, northSeconds),
    longitude: degrees(east, eastMinutes, eastSeconds),
  }
  return isInCountry(location) ? location : undefined
}

/** Five decimals are about a metre. */
export function locationText({ latitude, longitude }: Location): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
}

/** With all its islands; also finds out latitude and longitude written the wrong way round. */
export function isInCountry({ latitude, longitude }: Location): boolean {
  return latitude >= 6 && latitude <= 24 && longitude >= 102 && longitude <= 118
}

// 20.9712, 107.0448 · 20,9712; 107,0448 · 20°58'16"N 107°2'41"E
const angle = String.raw`(\d{1,3}(?:[.,]\d+)?)\s*°?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*["”″]\s*)?`
const written = new RegExp(`^${angle}[NB]?(?:\\s*[,;]\\s*|\\s+|(?<=[NB°'’′"”″]))${angle}[EĐ]?$`, 'iu')

function degrees(...parts: readonly (string | undefined)[]): number {
  const [whole = 0, minutes = 0, seconds = 0] = parts.map((part = '0') => Number(part.replace(',', '.')))
  return whole + minutes / 60 + seconds / 3600
}
