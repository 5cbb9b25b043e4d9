import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test, vi } from 'vitest'
import { correctFirm } from '#device/firms.ts'
import { addCommune } from '#device/parks.ts'
import type { Device } from '#device/device.ts'
import { chooseOption } from '../../support/chooseOption.ts'
import { firms, openOffice, openPage, recorded } from '../review/office.tsx'

async function click(
  name: string | RegExp,
  where: { findByRole: typeof screen.findByRole } = screen,
): Promise<void> {
  const button = await where.findByRole('button', { name })
  await act(async () => void fireEvent.click(button))
}
const type = (label: string, value: string) =>
  act(async () => void fireEvent.input(screen.getByLabelText(label), { target: { value } }))
const choose = (label: string, value: string) =>
  act(async () => chooseOption(screen.getByLabelText(label), value))

async function openReorganisations(): Promise<Device> {
  const device = await openOffice('quantri')
  const province = { provinceCode: '99', provinceName: 'Tỉnh Ba Sông' }
  await addCommune(device, { ...province, code: '99103', name: 'Xã Bến Sương' })
  await addCommune(device, { ...province, code: '99104', name: 'Xã Vịnh Nắng' })
  for (const firmId of [firms.dệt, firms.nhựa]) await correctFirm(device, firmId, { siteCommuneId: '99103' })
  await openPage('/admin', device)
  fireEvent.click(await screen.findByRole('radio', { name: 'Sắp xếp' }))
  return device
}

const events = async (device: Device) =>
  (await recorded(device)).filter(({ kind }) => kind === 'reorganisation.record')

test('a merger is built by choosing, its sums are seen before, and it can be taken back', async () => {
  const device = await openReorganisations()
  await click('Ghi sắp xếp')
  await type('Văn bản', '388/NQ-UBTVQH16')
  fireEvent.click(screen.getByRole('radio', { name: 'Nhập vào' }))
  await choose('Đơn vị', '99103')
  await choose('Nhập vào đơn vị', '99104')
  await type('Tên mới', 'Phường Sương Nắng')
  await click('Thêm vào danh sách')
  expect(await screen.findByText('Xã Bến Sương nhập vào Phường Sương Nắng')).toBeTruthy()
  const sums = within(
    await screen.findByRole('table', { name: 'Doanh nghiệp theo xã, phường, trước và sau' }),
  )
  const before = within(sums.getByRole('row', { name: /Xã Bến Sương/ }))
  expect(before.getByRole('button', { name: /2/ })).toBeTruthy()
  await click(/Phường Sương Nắng: 2/)
  expect(within(screen.getByRole('dialog')).getByRole('link', { name: 'Công ty Mẫu Dệt' })).toBeTruthy()
  await click('Quay lại', within(screen.getByRole('dialog')))
  expect(await events(device)).toEqual([])
  await click('Ghi sắp xếp này')
  expect(await screen.findByText('Từ 21/11/2026: 388/NQ-UBTVQH16')).toBeTruthy()
  await click('Hoàn tác 388/NQ-UBTVQH16')
  await click('Hoàn tác', within(await screen.findByRole('dialog')))
  expect(await screen.findByText('Đã hoàn tác')).toBeTruthy()
  expect(await events(device)).toMatchObject([
    {
      body: {
        on: '2026-11-21',
        changes: [{ kind: 'merge', from: ['99103'], into: { id: '99104', name: 'Phường Sương Nắng' } }],
      },
    },
    { body: { withdrawn: true } },
  ])
})

test('a pasted list says which line can not be read and why, and is not recorded until all can', async () => {
  const device = await openReorganisations()
  await click('Ghi sắp xếp')
  await type('Văn bản', '388/NQ')
  await type(
    'Danh sách thay đổi, mỗi dòng một việc',
    'đổi tên; xã; Xã Bến Sương; ; Phường Bến Sương\nnhập; xã; 12345; 99104',
  )
  expect(await screen.findByText('Xã Bến Sương đổi tên thành Phường Bến Sương')).toBeTruthy()
  expect(screen.getByText('Không có đơn vị «12345» vào ngày này.')).toBeTruthy()
  await click('Ghi sắp xếp này')
  expect(await screen.findByText('Còn dòng chưa đọc được. Sửa dòng đó trước khi ghi.')).toBeTruthy()
  expect(await events(device)).toEqual([])
})

