import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { setPark, addCommune } from '#device/parks.ts'
import { readReference } from '#device/people.ts'
import { readRecord } from '#device/view.ts'
import type { FirmRecord } from '#domain/records.ts'
import { chooseOption } from '../../support/chooseOption.ts'
import { openOffice, openPage, recorded } from '../review/office.tsx'
import { openApp } from '../session/openApp.tsx'

const click = (name: string, where: { getByRole: typeof screen.getByRole } = screen) =>
  act(async () => void fireEvent.click(where.getByRole('button', { name })))
const type = (label: string, value: string) =>
  act(async () => void fireEvent.input(screen.getByLabelText(label), { target: { value } }))

const songXanh = {
  code: '99101',
  name: 'Phường Sông Xanh',
  provinceCode: '99',
  provinceName: 'Tỉnh Ba Sông',
}

test('a park lies in communes that are added where they are missing, each under its code', async () => {
  const device = await openOffice('quantri')
  await openPage('/admin', device)
  await screen.findByRole('radio', { name: /^Người/ })
  fireEvent.click(screen.getByRole('radio', { name: 'Khu 1' }))
  await click('Sửa KCN Thử')
  await click('Thêm xã, phường')
  const card = within(screen.getByRole('region', { name: 'Thêm xã, phường' }))
  await type('Tên xã, phường', 'Phường Sông Xanh')
  await type('Mã đơn vị hành chính', '9910')
  await type('Tỉnh, thành phố', 'Tỉnh Ba Sông')
  await click('Thêm xã, phường', card)
  expect(screen.getByText('Mã gồm đúng 5 chữ số.')).toBeTruthy()
  expect(await recorded(device)).toEqual([])
  await type('Mã đơn vị hành chính', '99101')
  await click('Thêm xã, phường', card)
  expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Phường Sông Xanh' })).checked).toBe(
    true,
  )
  await click('Lưu')
  expect(await screen.findByText('Khu công nghiệp · Phường Sông Xanh')).toBeTruthy()
  expect(await recorded(device)).toMatchObject([
    { kind: 'commune.set', recordId: '99101', body: { names: [{ name: 'Phường Sông Xanh' }] } },
    { kind: 'park.set', body: { communeIds: ['99101'] } },
  ])
})

test('a code that is there already is not given to another commune', async () => {
  const device = await openOffice('quantri')
  await addCommune(device, songXanh)
  await openPage('/admin', device)
  await screen.findByRole('radio', { name: /^Người/ })
  fireEvent.click(screen.getByRole('radio', { name: 'Khu 1' }))
  await click('Thêm khu')
  await click('Thêm xã, phường')
  expect(screen.getByLabelText<HTMLInputElement>('Tỉnh, thành phố').value).toBe('Tỉnh Ba Sông')
  await type('Tên xã, phường', 'Xã Khác')
  await type('Mã đơn vị hành chính', '99101')
  await click('Thêm xã, phường', within(screen.getByRole('region', { name: 'Thêm xã, phường' })))
  expect(screen.getByText('Mã này đã có: Phường Sông Xanh.')).toBeTruthy()
  expect(await recorded(device)).toHaveLength(1)
})

test('a new firm takes the only commune of its park; of several those of the park come first', async () => {
  const device = await openOffice('quantri')
  await addCommune(device, songXanh)
  await addCommune(device, { ...songXanh, code: '99100', name: 'Phường An Bình' })
  const [park] = (await readReference(device)).parks.values()
  const { id: parkId, ...body } = park!
  await setPark(device, parkId, { ...body, communeIds: ['99101'] })
  await openApp('/firms/new', { device })
  const commune = () => screen.getByLabelText<HTMLSelectElement>('Xã, phường nơi hoạt động')
  await screen.findByLabelText('Xã, phường nơi hoạt động')
  await act(async () => chooseOption(screen.getByLabelText('Khu, cụm'), parkId))
  expect(commune().value).toBe('99101')
  expect([...commune().options].map(({ label }) => label)).toEqual([
    'Chưa rõ',
    'Phường Sông Xanh',
    'Phường An Bình',
  ])
  await type('Tên doanh nghiệp', 'Công ty Mẫu Xã')
  await click('Thêm doanh nghiệp')
  await screen.findByRole('heading', { name: 'Công ty Mẫu Xã' })
  expect(await screen.findByText('Phường Sông Xanh')).toBeTruthy()
  const added = (await recorded(device)).at(-1)
  const firm = await readRecord<FirmRecord>(device, 'firm', added!.recordId)
  expect(firm?.fields['siteCommuneId']?.value).toBe('99101')
})

test('firms are found by the communes of their park, with their former names too', async () => {
  const device = await openOffice('quantri')
  await addCommune(device, songXanh)
  const [park] = (await readReference(device)).parks.values()
  const { id: parkId, ...body } = park!
  await setPark(device, parkId, { ...body, communeIds: ['99101'] })
  await openApp('/firms', { device })
  const box = await screen.findByRole('searchbox', { name: 'Tìm doanh nghiệp' })
  await act(async () => void fireEvent.input(box, { target: { value: 'phuong song xanh' } }))
  await expect.poll(() => screen.getAllByRole('listitem').length, { timeout: 8_000 }).toBe(4)
})

test('whoever may not keep parks adds no commune', async () => {
  const device = await openOffice('minh')
  expect(await addCommune(device, songXanh)).toMatchObject({ ok: false, problem: { code: 'notAllowed' } })
})
