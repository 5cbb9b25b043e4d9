import 'fake-indexeddb/auto'
import { act, fireEvent, screen, within } from '@testing-library/preact'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { lookForAll } from '#app/firms/firmFilter.ts'
import { readDrafts } from '#device/drafts.ts'
import { readFirmList } from '#device/firmList.ts'
import { chooseOption } from '../../support/chooseOption.ts'
import { startVisit } from '#device/visits.ts'
import { installNativeDialog } from '../ui/nativeDialog.ts'
import { ownerVisit, recordVisit, shortVisit } from '../../support/visitForm.ts'
import { openApp, openDeviceOf } from '../session/openApp.tsx'
import { firmIds, parkId } from '../session/smallUnit.ts'

beforeAll(installNativeDialog)
beforeEach(lookForAll)

async function search(text: string) {
  const box = await screen.findByRole('searchbox', { name: 'Tìm doanh nghiệp' })
  await act(async () => void fireEvent.change(box, { target: { value: text } }))
}

test.each([
  ['det sao', 'Công ty TNHH Mẫu Dệt Sao 3'],
  ['9900001034', 'Công ty TNHH Mẫu Dệt Sao 3'],
])('«%s» finds the firm without marks or by its tax code', async (text, name) => {
  await openApp('/firms', { device: await openDeviceOf('binh') })
  await search(text)
  expect(await screen.findByRole('link', { name })).toBeTruthy()
  await expect.poll(() => screen.getAllByRole('listitem').length).toBe(1)
})

test('nothing found says what else to try and offers to add it', async () => {
  await openApp('/firms', { device: await openDeviceOf('binh') })
  await search('khongcodau')
  expect(await screen.findByText(/Không thấy «khongcodau»/)).toBeTruthy()
  expect(screen.getAllByRole('link', { name: 'Thêm doanh nghiệp' }).length).toBeGreaterThan(0)
})

test('the list stands in a window that grows', async () => {
  await openApp('/firms', { device: await openDeviceOf('minh') })
  const list = await screen.findByRole('list', { name: 'Doanh nghiệp' })
  expect(within(list).getAllByRole('listitem').length).toBeLessThanOrEqual(50)
})

test('a firm that may be there already is shown while its name is typed', async () => {
  await openApp('/firms/new', { device: await openDeviceOf('binh') })
  const name = await screen.findByLabelText('Tên doanh nghiệp')
  await act(async () => void fireEvent.change(name, { target: { value: 'cong ty tnhh mau det sao 3' } }))
  expect(await screen.findByText(/Có thể đã có: Công ty TNHH Mẫu Dệt Sao 3/)).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Mở' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Vẫn thêm mới' })).toBeTruthy()
})

test('name and park are enough; a tax code with a wrong last digit only warns', async () => {
  const device = await openDeviceOf('binh')
  await openApp('/firms/new', { device })
  const change = (label: string, value: string) =>
    act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }))
  await screen.findByLabelText('Tên doanh nghiệp')
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Thêm doanh nghiệp' })))
  expect(screen.getByText('Chưa có tên doanh nghiệp.')).toBeTruthy()
  await change('Tên doanh nghiệp', 'Hợp tác xã Mẫu Trà Mới')
  await screen.findByRole('option', { name: /KCN Sông Xanh/ })
  await act(async () => chooseOption(screen.getByLabelText('Khu, cụm'), parkId))
  await change('Mã số thuế', '9900001035')
  expect(await screen.findByText(/Mã số thuế có thể gõ nhầm/)).toBeTruthy()
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Thêm doanh nghiệp' })))
  expect(await screen.findByRole('heading', { name: 'Hợp tác xã Mẫu Trà Mới' })).toBeTruthy()
  const added = (await readFirmList(device)).find((firm) => firm.name === 'Hợp tác xã Mẫu Trà Mới')
  expect(added?.card?.proposed).toBe(true)
})

test('the page of a firm says its way forward and, under «Vì sao?», who said what and when', async () => {
  await openApp(`/firms/${firmIds.detSao}`, { device: await openDeviceOf('binh') })
  expect(await screen.findByText('Tạo nguồn qua công đoàn')).toBeTruthy()
  const why = screen.getByText('Vì sao?')
  fireEvent.click(why)
  const reason = within(why.closest('details')!).getByText('Chưa có tổ chức đảng').closest('li')
  await expect.poll(() => reason?.textContent).toMatch(/cho biết 12\/10\/2026\s· Bình \(Phạm Mẫu Bình\) ghi/)
  expect(screen.getByText(/Bộ quy tắc 2026-09, áp dụng từ 01\/09\/2026/)).toBeTruthy()
})

test('the owner’s opinion stays folded until it is tapped', async () => {
  await openApp(`/firms/${firmIds.detSao}`, { device: await openDeviceOf('binh') })
  const [summary] = await screen.findAllByText(/^Ý kiến của chủ doanh nghiệp, người liên hệ/)
  const fold = summary?.closest('details')
  expect(fold?.open).toBe(false)
})

