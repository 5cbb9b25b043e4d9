import { expect, test } from 'vitest'
import { sortOut, wholeMap } from '#app/map/mapChoice.ts'
import { classifier, colourings, pinClasses } from '#app/map/pinClasses.ts'
import type { MapFirm, MapOfFirms } from '#device/mapFirms.ts'
import { trackRowIds, type TrackRowId } from '#domain/track/table.ts'

const today = '2026-11-21'

function firm(id: string, about: Partial<MapFirm> = {}): MapFirm {
  const at = { latitude: 20, longitude: 107 }
  return {
    id,
    name: id,
    parkId: 'p1',
    row: 'D4',
    stance: undefined,
    lastVisitOn: undefined,
    at,
    isAtPark: false,
    ...about,
  }
}

const idsOf = (firms: readonly MapFirm[]) => firms.map(({ id }) => id)

test.each(colourings)('in «%s» every class has words, a letter and a look that no other has', (colouring) => {
  const classes = pinClasses(colouring)
  expect(classes.every(({ label }) => label !== '')).toBe(true)
  expect(new Set(classes.map(({ letter }) => letter)).size).toBe(classes.length)
  expect(new Set(classes.map(({ tone }) => tone)).size).toBe(classes.length)
})

test('every way forward but «out of scope» has a class, and rows of one name have one', () => {
  const classOf = classifier('track', today)
  const keys = pinClasses('track').map(({ key }) => key)
  const rows = trackRowIds.filter((row) => row !== 'D0')
  for (const row of rows) expect(keys).toContain(classOf(firm('f', { row })))
  expect(classOf(firm('f', { row: 'D7' as TrackRowId }))).toBe('D6')
})

test.each([
  ['2026-11-20', 'months3'],
  ['2026-08-21', 'months3'],
  ['2026-08-20', 'months6'],
  ['2026-05-20', 'months12'],
  ['2025-11-21', 'months12'],
  ['2025-11-20', 'monthsMore'],
  [undefined, 'unknown'],
])('a firm last visited on %s is of the class %s', (lastVisitOn, key) => {
  const classOf = classifier('visit', today)
  expect(classOf(firm('f', { lastVisitOn }))).toBe(key)
  expect(pinClasses('visit').map((one) => one.key)).toContain(key)
})

test('whoever leads a firm and never said anything is unknown, not undecided', () => {
  const classOf = classifier('stance', today)
  expect(classOf(firm('f'))).toBe('unknown')
  expect(classOf(firm('f', { stance: 'neutral' }))).toBe('neutral')
})

test('firms with a place, without one, and how many there are of each class, of a park and of all', () => {
  const map: MapOfFirms = {
    firms: [firm('a'), firm('b', { row: 'D8' }), firm('c', { at: undefined }), firm('d', { parkId: 'p2' })],
    parks: [],
    today,
  }
  const all = sortOut(map, wholeMap)
  expect(idsOf(all.on)).toEqual(['a', 'b', 'd'])
  expect(idsOf(all.without)).toEqual(['c'])
  expect([...all.counts]).toEqual([
    ['D4', 3],
    ['D8', 1],
  ])
  const some = sortOut(map, { ...wholeMap, parkId: 'p1', only: 'D4' })
  expect(idsOf(some.on)).toEqual(['a'])
  expect(idsOf(some.without)).toEqual(['c'])
  // what only one class is shown of is still counted whole: the numbers lead to the others
  expect([...some.counts]).toEqual([
    ['D4', 2],
    ['D8', 1],
  ])
})
