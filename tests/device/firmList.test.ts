import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SyncChange } from '#domain/change.ts'
import { foldQuery, foldVietnamese, matchesSearch } from '#domain/fold.ts'
import { readCard, readCards } from '#device/cards.ts'
import { readFirmList, type ListedFirm } from '#device/firmList.ts'
import { searchFirms } from '#device/firmSearch.ts'
import { applyPage } from '#device/inbox.ts'
import { firmChange, idOf, nameChange, visitChange } from '../support/firmPages.ts'
import { createTestDevice, type TestDevice } from '../support/testDevice.ts'

const parks = ['park-a', 'park-b'] as const

async function expectCardsOfRecords(device: TestDevice) {
  const cards = await readCards(device)
  for (const card of cards) expect(card).toEqual(await readCard(device, card.id))
  const rows = await device.database.base.toArray()
  const firmIds = rows.filter((row) => row.collection === 'firm').map((row) => row.id)
  expect(cards.map((card) => card.id).toSorted()).toEqual(firmIds.toSorted())
  const names = rows.filter((row) => row.collection === 'directory').map((row) => row.id)
  const listed = await readFirmList(device)
  expect(new Set(listed.map((firm) => firm.id))).toEqual(new Set([...firmIds, ...names]))
  expect(listed).toHaveLength(new Set([...firmIds, ...names]).size)
}

test('cards and names follow the records, whether few change at a time or hundreds', async () => {
  const device = await createTestDevice()
  let cursor: string | undefined
  let seq = 0
  const write = async (changes: SyncChange[]) => {
    const next = `c${(seq += 1)}`
    await applyPage(device, cursor, { changes, meta: { cursor: next, upTo: 10_000 + seq } })
    cursor = next
  }
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)
  await write([
    ...numbers(0, 300).map((number) => firmChange(idOf(number), number + 1)),
    ...numbers(200, 250).map((number) => nameChange(idOf(number), 1000 + number, parks[number % 2]!)),
  ])
  await expectCardsOfRecords(device)
  // few: only what is recent is written
  await write([firmChange(idOf(3), 2000, 'Công ty Tên Mới'), visitChange(idOf(7000), idOf(4), 2001)])
  await write([
    { kind: 'unscope', scope: idOf(5), seq: 2002 },
    { kind: 'tombstone', collection: 'directory', id: idOf(440), seq: 2003 },
    nameChange(idOf(441), 2004, parks[0]),
  ])
  expect((await readCards(device)).find(({ id }) => id === idOf(3))?.name).toBe('Công ty Tên Mới')
  await expectCardsOfRecords(device)
  // many: all is packed anew
  await write([
    ...numbers(100, 260).map((number) => firmChange(idOf(number), 3000 + number)),
    { kind: 'unscope', scope: `directory:${parks[1]}`, seq: 4000 },
    firmChange(idOf(5), 4001),
  ])
  await expectCardsOfRecords(device)
})

const words = ['công', 'ty', 'mẫu', 'dệt', 'may', 'đá', 'ngọc', 'an', 'anh', '12', '1234', 'khu', 'bắc']
const someWords = fc.array(fc.constantFrom(...words), { maxLength: 5 }).map((all) => all.join(' '))

test('the list is searched as each firm’s own words would be', () => {
  const firm = fc.record({ key: someWords, park: someWords }).map(({ key, park }): ListedFirm => ({
    id: key,
    name: key,
    parkId: undefined,
    taxCode: undefined,
    address: undefined,
    searchKey: foldVietnamese(key),
    parkKey: foldVietnamese(park),
    card: undefined,
  }))
  const typed = fc.oneof(
    someWords,
    someWords.map((text) => text.slice(0, -1)),
  )
  fc.assert(
    fc.property(fc.array(firm), typed, (firms, text) => {
      const query = foldQuery(text)
      const wanted = firms.filter((each) =>
        query.every((word) => matchesSearch(each.searchKey, [word]) || matchesSearch(each.parkKey, [word])),
      )
      expect(searchFirms(firms, text)).toEqual(wanted)
    }),
  )
})
