import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { useState } from 'react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { Button } from '#app/ui/Button.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { Dialog } from '#app/ui/Dialog.tsx'
import { installNativeDialog, pressEscape } from './nativeDialog.ts'

beforeAll(installNativeDialog)
afterEach(cleanup)

function Screen({ heard = [] }: { heard?: string[] }) {
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Mở</Button>
      <Button onClick={() => setAsking(true)}>Trả lại</Button>
      <Dialog
        open={open}
        title="Cách gặp"
        onClose={() => setOpen(false)}
        actions={<Button tone="primary">Xong</Button>}
      >
        <p>Gặp trực tiếp</p>
      </Dialog>
      <ConfirmDialog
        open={asking}
        title="Trả lại: cần hỏi lại điều gì?"
        confirmLabel="Trả lại ngay"
        reason={{ required: true, maxLength: 20 }}
        onConfirm={(reason) => {
          heard.push(reason)
          setAsking(false)
        }}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

function open(name: string) {
  const button = screen.getByRole('button', { name })
  button.focus()
  fireEvent.click(button)
  return button
}

test('a dialog carries its title as its name, and focus moves into it', () => {
  render(<Screen />)
  open('Mở')
  const dialog = screen.getByRole('dialog', { name: 'Cách gặp' })
  expect(dialog.contains(document.activeElement)).toBe(true)
})

test('«Quay lại» closes it and focus returns to where it was', () => {
  render(<Screen />)
  const opener = open('Mở')
  fireEvent.click(screen.getByRole('button', { name: 'Quay lại' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).toBe(opener)
})

test('Escape closes it and focus returns to where it was', () => {
  render(<Screen />)
  const opener = open('Mở')
  void act(() => pressEscape(screen.getByRole('dialog')))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).toBe(opener)
})

test('a reason that is asked for must be given before going on', () => {
  const heard: string[] = []
  render(<Screen heard={heard} />)
  open('Trả lại')
  const reason = screen.getByRole('textbox', { name: 'Lý do' })
  expect(document.activeElement).toBe(reason)
  fireEvent.click(screen.getByRole('button', { name: 'Trả lại ngay' }))
  expect(heard).toEqual([])
  expect(reason.getAttribute('aria-invalid')).toBe('true')
  fireEvent.change(reason, { target: { value: '  Hỏi lại nhân sự ' } })
  fireEvent.click(screen.getByRole('button', { name: 'Trả lại ngay' }))
  expect(heard).toEqual(['Hỏi lại nhân sự'])
})

test('a reason too long is kept and told, not cut', () => {
  const heard: string[] = []
  render(<Screen heard={heard} />)
  open('Trả lại')
  const reason = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Lý do' })
  fireEvent.change(reason, { target: { value: 'a'.repeat(25) } })
  expect(reason.value).toHaveLength(25)
  expect(screen.getByText('Thừa 5 ký tự')).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Trả lại ngay' }))
  expect(heard).toEqual([])
})

test('a dialog opened again starts without the reason given before', () => {
  render(<Screen />)
  open('Trả lại')
  fireEvent.change(screen.getByRole('textbox', { name: 'Lý do' }), { target: { value: 'Hỏi lại' } })
  fireEvent.click(screen.getByRole('button', { name: 'Quay lại' }))
  open('Trả lại')
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Lý do' }).value).toBe('')
})
