import { act, fireEvent, screen, within } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { openOffice, openPage, people, recorded } from '../review/office.tsx'

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

test('what the server refuses is said in words at its field, which takes the focus; the form stays as it was', async () => {
  const setPerson = async () =>
    ({ ok: false, failure: 'refused', problem: { code: 'usernameTaken', at: 'username' } }) as const
  await openPage('/admin', await openOffice('quantri'), { setPerson })
  await screen.findByRole('radio', { name: /^Người/ })
  await click('Sửa Bình')
  type('Tên đăng nhập', 'chi')
  await click('Lưu')
  expect(screen.getByText('Tên đăng nhập này đã có người dùng.')).toBeTruthy()
  const field = screen.getByLabelText<HTMLInputElement>('Tên đăng nhập')
  expect(field.value).toBe('chi')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  await expect.poll(() => document.activeElement).toBe(field)
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

test('a supervisor words the spoken notice anew from a day on; other words need another version', async () => {
  const device = await openOffice('minh')
  const ports = await openPage('/admin', device)
  fireEvent.click(await screen.findByRole('radio', { name: 'Giới thiệu' }))
  expect(await screen.findByText(/Chúng tôi là tổ công tác của Đơn vị thử/)).toBeTruthy()
  await click('Soạn lời mới')
  type('Lời nói trước khi hỏi', 'Chúng tôi đến từ {đơn vị}.')
  type('Tên bản', '1')
  await click('Lưu')
  expect(await screen.findByText('Tên bản này đã dùng cho lời khác. Đặt tên mới.')).toBeTruthy()
  expect(await recorded(device)).toEqual([])
  type('Tên bản', '2')
  await click('Lưu')
  expect(await screen.findByText('Chúng tôi đến từ Đơn vị thử.')).toBeTruthy()
  expect(screen.getByText('Bản 1, có sẵn trong ứng dụng')).toBeTruthy()
  const today = new Date(device.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  expect(await recorded(device)).toMatchObject([
    { kind: 'notice.set', body: { version: '2', from: today, text: 'Chúng tôi đến từ {đơn vị}.' } },
  ])
  expect(ports.syncSoon).toHaveBeenCalled()
})

test('the letter of introduction is entered by the unit, whole or not at all', async () => {
  const device = await openOffice('quantri')
  await openPage('/admin', device)
  fireEvent.click(await screen.findByRole('radio', { name: 'Giới thiệu' }))
  expect(await screen.findByText(/Đơn vị chưa nhập giấy giới thiệu/)).toBeTruthy()
  await click('Sửa giấy giới thiệu')
  type('Số giấy', '45-GT/ĐU')
  type('Ngày giấy', '2026-11-20')
  type('Mục đích, một câu', 'Khảo sát, chỉ hỏi số lượng.')
  await click('Lưu')
  expect(await screen.findByText('Ô này không để trống được.')).toBeTruthy()
  expect(await recorded(device)).toEqual([])
  type('Điện thoại cơ quan để đối chiếu', '0200 111 222')
  await click('Lưu')
  expect(await screen.findByText('Số 45-GT/ĐU, ngày 20/11/2026')).toBeTruthy()
  expect(await recorded(device)).toMatchObject([
    { kind: 'letter.set', body: { number: '45-GT/ĐU', date: '2026-11-20', phone: '0200 111 222' } },
  ])
})

test('devices are listed with what they hold and what is missing, and can be withdrawn in two ways', async () => {
  const device = {
    enrolmentId: 'e1',
    personId: people.binh.id,
    deviceName: 'Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36',
    lastSeenAt: '2026-11-19T01:00:00.000Z',
    unsent: 3,
    unsentSince: '2026-11-18T01:00:00.000Z',
    missing: 2,
  }
  const revokeDevice = vi.fn(async () => ({ ok: true, value: {} }) as const)
  const readDevices = vi.fn(async () => ({ ok: true, value: [device] }) as const)
  await openPage('/admin', await openOffice('quantri'), { readDevices, revokeDevice })
  const segment = await screen.findByRole('radio', { name: 'Máy' })
  await act(async () => void fireEvent.click(segment))
  const list = await screen.findByRole('list', { name: 'Máy' })
  expect(within(list).getByText('Linux; Android 14; SM-A546E')).toBeTruthy()
  expect(list.textContent).toMatch(/Bình.*Còn 3 mục chưa gửi, lâu nhất từ .*18\/11/)
  expect(list.textContent).toContain('Im lặng quá 24 giờ')
  expect(list.textContent).toContain('Thiếu 2 mục chưa thấy đến')
  await click('Thu hồi máy của Bình')
  await click('Máy bị mất')
  expect(revokeDevice).toHaveBeenCalledWith('e1', 'stolen')
  expect(await screen.findByText('Đã thu hồi máy của Bình')).toBeTruthy()
  expect(readDevices).toHaveBeenCalledTimes(2)
})

test('of a device that never made contact nothing else is said', async () => {
  const device = { enrolmentId: 'e1', personId: people.binh.id, deviceName: 'máy', unsent: 0, missing: 0 }
  await openPage('/admin', await openOffice('minh'), {
    readDevices: async () => ({ ok: true, value: [device] }),
  })
  const segment = await screen.findByRole('radio', { name: 'Máy' })
  await act(async () => void fireEvent.click(segment))
  const list = await screen.findByRole('list', { name: 'Máy' })
  expect(list.textContent).toBe('BìnhmáyChưa liên lạc lần nào')
})

test('devices with gaps and long silence are told apart, in words, with what to do; a weekend’s rest is none', async () => {
  const seen = (over: object) => ({
    enrolmentId: JSON.stringify(over),
    personId: people.binh.id,
    deviceName: 'máy',
    lastSeenAt: '2026-11-21T00:30:00.000Z',
    unsent: 0,
    missing: 0,
    ...over,
  })
  const older = '2026-11-18T01:00:00.000Z'
  const devices = [
    seen({ missing: 2 }),
    seen({ lastSeenAt: older }),
    seen({ lastSeenAt: older, unsent: 3, personId: people.chi.id }),
    seen({ lastSeenAt: '2026-11-01T01:00:00.000Z', personId: people.minh.id }),
    seen({ unsent: 1, unsentSince: older }),
    seen({ lastSeenAt: '2026-11-01T01:00:00.000Z', unsent: 4, revoked: 'stolen' as const }),
  ]
  await openPage('/admin', await openOffice('minh'), {
    readDevices: async () => ({ ok: true, value: devices }),
  })
  const segment = await screen.findByRole('radio', { name: 'Máy' })
  await act(async () => void fireEvent.click(segment))
  const lines = async (title: string) => {
    const card = (await screen.findByRole('heading', { name: title })).closest<HTMLElement>('.card')!
    return within(card)
      .getAllByRole('listitem')
      .map((item) => item.textContent)
  }
  expect(await lines('Thiếu mục ở giữa')).toEqual(['Bình: 2 mục chưa đến, dù những mục ghi sau đã đến.'])
  expect(await lines('Im lặng quá lâu')).toEqual([
    expect.stringMatching(/^Chi.*: lần cuối liên lạc .*18\/11\/2026, khi đó còn 3 mục chưa gửi\.$/),
    expect.stringMatching(/^Minh.*: lần cuối liên lạc .*01\/11\/2026, khi đó không còn gì chờ gửi\.$/),
  ])
  expect(await lines('Chưa gửi được quá 24 giờ')).toEqual([
    expect.stringMatching(/^Bình: 1 mục chờ gửi, lâu nhất từ .*18\/11\/2026\.$/),
  ])
})

test('who may not run the unit sees no devices; a supervisor sees them without the button', async () => {
  const readDevices = async () =>
    ({
      ok: true,
      value: [
        {
          enrolmentId: 'e1',
          personId: people.chi.id,
          deviceName: 'máy',
          unsent: 0,
          missing: 0,
          revoked: 'stolen',
        },
      ],
    }) as const
  await openPage('/admin', await openOffice('minh'), { readDevices })
  const segment = await screen.findByRole('radio', { name: 'Máy' })
  await act(async () => void fireEvent.click(segment))
  const list = await screen.findByRole('list', { name: 'Máy' })
  expect(list.textContent).toContain('Đã báo mất')
  expect(within(list).queryByRole('button')).toBeNull()
})