test('firms of a split commune wait until somebody says where each of them lies', async () => {
  const device = await openReorganisations()
  await click('Ghi sắp xếp')
  await type('Có hiệu lực từ ngày', '2026-11-22')
  await type('Văn bản', '12/NQ')
  await type('Danh sách thay đổi, mỗi dòng một việc', 'tách; xã; 99103; 99103 | 99106 = Xã Mới')
  const sums = within(
    await screen.findByRole('table', { name: 'Doanh nghiệp theo xã, phường, trước và sau' }),
  )
  expect(sums.getAllByRole('button', { name: /Cần chọn nơi.*2/ })).toHaveLength(1)
  await click('Ghi sắp xếp này')
  await screen.findByText('Từ 22/11/2026: 12/NQ')
  // the day has not come yet: nothing is asked
  expect(screen.queryByRole('heading', { name: 'Cần chọn nơi mới' })).toBeNull()
  expect(await events(device)).toHaveLength(1)
})

async function openFile(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const file = new File([bytes], name)
  // jsdom's files can't be read
  Object.assign(file, { arrayBuffer: async () => bytes.buffer })
  const input = screen.getByLabelText('Mở tệp…')
  Object.defineProperty(input, 'files', { value: [file], configurable: true })
  await act(async () => void fireEvent(input, new Event('change', { bubbles: true })))
}

test('a JSON file fills the form in, is looked at like any other list, recorded as the same deed and taken back', async () => {
  const device = await openReorganisations()
  await click('Ghi sắp xếp')
  const file = {
    format: 'nhip-cau/reorganisation',
    version: 1,
    on: '2026-11-20',
    instrument: '388/NQ-UBTVQH16',
    changes: [
      {
        kind: 'merge',
        thing: 'commune',
        units: ['99103'],
        into: { unit: '99104', name: 'Phường Sương Nắng' },
      },
    ],
  }
  await openFile('sap-xep.json', JSON.stringify(file))
  expect(await screen.findByText('Xã Bến Sương nhập vào Phường Sương Nắng')).toBeTruthy()
  await screen.findByRole('table', { name: 'Doanh nghiệp theo xã, phường, trước và sau' })
  await click('Ghi sắp xếp này')
  expect(await screen.findByText('Từ 20/11/2026: 388/NQ-UBTVQH16')).toBeTruthy()
  await click('Hoàn tác 388/NQ-UBTVQH16')
  await click('Hoàn tác', within(await screen.findByRole('dialog')))
  expect(await screen.findByText('Đã hoàn tác')).toBeTruthy()
  expect(await events(device)).toMatchObject([
    {
      body: {
        on: '2026-11-20',
        changes: [{ kind: 'merge', from: ['99103'], into: { id: '99104', name: 'Phường Sương Nắng' } }],
      },
    },
    { body: { withdrawn: true } },
  ])
})

test('a file with mistakes names each of them with its place and leaves the form as it is', async () => {
  await openReorganisations()
  await click('Ghi sắp xếp')
  await type('Văn bản', '12/NQ')
  const wrong = { kind: 'merge', thing: 'xã', units: ['99103'], into: {} }
  const file = { format: 'nhip-cau/reorganisation', version: 1, on: '31/02/2026', changes: [wrong] }
  await openFile('sap-xep.json', JSON.stringify(file))
  expect(await screen.findByText('Chưa mở được tệp «sap-xep.json».')).toBeTruthy()
  const mistakes = within(screen.getByRole('list', { name: 'Chỗ sai trong tệp' }))
  expect(mistakes.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'on: «31/02/2026» không phải là một ngày, ví dụ 2026-09-20.',
    'instrument: còn thiếu.',
    'Thay đổi 1 › thing: chỉ nhận: province, commune, park, organisation.',
    'Thay đổi 1 › into: cần «unit» hoặc «name».',
  ])
  expect(screen.getByLabelText<HTMLInputElement>('Văn bản').value).toBe('12/NQ')
  await openFile('sap-xep.json', '{"format":')
  expect(await screen.findByText('Tệp JSON viết sai hoặc bị cắt mất một phần.')).toBeTruthy()
  await openFile('anh.txt', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]))
  expect(await screen.findByText(/Cần tệp chữ/)).toBeTruthy()
  await openFile('dung.txt', 'đổi tên; xã; 99103; ; Phường Bến Sương')
  expect(await screen.findByText('Xã Bến Sương đổi tên thành Phường Bến Sương')).toBeTruthy()
  expect(screen.queryByText(/Chưa mở được tệp/)).toBeNull()
})

test('a reorganisation that was recorded is saved as a file', async () => {
  const made: Blob[] = []
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }))
  URL.createObjectURL = (file) => `blob:${made.push(file as Blob)}`
  await openReorganisations()
  await click('Ghi sắp xếp')
  await type('Văn bản', '12/NQ')
  await type('Danh sách thay đổi, mỗi dòng một việc', 'đổi tên; xã; 99103; ; Phường Bến Sương')
  await click('Ghi sắp xếp này')
  await click('Lưu thành tệp: 12/NQ')
  expect(await screen.findByText('Đã tạo tệp sap-xep-2026-11-21.json.')).toBeTruthy()
  expect(made).toHaveLength(1)
})
