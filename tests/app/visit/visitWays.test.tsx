import { fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { readDraft } from '#device/drafts.ts'
import { openFirm } from '#device/firmView.ts'
import { installNativeDialog } from '../ui/nativeDialog.ts'
import { firmId, openVisitScreen, question, tap, textOf } from './visitScreen.tsx'

beforeAll(installNativeDialog)
afterEach(() => Reflect.deleteProperty(navigator, 'locks'))

test('a revisit where nothing changed takes five taps within the form', async () => {
  const { device, visitId, syncSoon } = await openVisitScreen('approved')
  await tap('radio', 'Nhân sự, hành chính')
  await tap('checkbox', /Đã nói rõ mục đích/)
  await tap('button', 'Tất cả vẫn như cũ')
  await tap('button', /^Nhận: /)
  await tap('button', 'Hoàn tất')
  expect(await screen.findByText('Hướng triển khai')).toBeTruthy()
  expect(screen.getByText('Tạm tính, chờ duyệt')).toBeTruthy()
  expect(screen.getByText('Xúc tiến thành lập chi bộ')).toBeTruthy()
  expect(syncSoon).toHaveBeenCalledOnce()
  expect(await readDraft(device, visitId)).toBeUndefined()
  const [newest] = (await openFirm(device, firmId))!.visits
  expect(newest?.revisions[0]?.body.answers['headcountTotal']).toMatchObject({ value: 1250, unchanged: true })
})

test('nobody there takes three taps within the form', async () => {
  const { syncSoon } = await openVisitScreen('approved')
  await tap('radio', 'Vắng, chưa ai tiếp')
  await tap('button', /^Nhận: Đến lại/)
  await tap('button', 'Hoàn tất')
  expect(await screen.findByText('Đã hoàn tất lượt khảo sát')).toBeTruthy()
  expect(syncSoon).toHaveBeenCalledOnce()
})

test('after a completed visit the browser is asked not to clear what this device keeps', async () => {
  let asked = 0
  const persist = async () => {
    asked += 1
    return true
  }
  Object.defineProperty(navigator, 'storage', {
    configurable: true,
    value: { persisted: async () => false, persist },
  })
  await openVisitScreen('approved')
  await tap('radio', 'Vắng, chưa ai tiếp')
  await tap('button', /^Nhận: Đến lại/)
  expect(asked).toBe(0)
  await tap('button', 'Hoàn tất')
  await waitFor(() => expect(asked).toBe(1))
  Reflect.deleteProperty(navigator, 'storage')
})

test('«Tất cả vẫn như cũ» is offered only after the purpose was told, and a line of it changes only that', async () => {
  await openVisitScreen('approved')
  await tap('radio', 'Nhân sự, hành chính')
  expect(screen.queryByRole('button', { name: 'Tất cả vẫn như cũ' })).toBeNull()
  await tap('checkbox', /Đã nói rõ mục đích/)
  await tap('button', 'Lao động: 1.250. Sửa')
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Hiện có bao nhiêu lao động?' }))
})

test('the owner’s opinion stays folded until it is tapped', async () => {
  await openVisitScreen('approved')
  await tap('radio', 'Chủ doanh nghiệp')
  await tap('checkbox', /Đã nói rõ mục đích/)
  expect(screen.queryByRole('radiogroup', { name: /Ý kiến về việc thành lập/ })).toBeNull()
  await tap('button', 'Mở: Ý kiến của chủ doanh nghiệp')
  expect(await screen.findByRole('radiogroup', { name: /Ý kiến về việc thành lập/ })).toBeTruthy()
})

test('a section is declined or put off with one tap, and that tap is taken back with another', async () => {
  await openVisitScreen('none')
  await tap('radio', 'Nhân sự, hành chính')
  const section = within(await screen.findByRole('region', { name: '3. Công đoàn và Đoàn Thanh niên' }))
  const declined = section.getByRole('button', { name: 'Không cung cấp' })
  fireEvent.click(declined)
  await waitFor(() => expect(declined.getAttribute('aria-pressed')).toBe('true'))
  expect(question('unionStatus').textContent).toContain('Không cung cấp')
  fireEvent.click(declined)
  await waitFor(() => expect(question('unionStatus').textContent).not.toContain('Không cung cấp'))
})

test('a visit that came back shows why, and only what was marked with the value that was sent', async () => {
  const { savedForm } = await openVisitScreen('returned')
  expect(await screen.findByText('Hỏi lại số đảng viên.')).toBeTruthy()
  expect(textOf(await screen.findByRole('textbox', { name: 'Bao nhiêu đảng viên chính thức?' }))).toBe('4')
  expect(screen.queryByRole('radiogroup', { name: 'Có công đoàn chưa?' })).toBeNull()
  await tap('radio', 'Gọi điện')
  await tap('button', /^Giữ nguyên, giải thích/)
  const why = screen.getByRole('textbox', { name: 'Giữ nguyên, giải thích' })
  fireEvent.change(why, { target: { value: 'cấp ủy xác nhận' } })
  await waitFor(async () => {
    const form = await savedForm()
    expect(form?.reply).toEqual({ how: 'phone', kept: { membersOfficial: 'cấp ủy xác nhận' } })
    expect(form?.answers['membersOfficial']?.confirmed).toBe(true)
  })
})

test('what is chosen or typed beside a marked question shows at once, before the page around it follows', async () => {
  await openVisitScreen('returned')
  await tap('button', /^Giữ nguyên, giải thích/)
  const why = screen.getByRole('textbox', { name: 'Giữ nguyên, giải thích' })
  fireEvent.change(why, { target: { value: 'cấp ủy' } })
  expect(textOf(why)).toBe('cấp ủy')
  const phone = screen.getByRole('radio', { name: 'Gọi điện' })
  fireEvent.click(phone)
  expect((phone as HTMLInputElement).checked).toBe(true)
})

test('a form that another tab has open can be read and not changed', async () => {
  const request = (_name: string, _options: unknown, granted: (lock: null) => void) =>
    Promise.resolve(granted(null))
  Object.defineProperty(navigator, 'locks', { configurable: true, value: { request } })
  await openVisitScreen('none')
  expect(screen.getByText('Lượt này đang mở ở một cửa sổ khác.')).toBeTruthy()
  expect(screen.getByRole('radio', { name: 'Nhân sự, hành chính' }).closest('fieldset')?.disabled).toBe(true)
  expect(screen.getByRole('button', { name: 'Hoàn tất' }).matches(':disabled')).toBe(true)
  expect(screen.getByRole('button', { name: 'Làm tiếp ở đây' })).toBeTruthy()
})

test('a draft is thrown away only after a second tap, and can be taken back', async () => {
  const { device, visitId, at } = await openVisitScreen('none')
  await tap('button', 'Thêm lựa chọn')
  await tap('button', 'Bỏ lượt này')
  const dialog = within(screen.getByRole('dialog', { name: 'Bỏ lượt này' }))
  expect((await readDraft(device, visitId))?.discardedAt).toBeUndefined()
  fireEvent.click(dialog.getByRole('button', { name: 'Bỏ lượt này' }))
  await waitFor(() => expect(at()).toBe('/today'))
  expect((await readDraft(device, visitId))?.discardedAt).toBeDefined()
})

test('a full disk is told over the form, which keeps its values and can be saved again', async () => {
  const { device, savedForm } = await openVisitScreen('none')
  const noSpace = Object.assign(new Error('no space left'), { name: 'QuotaExceededError' })
  const { database } = device
  const transaction = database.transaction.bind(database) as (...args: unknown[]) => unknown
  const onlyReads = (mode: string, ...rest: unknown[]) =>
    mode === 'rw' ? Promise.reject(noSpace) : transaction(mode, ...rest)
  Object.defineProperty(database, 'transaction', { configurable: true, value: onlyReads })
  await tap('radio', 'Nhân sự, hành chính')
  expect((await screen.findByRole('alert')).textContent).toContain('Máy hết chỗ trống')
  expect(screen.getByRole('banner').textContent).toContain('Chưa lưu được')
  expect((await savedForm())?.answers['outcome']).toBeUndefined()
  Reflect.deleteProperty(database, 'transaction')
  await tap('button', 'Lưu lại')
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  expect((await savedForm())?.answers['outcome']?.answer).toMatchObject({ value: 'metStaff' })
})
