import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { beforeAll, expect, test } from 'vitest'
import { installNativeDialog } from '../ui/nativeDialog.ts'
import {
  descriptionOf,
  isChecked,
  openVisitScreen,
  question,
  showVisit,
  tap,
  textOf,
  type,
} from './visitScreen.tsx'

beforeAll(installNativeDialog)

async function startWithStaff(past: Parameters<typeof openVisitScreen>[0] = 'none') {
  const visit = await openVisitScreen(past)
  await tap('radio', 'Nhân sự, hành chính')
  await tap('checkbox', /Đã nói rõ mục đích/)
  return visit
}

test('only section 1 is there until somebody says who was met', async () => {
  await openVisitScreen('none')
  expect(screen.getAllByRole('heading', { level: 2 }).map((title) => title.textContent)).toEqual([
    '1. Tiếp xúc',
  ])
  await tap('radio', 'Nhân sự, hành chính')
  expect(await screen.findByRole('heading', { name: '3. Công đoàn và Đoàn Thanh niên' })).toBeTruthy()
})

test('nobody there: sections 2 to 5 are not asked', async () => {
  await openVisitScreen('approved')
  await tap('radio', 'Vắng, chưa ai tiếp')
  expect(await screen.findByRole('heading', { name: '6. Việc tiếp theo' })).toBeTruthy()
  expect(screen.queryByRole('heading', { name: /^2\./ })).toBeNull()
})

test('section 4 waits until the purpose was told', async () => {
  await openVisitScreen('none')
  await tap('radio', 'Nhân sự, hành chính')
  const section = await screen.findByRole('region', { name: '4. Tổ chức đảng và đảng viên' })
  expect(section.textContent).toContain('Nói rõ mục đích trước khi hỏi phần này')
  await tap('checkbox', /Đã nói rõ mục đích/)
  expect(await screen.findByRole('radiogroup', { name: 'Có tổ chức đảng chưa?' })).toBeTruthy()
})

test('the first tap of a two-step choice puts the usual refinement in force; a second one changes it', async () => {
  const { savedForm } = await startWithStaff()
  const union = within(await screen.findByRole('radiogroup', { name: 'Có công đoàn chưa?' }))
  fireEvent.click(union.getByRole('radio', { name: 'Có' }))
  expect(isChecked(await screen.findByRole('radio', { name: 'đang hoạt động' }))).toBe(true)
  await waitFor(async () => {
    expect((await savedForm())?.answers['unionStatus']?.answer).toMatchObject({ value: 'active' })
  })
  await tap('radio', 'không hoạt động')
  await waitFor(async () => {
    expect((await savedForm())?.answers['unionStatus']?.answer).toMatchObject({ value: 'dormant' })
  })
  expect(isChecked(union.getByRole('radio', { name: 'Có' }))).toBe(true)
})

test('no union, no question after its members', async () => {
  await startWithStaff()
  const union = within(await screen.findByRole('radiogroup', { name: 'Có công đoàn chưa?' }))
  fireEvent.click(union.getByRole('radio', { name: 'Có' }))
  expect(await screen.findByRole('textbox', { name: /^Bao nhiêu đoàn viên công đoàn/ })).toBeTruthy()
  fireEvent.click(union.getByRole('radio', { name: 'Chưa có' }))
  await waitFor(() =>
    expect(screen.queryByRole('textbox', { name: /^Bao nhiêu đoàn viên công đoàn/ })).toBeNull(),
  )
})

test('«Chưa rõ» beside a number is an answer of its own, not zero', async () => {
  const { savedForm } = await startWithStaff()
  await screen.findByRole('textbox', { name: 'Hiện có bao nhiêu lao động?' })
  const notKnown = within(question('headcountTotal')).getByRole('button', { name: 'Chưa rõ' })
  fireEvent.click(notKnown)
  expect(notKnown.getAttribute('aria-pressed')).toBe('true')
  await waitFor(async () => {
    expect((await savedForm())?.answers['headcountTotal']?.answer).toEqual({
      kind: 'unknown',
      reason: 'doesNotKnow',
    })
  })
})

