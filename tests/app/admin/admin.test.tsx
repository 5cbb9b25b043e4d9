import { act, fireEvent, screen, within } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { openOffice, openPage, recorded } from '../review/office.tsx'

afterEach(() => vi.restoreAllMocks())

const click = (name: string | RegExp, where: { getByRole: typeof screen.getByRole } = screen) =>
  act(async () => void fireEvent.click(where.getByRole('button', { name })))
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })

test('a person is added with name, username, password and role', async () => {
  const setPerson = vi.fn(async () => ({ ok: true, value: undefined }) as const)
  const ports = await openPage('/admin', await openOffice('quantri'), { setPerson })
  await screen.findByRole('radio', { name: /^Người/ })
  await click('Thêm người')
  await click('Lưu')
  expect(screen.getByText('Ghi tên.')).toBeTruthy()
  expect(setPerson).not.toHaveBeenCalled()
  type('Tên gọi', 'Dũng')
  type('Tên đăng nhập', 'Dung')
  type('Mật khẩu', 'mat-khau-moi')
  await click('Lưu')
  expect(setPerson).toHaveBeenCalledWith(
    expect.objectContaining({
      displayName: 'Dũng',
      username: 'dung',
      password: 'mat-khau-moi',
      roles: ['surveyor'],
    }),
  )
  expect(ports.syncNow).toHaveBeenCalled()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('what the server refuses is said in words, and the form stays as it was', async () => {
  const setPerson = async () =>
    ({ ok: false, failure: 'refused', problem: { code: 'usernameTaken' } }) as const
  await openPage('/admin', await openOffice('quantri'), { setPerson })
  await screen.findByRole('radio', { name: /^Người/ })
  await click('Sửa Bình')
  type('Tên đăng nhập', 'chi')
  await click('Lưu')
  expect(screen.getByText('Tên đăng nhập này đã có người dùng.')).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Tên đăng nhập').value).toBe('chi')
})

test('without a network people cannot be changed and the page says why; a park can be added', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const device = await openOffice('quantri')
  const ports = await openPage('/admin', device)
  expect(await screen.findByText('Không có mạng, chưa thêm hay sửa người và tổ được.')).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Thêm người' }).disabled).toBe(true)
  expect(screen.queryByRole('button', { name: 'Sửa Bình' })).toBeNull()
  fireEvent.click(screen.getByRole('radio', { name: 'Khu 1' }))
  await click('Thêm khu')
  type('Tên khu', 'CCN Đồi Chè')
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('radio', { name: 'Cụm công nghiệp' }))
  await click('Lưu')
  expect(await screen.findByText('CCN Đồi Chè')).toBeTruthy()
  expect(await recorded(device)).toMatchObject([
    { kind: 'park.set', body: { name: 'CCN Đồi Chè', kind: 'cluster' } },
  ])
  expect(ports.syncSoon).toHaveBeenCalled()
})

test('a supervisor sees who works here and cannot change it', async () => {
  await openPage('/admin', await openOffice('minh'))
  expect(await screen.findByText(/Quản trị viên thêm và sửa/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Thêm người' })).toBeNull()
})
