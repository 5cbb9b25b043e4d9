import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { Chips } from '#app/ui/Chips.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'

afterEach(cleanup)

const question = 'Có công đoàn chưa?'
const options = [
  { value: 'yes', label: 'Có' },
  { value: 'no', label: 'Chưa có' },
  { value: 'notKnown', label: 'Chưa rõ' },
] as const

test('is one group of native radio buttons under its question', () => {
  render(<Segmented label={question} options={options} value="no" onChange={() => {}} required />)
  const group = screen.getByRole('radiogroup', { name: question })
  expect(group.getAttribute('aria-required')).toBe('true')
  const radios = screen.getAllByRole<HTMLInputElement>('radio')
  expect(radios.map((radio) => [radio.type, radio.checked])).toEqual([
    ['radio', false],
    ['radio', true],
    ['radio', false],
  ])
  // One name: arrows move within the group and Tab leaves it.
  expect(new Set(radios.map((radio) => radio.name)).size).toBe(1)
})

test('a tap on an answer chooses it', () => {
  const chosen: string[] = []
  render(
    <Segmented
      label={question}
      options={options}
      value={undefined}
      onChange={(value) => chosen.push(value)}
    />,
  )
  fireEvent.click(screen.getByRole('radio', { name: 'Chưa có' }))
  expect(chosen).toEqual(['no'])
})

test('a tap on the unconfirmed answer confirms it, once', () => {
  const chosen: string[] = []
  const shown = (state: 'unconfirmed' | 'confirmed') => (
    <Segmented
      label={question}
      options={options}
      value="no"
      onChange={(value) => chosen.push(value)}
      state={state}
      stateText={state === 'unconfirmed' ? '14/05, chưa xác nhận' : undefined}
    />
  )
  const { rerender } = render(shown('unconfirmed'))
  fireEvent.click(screen.getByRole('radio', { name: 'Chưa có' }))
  expect(chosen).toEqual(['no'])
  rerender(shown('confirmed'))
  fireEvent.click(screen.getByRole('radio', { name: 'Chưa có' }))
  expect(chosen).toEqual(['no'])
})

test('Space on the unconfirmed answer confirms it too', () => {
  const chosen: string[] = []
  render(
    <Segmented
      label={question}
      options={options}
      value="no"
      onChange={(value) => chosen.push(value)}
      state="unconfirmed"
    />,
  )
  fireEvent.keyDown(screen.getByRole('radio', { name: 'Chưa có' }), { key: ' ' })
  expect(chosen).toEqual(['no'])
})

test('another answer than the unconfirmed one is heard once', () => {
  const chosen: string[] = []
  render(
    <Segmented
      label={question}
      options={options}
      value="no"
      onChange={(value) => chosen.push(value)}
      state="unconfirmed"
    />,
  )
  fireEvent.click(screen.getByRole('radio', { name: 'Có' }))
  expect(chosen).toEqual(['yes'])
})

test('what is not confirmed is said in words to those who cannot see the dashes', () => {
  render(
    <Segmented
      label={question}
      options={options}
      value="no"
      onChange={() => {}}
      state="unconfirmed"
      stateText="14/05, chưa xác nhận"
      error="Chọn một câu trả lời."
    />,
  )
  const group = screen.getByRole('radiogroup', { name: question })
  const words = (group.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
  expect(words).toEqual(['14/05, chưa xác nhận', 'Chọn một câu trả lời.'])
  expect(group.getAttribute('aria-invalid')).toBe('true')
})

test('chips are check boxes in a named group, heard in the order of the options', () => {
  const heard: (readonly string[])[] = []
  render(
    <Chips
      label="Băn khoăn điều gì?"
      options={options}
      value={['notKnown']}
      onChange={(value) => heard.push(value)}
    />,
  )
  expect(screen.getByRole('group', { name: 'Băn khoăn điều gì?' })).toBeDefined()
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Chưa rõ' }).checked).toBe(true)
  fireEvent.click(screen.getByRole('checkbox', { name: 'Có' }))
  fireEvent.click(screen.getByRole('checkbox', { name: 'Chưa rõ' }))
  expect(heard).toEqual([['yes', 'notKnown'], []])
})
