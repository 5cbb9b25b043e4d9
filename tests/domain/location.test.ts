import { expect, test } from 'vitest'
import { locationText, readLocation } from '#domain/location.ts'

test.each([
  ['20.9712, 107.0448'],
  ['20.9712 107.0448'],
  ['20,9712; 107,0448'],
  ['20,9712, 107,0448'],
  [' 20.9712° N, 107.0448° E '],
  ['20.9712B 107.0448Đ'],
  ['20°58\'16.32"N 107°2\'41.28"E'],
])('a place is read as people write it: %s', (text) => {
  const { latitude, longitude } = readLocation(text)!
  expect(latitude).toBeCloseTo(20.9712, 4)
  expect(longitude).toBeCloseTo(107.0448, 4)
})

test.each(['', 'Lô A1', '20.9712', '107.0448, 20.9712', '48.8584, 2.2945', '20.9712, 107.0448, 3'])(
  'what is no place in the country is no place: «%s»',
  (text) => expect(readLocation(text)).toBeUndefined(),
)

test('a place is read back as it is kept', () => {
  const text = locationText({ latitude: 8.63, longitude: 111.919_444 })
  expect(text).toBe('8.63000, 111.91944')
  expect(readLocation(text)).toEqual({ latitude: 8.63, longitude: 111.91944 })
})
