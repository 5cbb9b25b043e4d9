import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { isSameTrack, trackChoices } from '#app/messages/trackLabels.ts'
import type { Device } from '#device/device.ts'
import { applyPage } from '#device/inbox.ts'
import { readPlan } from '#device/planList.ts'
import type { PersonRecord } from '#domain/records.ts'
import { chooseOption } from '../../support/chooseOption.ts'
import { firms, openOffice, people, recorded } from '../review/office.tsx'
import { openApp } from '../session/openApp.tsx'

const path = `/firms/${firms.dệt}`
const click = (name: string, where: { getByRole: typeof screen.getByRole } = screen) =>
  act(async () => void fireEvent.click(where.getByRole('button', { name })))

async function decide(track: string, reason: string) {
  await click('Quyết định hướng khác…')
  const sheet = within(screen.getByRole('dialog', { name: 'Quyết định hướng triển khai' }))
  await act(async () => chooseOption(sheet.getByRole('combobox', { name: 'Hướng triển khai' }), track))
  await act(async () => void fireEvent.input(sheet.getByLabelText('Lý do'), { target: { value: reason } }))
  await click('Quyết định', sheet)
}

/** The server says anew who somebody is. */
async function become(device: Device, person: PersonRecord) {
  const change = {
    collection: 'person',
    id: person.id,
    scope: 'reference',
    seq: 500,
    record: person,
  } as const
  await applyPage(device, 'c', { changes: [{ kind: 'record', ...change }], meta: { cursor: 'c' } })
}

test('another way needs a choice and a reason; then it stands with who, when and why, and the rules beside it', async () => {
  const device = await openOffice('minh')
  const { ports } = await openApp(path, { device })
  await screen.findByRole('heading', { name: 'Công ty Mẫu Dệt' })
  await click('Quyết định hướng khác…')
  const sheet = within(screen.getByRole('dialog'))
  await click('Quyết định', sheet)
  expect(sheet.getByText('Chọn một hướng triển khai.')).toBeTruthy()
  expect(sheet.getByText('Ghi lý do rồi mới tiếp tục được.')).toBeTruthy()
  expect(await recorded(device)).toEqual([])
  await click('Quay lại', sheet)
  await decide('D4', '  đủ 12 tháng vào tháng sau ')
  expect(await screen.findByText('Minh quyết định ngày 21/11/2026: đủ 12 tháng vào tháng sau')).toBeTruthy()
  expect(screen.getByText('Theo quy tắc: Khảo sát, bổ sung thông tin')).toBeTruthy()
  expect(await recorded(device)).toMatchObject([
    {
      kind: 'track.override',
      recordId: firms.dệt,
      body: { track: 'D4', reason: 'đủ 12 tháng vào tháng sau' },
    },
  ])
  expect(ports.syncSoon).toHaveBeenCalled()
})

test('it stands in every list, without a network, until it is taken back with a reason', async () => {
  const device = await openOffice('minh')
  const { goTo } = await openApp(path, { device })
  await screen.findByRole('heading', { name: 'Công ty Mẫu Dệt' })
  await decide('D4', 'Chủ đã mời')
  const words = 'Minh quyết định ngày 21/11/2026: Chủ đã mời'
  const short = 'Minh quyết định ngày 21/11/2026'
  for (const place of ['/firms', '/plan']) {
    await goTo(place)
    const row = (await screen.findByRole('link', { name: 'Công ty Mẫu Dệt' })).closest('li')!
    await expect.poll(() => row.textContent, { timeout: 8_000 }).toContain('Xúc tiến thành lập chi bộ')
    expect(within(row).getByText(short)).toBeTruthy()
  }
  await goTo(path)
  await screen.findByText(words)
  await click('Trở lại theo quy tắc…')
  const dialog = within(screen.getByRole('dialog', { name: 'Trở lại theo quy tắc?' }))
  await act(
    async () => void fireEvent.input(dialog.getByLabelText('Lý do'), { target: { value: 'Chủ đổi ý' } }),
  )
  await click('Trở lại theo quy tắc', dialog)
  await expect.poll(() => screen.queryByText(words), { timeout: 8_000 }).toBeNull()
  expect(screen.queryByRole('button', { name: 'Trở lại theo quy tắc…' })).toBeNull()
  const { order } = await readPlan(device)
  expect(order.find(({ card }) => card.id === firms.dệt)).toMatchObject({ row: 'D1' })
})

test('the leader of the group decides too; a member does not', async () => {
  const device = await openOffice('binh')
  await openApp(path, { device })
  await screen.findByRole('heading', { name: 'Công ty Mẫu Dệt' })
  expect(screen.queryByRole('button', { name: 'Quyết định hướng khác…' })).toBeNull()
  await act(() => become(device, { ...people.binh, leads: { from: '2026-01-01' } }))
  expect(await screen.findByRole('button', { name: 'Quyết định hướng khác…' })).toBeTruthy()
})

test('who leads another group does not decide here', async () => {
  const device = await openOffice('binh')
  await become(device, { ...people.binh, workingGroupId: people.chi.id, leads: { from: '2026-01-01' } })
  await openApp(path, { device })
  await screen.findByRole('heading', { name: 'Công ty Mẫu Dệt' })
  expect(screen.queryByRole('button', { name: 'Quyết định hướng khác…' })).toBeNull()
})

test('rows that people call by one name are one choice, and a filter by it finds them all', () => {
  const choices = trackChoices()
  expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length)
  expect(choices.filter(({ label }) => label === 'Chuyển sinh hoạt đảng')).toHaveLength(1)
  expect(isSameTrack('D6', 'D7')).toBe(true)
  expect(isSameTrack('D6', 'D8')).toBe(false)
})
