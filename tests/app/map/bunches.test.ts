import { expect, test } from 'vitest'
import { bunchFirms, nearestZoom } from '#app/map/bunches.ts'
import type { MapFirm } from '#device/mapFirms.ts'

const everywhere: [number, number, number, number] = [102, 6, 118, 24]

function firm(number: number, latitude: number, longitude: number, row: 'D4' | 'D8' = 'D4'): MapFirm {
  const at = { latitude, longitude }
  const name = `Công ty Mẫu ${number}`
  return {
    id: String(number),
    name,
    parkId: undefined,
    row,
    stance: undefined,
    lastVisitOn: undefined,
    at,
    isAtPark: false,
  }
}

const classOf = ({ row }: MapFirm) => row
const idsOf = (firms: readonly MapFirm[]) => firms.map(({ id }) => id).toSorted()

test('from afar near firms are one bunch that tells how many there are of each class, from near they stand apart', () => {
  const near = [firm(1, 20, 107), firm(2, 20.001, 107.001, 'D8'), firm(3, 20.002, 107.002, 'D8')]
  const bunchesIn = bunchFirms([...near, firm(4, 10, 106)], classOf)
  const [bunch, ...others] = bunchesIn(everywhere, 6).toSorted((one, other) => other.size - one.size)
  expect(bunch).toMatchObject({ size: 3, counts: { D4: 1, D8: 2 } })
  expect(idsOf(bunch!.firms())).toEqual(['1', '2', '3'])
  expect(others).toMatchObject([{ size: 1, counts: { D4: 1 } }])
  expect(others[0]!.at.latitude).toBeCloseTo(10)
  const apart = bunchesIn(everywhere, bunch!.apartFrom!)
  expect(apart.length).toBeGreaterThan(2)
  expect(bunchesIn(everywhere, nearestZoom).map(({ size }) => size)).toEqual([1, 1, 1, 1])
})

test('firms in one place never stand apart: they are told together however near one looks', () => {
  const bunchesIn = bunchFirms([firm(1, 20, 107), firm(2, 20, 107, 'D8')], classOf)
  for (const zoom of [4, 12, nearestZoom + 1]) {
    const [bunch, ...none] = bunchesIn(everywhere, zoom)
    expect(none).toEqual([])
    expect(bunch).toMatchObject({ size: 2, apartFrom: undefined, counts: { D4: 1, D8: 1 } })
    expect(idsOf(bunch!.firms())).toEqual(['1', '2'])
  }
})

test('what lies elsewhere is not asked for, and counting one bunch changes no other', () => {
  const bunchesIn = bunchFirms([firm(1, 20, 107), firm(2, 20.0005, 107.0005), firm(3, 10, 106)], classOf)
  expect(bunchesIn([105, 9, 107, 11], 8)).toHaveLength(1)
  for (let again = 0; again < 2; again += 1) {
    const sizes = bunchesIn(everywhere, 5).map(({ size }) => size)
    expect(sizes.toSorted((one, other) => one - other)).toEqual([1, 2])
  }
})