test('a prefilled value is marked as not confirmed until it is confirmed', async () => {
  await startWithStaff('approved')
  const box = await screen.findByRole('textbox', { name: 'Hiện có bao nhiêu lao động?' })
  expect(textOf(box)).toBe('1.250')
  expect(descriptionOf(box)).toMatch(/14\/08, chưa xác nhận/)
  fireEvent.click(within(question('headcountTotal')).getByRole('button', { name: /Vẫn như cũ/ }))
  expect(descriptionOf(box)).toMatch(/Như lần 14\/08/)
})

test('an error stands at its field in words', async () => {
  await startWithStaff('approved')
  await tap('button', 'Tất cả vẫn như cũ')
  await type('Bao nhiêu đảng viên chính thức?', '2000')
  const box = screen.getByRole('textbox', { name: 'Bao nhiêu đảng viên chính thức?' })
  await waitFor(() => expect(box.getAttribute('aria-invalid')).toBe('true'))
  expect(descriptionOf(box)).toMatch(/Số đảng viên \(2\.001\) nhiều hơn số lao động \(1\.250\)/)
})

test('an odd value asks for a reason, which travels with the visit', async () => {
  const { savedForm } = await startWithStaff('approved')
  await type('Hiện có bao nhiêu lao động?', '2500')
  expect(await screen.findByText('Lao động 1.250 → 2.500, tăng 100%. Đúng chưa?')).toBeTruthy()
  await tap('button', 'Đúng, vì…')
  fireEvent.change(screen.getByRole('textbox', { name: 'Lý do' }), { target: { value: 'mở xưởng mới' } })
  await tap('button', 'Gửi kèm lý do')
  expect(await screen.findByText('Đã giải thích: mở xưởng mới')).toBeTruthy()
  await waitFor(async () =>
    expect((await savedForm())?.explanations).toEqual({ headcountUp: 'mở xưởng mới' }),
  )
})

test('what is not a number stays in its box and is told', async () => {
  await startWithStaff()
  await type('Hiện có bao nhiêu lao động?', '12a')
  const box = screen.getByRole('textbox', { name: 'Hiện có bao nhiêu lao động?' })
  expect(textOf(box)).toBe('12a')
  expect(descriptionOf(box)).toMatch(/Chỉ gõ chữ số/)
})

test('«Hoàn tất» says what is missing and goes there', async () => {
  const { syncSoon } = await startWithStaff()
  await tap('button', 'Hoàn tất')
  await waitFor(() => expect(document.activeElement?.closest('[data-question]')).toBe(question('profile')))
  expect(question('profile').textContent).toContain('Chưa trả lời câu này.')
  expect(syncSoon).not.toHaveBeenCalled()
})

test('a form that is closed and opened again stands at the same question with the same values', async () => {
  const { device, visitId, savedForm } = await startWithStaff()
  const box = await screen.findByRole('textbox', { name: 'Hiện có bao nhiêu lao động?' })
  await act(async () => box.focus())
  await type('Hiện có bao nhiêu lao động?', '772')
  await waitFor(async () =>
    expect((await savedForm())?.answers['headcountTotal']?.answer).toMatchObject({ value: 772 }),
  )
  cleanup()
  await showVisit(device, visitId)
  const again = await screen.findByRole('textbox', { name: 'Hiện có bao nhiêu lao động?' })
  expect(textOf(again)).toBe('772')
  await waitFor(() => expect(document.activeElement).toBe(again))
})

test('the form says which revision is on disk', async () => {
  await startWithStaff()
  const form = screen.getByRole('form', { name: 'Phiếu khảo sát' })
  const before = Number(form.dataset['savedRevision'])
  await type('Hiện có bao nhiêu lao động?', '5')
  await waitFor(() => expect(Number(form.dataset['savedRevision'])).toBeGreaterThan(before))
  await waitFor(() => expect(screen.getByRole('banner').textContent).toContain('Đã lưu trên máy'))
})

test('«Hỏi nhanh» leaves four questions in sections 2 to 4', async () => {
  await startWithStaff()
  await tap('button', 'Hỏi nhanh')
  await waitFor(() =>
    expect(screen.queryByRole('radiogroup', { name: 'Có Đoàn Thanh niên chưa?' })).toBeNull(),
  )
  expect(screen.getByRole('textbox', { name: 'Hiện có bao nhiêu lao động?' })).toBeTruthy()
  expect(screen.getByRole('radiogroup', { name: 'Có tổ chức đảng chưa?' })).toBeTruthy()
})
