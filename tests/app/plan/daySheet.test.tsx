import { act, fireEvent, screen, within } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { assignFirms } from '#device/plans.ts'
import { chooseOption } from '../../support/chooseOption.ts'
import { firms, openOffice, people } from '../review/office.tsx'
import { openApp } from '../session/openApp.tsx'

afterEach(() => vi.unstubAllGlobals())

test('the sheet of a member is led to from the plan, lists their firms in order, and is printed', async () => {
  const print = vi.fn()
  vi.stubGlobal('print', print)
  const device = await openOffice('minh')
  const personId = people.chi.id
  await assignFirms(device, [firms.nhựa, firms.dệt], { personId, dueOn: '2026-11-30' })
  await openApp('/plan', { device })
  const member = await screen.findByRole('combobox', { name: 'Người được giao' })
  await act(async () => chooseOption(member, personId))
  expect(within(member).getByRole('option', { name: /^Chi\s· 2 doanh nghiệp$/ })).toBeTruthy()
  await act(async () => void fireEvent.click(screen.getByRole('link', { name: 'In phiếu đi khảo sát' })))
  const table = within(await screen.findByRole('table', { name: 'Phiếu đi khảo sát: Chi' }))
  const names = table.getAllByRole('rowheader').map((cell) => cell.textContent)
  expect(names[0]).toMatch(/^1\. Công ty Mẫu Dệt/)
  expect(names[1]).toMatch(/^2\. Công ty Mẫu Nhựa/)
  expect(table.getAllByText('30/11/2026')).toHaveLength(2)
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'In phiếu' })))
  expect(print).toHaveBeenCalledOnce()
})

test('a sheet without firms says so and leads back', async () => {
  const device = await openOffice('minh')
  await openApp(`/plan/${people.chi.id}`, { device })
  expect(await screen.findByText('Chưa có doanh nghiệp nào giao cho Chi.')).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'In phiếu' }).disabled).toBe(true)
  expect(screen.getAllByRole('link', { name: 'Kế hoạch' }).length).toBeGreaterThan(0)
})
