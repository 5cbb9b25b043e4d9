import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { readImports } from '#device/lists/imports.ts'
import { chooseOption } from '../../support/chooseOption.ts'
import { toTcvn3, workbookOf } from '../../support/lists.ts'
import { openApp, openDeviceOf } from '../session/openApp.tsx'
import { installNativeDialog } from '../ui/nativeDialog.ts'

installNativeDialog()

async function chooseFile(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const file = new File([bytes], 'danh-sach.xlsx')
  // jsdom's files can't be read
  Object.assign(file, { arrayBuffer: async () => bytes.buffer })
  const input = screen.getByLabelText('Chọn tệp')
  Object.defineProperty(input, 'files', { value: [file], configurable: true })
  await act(async () => void fireEvent(input, new Event('change', { bubbles: true })))
}

test('an administrator looks at a list row by row, takes in what is right, and takes it back', async () => {
  const device = await openDeviceOf('minh')
  const { ports, goTo } = await openApp('/admin/import', { device })
  await screen.findByRole('heading', { level: 1, name: 'Nhập danh sách doanh nghiệp' })
  const name = toTcvn3('Công ty TNHH Mẫu Đường Nguyễn 1')
  await chooseFile(
    await workbookOf(
      [
        ['STT', toTcvn3('Tên doanh nghiệp'), 'MST', 'ĐV', toTcvn3('Số lao động')],
        [1, name, '9900001027', 3, 12],
        [2, toTcvn3('Công ty TNHH Mẫu Nhựa 2'), '9900001034', 3, 'nhiều'],
      ],
      '.VnTime',
    ),
  )
  await screen.findByText('Xem «Chữ của phông cũ» trước: chuyển hay giữ nguyên.')
  expect(screen.getByText('Mới 1 · Sai 1')).toBeTruthy()
  const take = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Nhập 1 doanh nghiệp' })
  expect(take().disabled).toBe(true)
  fireEvent.click(screen.getByRole('button', { name: 'Giữ như trong tệp' }))
  await screen.findByText('Chữ phông TCVN3 (ABC, phông .Vn) giữ nguyên như trong tệp.')
  expect(take().disabled).toBe(false)
  fireEvent.click(screen.getByRole('button', { name: 'Chuyển sang Unicode' }))
  expect(
    await screen.findByText('Công ty TNHH Mẫu Đường Nguyễn 1', { selector: '.list-row-title' }),
  ).toBeTruthy()
  expect(await readImports(device)).toEqual([])
  // examples of a column are short, names in the rows are whole
  expect(screen.getByText('Công ty TNHH Mẫu Đường N… · Công ty TNHH Mẫu Nhựa 2')).toBeTruthy()
  fireEvent.click(screen.getByRole('radio', { name: 'Sai 1' }))
  expect(await screen.findByText(/Ô E3, Tổng số lao động: «nhiều»/)).toBeTruthy()
  expect(screen.getByText(/Chỉ đọc để kiểm tra, không ghi vào hồ sơ: Tổng số lao động/)).toBeTruthy()
  await act(async () => chooseOption(screen.getByLabelText('ĐV'), 'members'))
  expect(await screen.findByText(/không ghi vào hồ sơ: .*Số đảng viên/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Nhập 1 doanh nghiệp' }))
  expect(await screen.findByText('Đã nhập 1 doanh nghiệp, bổ sung 0 doanh nghiệp.')).toBeTruthy()
  expect(ports.syncSoon).toHaveBeenCalled()
  await goTo('/admin?part=lists')
  fireEvent.click(await screen.findByRole('button', { name: 'Hoàn tác danh-sach.xlsx' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(await dialog.findByText(/^1 doanh nghiệp do danh sách này thêm vào/)).toBeTruthy()
  fireEvent.click(dialog.getByRole('button', { name: 'Hoàn tác' }))
  expect(await screen.findByText('Đã hoàn tác')).toBeTruthy()
})

test('a file that is no list, is behind a password or has no row is said to be so, and what to do about it', async () => {
  await openApp('/admin/import', { device: await openDeviceOf('minh') })
  await screen.findByRole('heading', { level: 1 })
  await chooseFile(Uint8Array.from([0x50, 0x4b, 1, 2, 3]))
  expect(await screen.findByText('Không đọc được tệp này.')).toBeTruthy()
  expect(screen.getByText(/lưu lại dạng \.xlsx/)).toBeTruthy()
  await chooseFile(await workbookOf([['Tên doanh nghiệp'], ['Công ty A']], undefined, 'mat-khau'))
  expect(await screen.findByText('Tệp này có mật khẩu.')).toBeTruthy()
  expect(screen.getByText(/bỏ mật khẩu/)).toBeTruthy()
  await chooseFile(await workbookOf([]))
  expect(await screen.findByText('Tệp này không có dòng nào.')).toBeTruthy()
  expect(screen.getByText('Chưa có gì được ghi.')).toBeTruthy()
  await chooseFile(await workbookOf([['Tên doanh nghiệp'], ['Công ty A']]))
  expect(await screen.findByText('Công ty A', { selector: '.list-row-title' })).toBeTruthy()
  expect(screen.queryByText('Tệp này không có dòng nào.')).toBeNull()
})
