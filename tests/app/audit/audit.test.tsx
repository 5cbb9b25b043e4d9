import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { setOrganisation } from '#device/organisations.ts'
import { pinFirm } from '#device/plans.ts'
import { chooseOption } from '../../support/chooseOption.ts'
import { firms, openOffice, openPage, people, submitted } from '../review/office.tsx'

const returned = {
  ...submitted(301, firms.gốm, { headcountTotal: 90 }, { on: '2026-11-19' }),
  state: 'returned' as const,
  decisions: [
    {
      operationId: '00000000-0000-7000-8000-000000009301',
      seq: 320,
      personId: people.minh.id,
      clientTime: '2026-11-20T10:00:00+07:00',
      kind: 'return' as const,
      revisionId: '00000000-0000-7000-8000-000000005301',
      reason: 'Hỏi lại số lao động',
      counts: true,
    },
  ],
}

async function openLog() {
  const device = await openOffice('minh', [returned])
  await pinFirm(device, firms.dệt, { pinned: true, reason: 'Gấp' })
  await setOrganisation(device, { kind: 'jointCell' }, { name: 'Chi bộ ghép' })
  await openPage('/admin?part=audit', device)
  return within(await screen.findByRole('list', { name: 'Nhật ký' }))
}

const titles = (list: Pick<typeof screen, 'getAllByRole'>) =>
  list.getAllByRole<HTMLLIElement>('listitem').map((row) => row.querySelector('.list-row-title')?.textContent)

test('who did what when is read from the records, with what is not sent yet, and opens the thing', async () => {
  const list = await openLog()
  expect(titles(list)).toEqual([
    'Tổ chức',
    'Đưa lên đầu: Công ty Mẫu Dệt',
    'Quyết định về lượt khảo sát Công ty Mẫu Gốm',
    'Khảo sát Công ty Mẫu Gốm',
  ])
  expect(list.getAllByText('Chưa gửi')).toHaveLength(2)
  expect(list.getByText('Hỏi lại số lao động')).toBeTruthy()
  expect(list.getByRole('link', { name: 'Đưa lên đầu: Công ty Mẫu Dệt' }).getAttribute('href')).toBe(
    `/firms/${firms.dệt}`,
  )
  await act(async () => void fireEvent.click(list.getByRole('link', { name: 'Tổ chức' })))
  expect(await screen.findByRole('heading', { name: 'Tổ chức ghép và tổ chức cấp trên' })).toBeTruthy()
})

test('it is narrowed by person, kind and days, and says what this device does not hold', async () => {
  await openLog()
  await act(async () => chooseOption(screen.getByLabelText('Người'), people.binh.id))
  expect(titles(within(screen.getByRole('list', { name: 'Nhật ký' })))).toEqual(['Khảo sát Công ty Mẫu Gốm'])
  await act(async () => chooseOption(screen.getByLabelText('Người'), ''))
  await act(async () => chooseOption(screen.getByLabelText('Việc'), 'pin.set'))
  expect(titles(within(screen.getByRole('list', { name: 'Nhật ký' })))).toEqual([
    'Đưa lên đầu: Công ty Mẫu Dệt',
  ])
  await act(async () => chooseOption(screen.getByLabelText('Việc'), ''))
  await act(
    async () => void fireEvent.change(screen.getByLabelText('Từ ngày'), { target: { value: '2026-01-01' } }),
  )
  const list = within(await screen.findByRole('list', { name: 'Nhật ký' }))
  expect(titles(list)).toContain('Khu, cụm')
  expect(screen.getByText(/Không có ở đây: đăng nhập/)).toBeTruthy()
})
