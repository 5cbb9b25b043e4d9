import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { beforeEach, expect, test } from 'vitest'
import { useMapChoice, wholeMap } from '#app/map/mapChoice.ts'
import type { Device } from '#device/device.ts'
import { setFirmLocation, setParkLocation } from '#device/locations.ts'
import { readMap } from '#device/mapFirms.ts'
import { applyPage } from '#device/inbox.ts'
import type { SyncChange } from '#domain/change.ts'
import type { FirmRecord } from '#domain/records.ts'
import { must } from '../../support/participant.ts'
import { firm, firms, openOffice, openPage } from '../review/office.tsx'

beforeEach(() => useMapChoice.setState(wholeMap))

const parkId = '00000000-0000-7000-8000-000000000010'

const click = (role: 'button' | 'radio', name: string | RegExp) =>
  act(async () => void fireEvent.click(screen.getByRole(role, { name })))

async function openMap(device: Device): Promise<void> {
  await openPage('/map', device)
  await screen.findByRole('heading', { level: 1, name: 'Bản đồ' })
  // jsdom draws nothing: what is on the map is told in words all the same
  await screen.findByText('Máy này không vẽ được bản đồ.')
}

const rowsOf = async (name: string) =>
  within(await screen.findByRole('list', { name }))
    .getAllByRole('listitem')
    .map((row) => row.textContent)

async function placeOf(device: Device, firmId: string) {
  const { firms: all } = await readMap(device)
  return all.find(({ id }) => id === firmId)
}

test('a firm stands at its own place, else at that of its park, and else nowhere', async () => {
  const device = await openOffice('quantri')
  expect(await placeOf(device, firms.dệt)).toMatchObject({ at: undefined, isAtPark: false })
  must(await setParkLocation(device, parkId, '20,5; 107,25'))
  expect(await placeOf(device, firms.dệt)).toMatchObject({
    at: { latitude: 20.5, longitude: 107.25 },
    isAtPark: true,
  })
  must(await setFirmLocation(device, firms.dệt, '20.51 107.26'))
  expect(await placeOf(device, firms.dệt)).toMatchObject({
    at: { latitude: 20.51, longitude: 107.26 },
    isAtPark: false,
  })
})

test('an empty text takes a firm that has a place off the map', async () => {
  const placed = firm(firms.dệt, 'Công ty Mẫu Dệt')
  const fields = (placed as unknown as { record: FirmRecord }).record.fields as Record<string, unknown>
  fields['location'] = { ...(fields['name'] as object), value: '20.51000, 107.26000' }
  const device = await openOffice('minh', [], [])
  await act(async () => {
    await applyPage(device, 'c', {
      changes: [{ ...placed, seq: 2 } as SyncChange],
      meta: { cursor: 'c', upTo: 100_000 },
    })
  })
  expect(await placeOf(device, firms.dệt)).toMatchObject({ at: { latitude: 20.51 }, isAtPark: false })
  must(await setFirmLocation(device, firms.dệt, '  '))
  expect(await placeOf(device, firms.dệt)).toMatchObject({ at: undefined })
})

test('to set the place of a park changes nothing else that was said of it', async () => {
  const device = await openOffice('quantri')
  const park = async () => (await readMap(device)).parks.find(({ id }) => id === parkId)
  const name = (await park())!.name
  must(await setParkLocation(device, parkId, '20.5, 107.25'))
  expect(await park()).toEqual({ id: parkId, name, at: { latitude: 20.5, longitude: 107.25 } })
  must(await setParkLocation(device, parkId, ' '))
  expect(await park()).toEqual({ id: parkId, name, at: undefined })
})

test('firms without a place are counted and listed, and a place that is typed puts one on the map', async () => {
  const device = await openOffice('minh')
  await openMap(device)
  await click('radio', /^Chưa có vị trí/)
  const before = (await rowsOf('Chưa có vị trí')).length
  await click('button', 'Đặt vị trí của Công ty Mẫu Dệt')
  const field = screen.getByLabelText('Vĩ độ, kinh độ')
  await act(async () => void fireEvent.input(field, { target: { value: '107.0448, 20.9712' } }))
  await click('button', 'Lưu')
  expect(await screen.findByText(/Nhập vĩ độ rồi đến kinh độ/)).toBeTruthy()
  await act(async () => void fireEvent.input(field, { target: { value: '20.9712, 107.0448' } }))
  await click('button', 'Lưu')
  await screen.findByRole('radio', { name: 'Trên bản đồ 1' })
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByRole('radio', { name: `Chưa có vị trí ${before - 1}` })).toBeTruthy()
  await click('radio', /^Trên bản đồ/)
  const link = await screen.findByRole('link', { name: 'Công ty Mẫu Dệt' })
  expect(link.getAttribute('href')).toBe(`/firms/${firms.dệt}`)
})

test('each class of the key tells its number of firms, and leads to only those', async () => {
  const device = await openOffice('quantri')
  must(await setParkLocation(device, parkId, '20.5, 107.25'))
  useMapChoice.setState({ ...wholeMap, colouring: 'visit' })
  await openMap(device)
  expect(await rowsOf('Trên bản đồ')).toHaveLength(4)
  await click('button', '6 đến 12 tháng trước 2')
  await waitFor(async () => expect(await rowsOf('Trên bản đồ')).toHaveLength(2))
  const rows = await rowsOf('Trên bản đồ')
  expect(rows.filter((row) => row?.includes('6 đến 12 tháng trước'))).toEqual(rows)
  await click('button', 'Xem tất cả các nhóm')
  await waitFor(async () => expect(await rowsOf('Trên bản đồ')).toHaveLength(4))
})

test('only who may record it is offered to set a place: parks belong to the administrator', async () => {
  await openMap(await openOffice('minh'))
  await click('radio', /^Khu/)
  expect(await rowsOf('Khu')).not.toEqual([])
  expect(screen.queryByRole('button', { name: /^Đặt vị trí của/ })).toBeNull()
  const minh = await openOffice('minh')
  expect(await setParkLocation(minh, parkId, '20.5, 107.25')).toMatchObject({ ok: false })
  const binh = await openOffice('binh')
  expect(await setFirmLocation(binh, firms.dệt, '20.5, 107.25')).toMatchObject({
    ok: false,
    problem: { code: 'notAllowed' },
  })
})
