import 'fake-indexeddb/auto'
import { act, fireEvent, screen } from '@testing-library/preact'
import { expect, test, vi } from 'vitest'
import { noteSignIn, noteSignOut } from '#device/session.ts'
import { openApp, openDeviceOf } from './openApp.tsx'

async function fillIn(username: string, password: string) {
  fireEvent.change(await screen.findByLabelText('Tên đăng nhập'), { target: { value: username } })
  fireEvent.change(screen.getByLabelText('Mật khẩu'), { target: { value: password } })
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Đăng nhập' })))
}

test('whoever is not signed in comes to «Đăng nhập», and afterwards where they wanted to go', async () => {
  const device = await openDeviceOf('binh')
  const { people } = await openApp('/outbox', {
    ports: {
      signIn: async () => {
        people.set(device)
        return { ok: true, value: undefined }
      },
    },
  })
  expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeTruthy()
  expect(location.pathname).toBe('/sign-in')
  await fillIn('binh', 'mật khẩu')
  expect(await screen.findByRole('heading', { name: 'Gửi dữ liệu' })).toBeTruthy()
})

test('a wrong password says how many tries are left', async () => {
  const refused = {
    ok: false,
    failure: 'sessionEnded',
    problem: { code: 'badCredentials', parameters: { left: 4 } },
  } as const
  await openApp('/sign-in', { ports: { signIn: async () => refused } })
  await fillIn('binh', 'sai')
  expect(await screen.findByText('Sai tên đăng nhập hoặc mật khẩu. Còn 4 lần thử.')).toBeTruthy()
})

test('without a network it says so in words, and the fields stay', async () => {
  await openApp('/sign-in', { ports: { readStatus: async () => ({ ok: false, failure: 'offline' }) } })
  expect(await screen.findByText('Không có mạng, chưa đăng nhập được.')).toBeTruthy()
  expect(screen.getByLabelText('Mật khẩu')).toBeTruthy()
})

test('the password of the sample is shown only where the server says it is a demo', async () => {
  const accounts = [{ username: 'binh', displayName: 'Bình (mẫu)', roles: ['surveyor'] }] as const
  const signIn = vi.fn(async () => ({ ok: true, value: undefined }) as const)
  await openApp('/sign-in', {
    ports: {
      signIn,
      readStatus: async () => ({ ok: true, value: { setUp: true, demo: { password: 'mau-123', accounts } } }),
    },
  })
  expect(await screen.findByText(/mau-123/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Chọn' }))
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Đăng nhập' })))
  expect(signIn).toHaveBeenCalledWith('binh', 'mau-123')
})

test('signing in under another name says that the first one’s work stays', async () => {
  const { identity } = await openDeviceOf('chi')
  await noteSignIn(identity, 1)
  await noteSignOut(identity.enrolmentId)
  await openApp('/sign-in')
  fireEvent.change(await screen.findByLabelText('Tên đăng nhập'), { target: { value: 'dung' } })
  expect(await screen.findByText(/Máy này đang giữ dữ liệu của Chi \(Trần Lan Chi\)/)).toBeTruthy()
})

test('an empty server offers both ways, and neither goes without its code', async () => {
  const setUp = vi.fn(async () => ({ ok: true, value: undefined }) as const)
  await openApp('/', { ports: { setUp, readStatus: async () => ({ ok: true, value: { setUp: false } }) } })
  const trySample = await screen.findByRole('button', { name: 'Dùng thử với dữ liệu mẫu' })
  expect(screen.getByRole('button', { name: 'Thiết lập đơn vị' })).toBeTruthy()
  fireEvent.click(trySample)
  expect(await screen.findByText('Nhập mã thiết lập mà máy chủ đã in ra.')).toBeTruthy()
  expect(setUp).not.toHaveBeenCalled()
  fireEvent.change(screen.getByLabelText('Mã thiết lập'), { target: { value: 'ABC-123' } })
  await act(async () => void fireEvent.click(trySample))
  expect(setUp).toHaveBeenCalledWith({ kind: 'sample', code: 'ABC-123' })
})