test('«Bắt đầu khảo sát» puts a draft on disk and opens it; afterwards the page says «Làm tiếp»', async () => {
  const device = await openDeviceOf('binh')
  const { goTo } = await openApp(`/firms/${firmIds.detSao}`, { device })
  const start = await screen.findByRole('button', { name: 'Bắt đầu khảo sát' })
  await act(async () => void fireEvent.click(start))
  await expect.poll(() => location.pathname).toMatch(/^\/visits\//)
  expect(await readDrafts(device)).toHaveLength(1)
  await goTo(`/firms/${firmIds.detSao}`)
  expect(await screen.findByRole('link', { name: 'Làm tiếp' })).toBeTruthy()
})

test('«Giấy giới thiệu» stands alone on the screen', async () => {
  await openApp(`/firms/${firmIds.detSao}/letter`, { device: await openDeviceOf('binh') })
  expect(await screen.findByRole('heading', { name: 'Giấy giới thiệu' })).toBeTruthy()
  expect(screen.getByText('Bình (Phạm Mẫu Bình)')).toBeTruthy()
  expect(screen.getByRole('link', { name: '0200 000 0000' })).toBeTruthy()
  expect(screen.queryByRole('navigation')).toBeNull()
  expect(screen.getByRole('link', { name: 'Quay lại' }).getAttribute('href')).toBe(`/firms/${firmIds.detSao}`)
})

test('«Giấy giới thiệu» held up from a form goes back to that form', async () => {
  const device = await openDeviceOf('binh')
  const started = await startVisit(device, firmIds.detSao)
  if (!started.ok) throw new Error(started.problem.code)
  const visit = `/visits/${started.value.visitId}`
  await openApp(visit, { device })
  fireEvent.click(await screen.findByRole('button', { name: 'Thêm lựa chọn' }))
  fireEvent.click(await screen.findByRole('link', { name: 'Giấy giới thiệu' }))
  expect((await screen.findByRole('link', { name: 'Quay lại' })).getAttribute('href')).toBe(visit)
})

test('«Gợi ý trao đổi» stands beside the owner’s concerns, with what it rests on and no pressure', async () => {
  const device = await openDeviceOf('binh')
  await recordVisit({ device }, firmIds.nhuaMay, {
    ...ownerVisit,
    ownerStance: 'hesitant',
    ownerConcerns: ['burden'],
  })
  await openApp(`/firms/${firmIds.nhuaMay}`, { device })
  const aid = { name: 'Gợi ý trao đổi: Tốn thời gian, chi phí («gánh nặng»)', hidden: true }
  const button = await screen.findByRole('button', aid)
  await act(async () => void fireEvent.click(button))
  const sheet = within(await screen.findByRole('dialog', { name: /^Gợi ý trao đổi: Tốn thời gian/ }))
  expect(sheet.getByText(/sinh hoạt ngoài ca, ngay tại nơi làm việc/)).toBeTruthy()
  expect(sheet.getByText(/Nghị định 98\/2014\/NĐ-CP/)).toBeTruthy()
  expect(sheet.getByText(/không phải điều kiện cấp phép/)).toBeTruthy()
})

test('whoever a union or a cell is shared with is named; of firms that this device does not know, the number', async () => {
  const device = await openDeviceOf('binh')
  await recordVisit({ device }, firmIds.nhuaMay, {
    ...shortVisit,
    unionStatus: 'joint',
    unionOrgFirmIds: [firmIds.capDong, '00000000-0000-7000-8000-00000000ffff'],
  })
  await openApp(`/firms/${firmIds.nhuaMay}`, { device })
  expect(await screen.findByText('Công ty TNHH Mẫu Cáp Đồng 7, 1 doanh nghiệp')).toBeTruthy()
})

test('a firm found in the place of another is added beside a form, which is gone back to', async () => {
  const device = await openDeviceOf('binh')
  const started = await startVisit(device, firmIds.detSao)
  if (!started.ok) throw new Error(started.problem.code)
  const { visitId } = started.value
  await openApp(`/visits/${visitId}`, { device })
  fireEvent.click(await screen.findByRole('radio', { name: 'Không thấy doanh nghiệp ở đây' }))
  fireEvent.click(await screen.findByRole('link', { name: 'Thêm doanh nghiệp đang ở địa chỉ này' }))
  const name = await screen.findByLabelText('Tên doanh nghiệp')
  expect(screen.getByText('Đã lấy khu và địa chỉ của Công ty TNHH Mẫu Dệt Sao 3')).toBeTruthy()
  await act(async () => void fireEvent.change(name, { target: { value: 'Công ty TNHH Mẫu Mới Đến' } }))
  fireEvent.click(screen.getByRole('button', { name: 'Thêm doanh nghiệp' }))
  await expect.poll(() => location.pathname).toBe(`/visits/${visitId}`)
  fireEvent.click(await screen.findByRole('button', { name: 'Mở' }))
  expect(await screen.findByRole('heading', { name: 'Công ty TNHH Mẫu Mới Đến' })).toBeTruthy()
  const added = (await readFirmList(device)).find((firm) => firm.name === 'Công ty TNHH Mẫu Mới Đến')
  expect(added).toMatchObject({ parkId, address: 'Lô 9900001034' })
})
