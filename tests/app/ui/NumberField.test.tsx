import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { NumberField } from '#app/ui/NumberField.tsx'
import { caretFor, noEntry, readNumberEntry, type NumberEntry } from '#app/ui/numberEntry.ts'

afterEach(cleanup)

function Form({ heard }: { heard?: NumberEntry[] }) {
  const [workers, setWorkers] = useState<NumberEntry>(noEntry)
  const [youth, setYouth] = useState<NumberEntry>(noEntry)
  return (
    <form>
      <NumberField
        label="Lao động"
        value={workers}
        onChange={(entry) => {
          heard?.push(entry)
          setWorkers(entry)
        }}
      />
      <NumberField label="Từ 16 đến 30 tuổi" value={youth} onChange={setYouth} />
    </form>
  )
}

const workers = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Lao động' })
const youth = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Từ 16 đến 30 tuổi' })

function type(input: HTMLInputElement, text: string) {
  for (const letter of text) fireEvent.change(input, { target: { value: input.value + letter } })
}

test('thousands are parted while typing and heard as a number', () => {
  const heard: NumberEntry[] = []
  render(<Form heard={heard} />)
  type(workers(), '1250')
  expect(workers().value).toBe('1.250')
  expect(heard.at(-1)).toEqual({ kind: 'number', number: 1250 })
})

test('taking digits away moves the separators again', () => {
  render(<Form />)
  type(workers(), '12500')
  fireEvent.change(workers(), { target: { value: '12.50' } })
  expect(workers().value).toBe('1.250')
  fireEvent.change(workers(), { target: { value: '' } })
  expect(workers().value).toBe('')
})

test('the caret stays between the same digits', () => {
  render(<Form />)
  type(workers(), '1250')
  workers().focus()
  // A 9 typed between 1 and 2: «19.250», the caret after the 9.
  fireEvent.input(workers(), { target: { value: '19.250', selectionStart: 2, selectionEnd: 2 } })
  expect(workers().value).toBe('19.250')
  expect(workers().selectionStart).toBe(2)
  // An 8 typed after the 9 moves the separator: «198.250», the caret after the 8.
  fireEvent.input(workers(), { target: { value: '198.250', selectionStart: 3, selectionEnd: 3 } })
  fireEvent.input(workers(), { target: { value: '1987.250', selectionStart: 4, selectionEnd: 4 } })
  expect(workers().value).toBe('1.987.250')
  expect(workers().selectionStart).toBe(6)
  expect(caretFor('1.250.000', 3)).toBe(6)
})

test('Enter goes to the next number, and from the last one out', () => {
  render(<Form />)
  workers().focus()
  fireEvent.keyDown(workers(), { key: 'Enter' })
  expect(document.activeElement).toBe(youth())
  fireEvent.keyDown(youth(), { key: 'Enter' })
  expect(document.activeElement).toBe(document.body)
})

test.each([
  ['', { kind: 'none' }],
  ['  ', { kind: 'none' }],
  ['1.250', { kind: 'number', number: 1250 }],
  ['007', { kind: 'number', number: 7 }],
  ['1,5', { kind: 'text', text: '1,5' }],
  ['12.5', { kind: 'text', text: '12.5' }],
  ['hơn 500', { kind: 'text', text: 'hơn 500' }],
  ['-3', { kind: 'text', text: '-3' }],
  ['99999999999999999999', { kind: 'text', text: '99999999999999999999' }],
])('pasted «%s» is read as a whole number or kept as text, never bent', (text, entry) => {
  expect(readNumberEntry(text, noEntry, 'vi')).toEqual(entry)
})

test('a separator typed by hand in the wrong place is kept and told, not dropped', () => {
  const before: NumberEntry = { kind: 'number', number: 12 }
  expect(readNumberEntry('12.', before, 'vi')).toEqual({ kind: 'text', text: '12.' })
  expect(readNumberEntry('12.5', { kind: 'text', text: '12.' }, 'vi')).toEqual({ kind: 'text', text: '12.5' })
  expect(readNumberEntry('12.500', { kind: 'text', text: '12.50' }, 'vi')).toEqual({
    kind: 'number',
    number: 12_500,
  })
})

test('English parts thousands with a comma', () => {
  expect(readNumberEntry('1,250', noEntry, 'en')).toEqual({ kind: 'number', number: 1250 })
  expect(readNumberEntry('1.250', noEntry, 'en')).toEqual({ kind: 'text', text: '1.250' })
})
