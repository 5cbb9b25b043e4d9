import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { CountField } from '#app/ui/CountField.tsx'
import { entryOfNumber, noEntry, type NumberEntry } from '#app/ui/numberEntry.ts'

afterEach(cleanup)

const question = 'Bao nhiêu đảng viên chính thức?'

function Form({ start = noEntry }: { start?: NumberEntry }) {
  const [entry, setEntry] = useState(start)
  const [notKnown, setNotKnown] = useState(false)
  return (
    <CountField
      label={question}
      value={entry}
      onChange={setEntry}
      max={9}
      notKnown={{ pressed: notKnown, onChange: setNotKnown }}
      error={entry.kind === 'text' ? 'Chỉ ghi chữ số.' : undefined}
    />
  )
}

const box = () => screen.getByRole<HTMLInputElement>('textbox', { name: question })
const plus = () => screen.getByRole('button', { name: `Tăng: ${question}` })
const minus = () => screen.getByRole('button', { name: `Giảm: ${question}` })

test('an empty count is not zero: it shows nothing', () => {
  render(<Form />)
  expect(box().value).toBe('')
})

test('the first + on an empty count says one, the first − says zero', () => {
  const { unmount } = render(<Form />)
  fireEvent.click(plus())
  expect(box().value).toBe('1')
  unmount()
  render(<Form />)
  fireEvent.click(minus())
  expect(box().value).toBe('0')
})

test('steps end at the smallest and the largest count, and the button keeps focus there', () => {
  render(<Form start={entryOfNumber(1)} />)
  minus().focus()
  fireEvent.click(minus())
  fireEvent.click(minus())
  expect(box().value).toBe('0')
  expect(minus().getAttribute('aria-disabled')).toBe('true')
  expect(document.activeElement).toBe(minus())
  fireEvent.change(box(), { target: { value: '9' } })
  fireEvent.click(plus())
  expect(box().value).toBe('9')
})

test('text typed into a count stays as it was typed and is told in words, bound to the box', () => {
  render(<Form />)
  fireEvent.change(box(), { target: { value: '4 người' } })
  expect(box().value).toBe('4 người')
  expect(box().getAttribute('aria-invalid')).toBe('true')
  const described = box().getAttribute('aria-describedby')?.split(' ') ?? []
  expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual(['Chỉ ghi chữ số.'])
  fireEvent.click(plus())
  expect(box().value).toBe('4 người')
})

test('«Chưa rõ» is a button of its own, pressed or not, within the question', () => {
  render(<Form />)
  const notKnown = within(screen.getByRole('group', { name: question })).getByRole('button', {
    name: 'Chưa rõ',
  })
  expect(notKnown.getAttribute('aria-pressed')).toBe('false')
  fireEvent.click(notKnown)
  expect(notKnown.getAttribute('aria-pressed')).toBe('true')
  expect(box().value).toBe('')
})

test('the keypad is one of digits and its action key goes on', () => {
  render(<Form />)
  expect(box().inputMode).toBe('numeric')
  expect(box().getAttribute('enterkeyhint')).toBe('next')
})

test('an unconfirmed value is told in words and can be confirmed with one button', () => {
  let confirmed = 0
  render(
    <CountField
      label={question}
      value={entryOfNumber(4)}
      onChange={() => {}}
      state="unconfirmed"
      stateText="14/05, chưa xác nhận"
      onConfirm={() => (confirmed += 1)}
    />,
  )
  const words = document.getElementById(box().getAttribute('aria-describedby') ?? '')
  expect(words?.textContent).toBe('14/05, chưa xác nhận')
  fireEvent.click(screen.getByRole('button', { name: 'Vẫn như cũ' }))
  expect(confirmed).toBe(1)
})
