import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test } from 'vitest'
import { openOffice, openPage, people, recorded, submitted, firms, type Username } from '../review/office.tsx'

const click = (name: string | RegExp, where: { getByRole: typeof screen.getByRole } = screen) =>
  act(async () => void fireEvent.click(where.getByRole('button', { name })))
const type = (label: string, value: string) =>
  act(async () => void fireEvent.input(screen.getByLabelText(label), { target: { value } }))

/** A firm that is ready for a cell of four. */
const ready = submitted(
  201,
  firms.gốm,
  {
    outcome: 'metOwner',
    headcountTotal: 500,
    unionStatus: 'active',
    businessStability: 'stable',
    partyOrgStatus: 'none',
    hasMembers: true,
    membersOfficial: 4,
    membersStable: 4,
    membersProbationary: 0,
  },
  { approved: true, on: '2026-10-12' },
)

async function openRules(who: Username) {
  const device = await openOffice(who, [ready])
  await openPage('/admin', device)
  fireEvent.click(await screen.findByRole('radio', { name: 'Bộ quy tắc' }))
  await screen.findByRole('heading', { name: 'Bộ quy tắc đang áp dụng' })
  return device
}

test('a number is changed from a day on: first one sees who goes another way, each number opens its firms', async () => {
  const device = await openRules('quantri')
  const cells = screen.getByRole('row', { name: /Số đảng viên chính thức để lập chi bộ/ })
  expect(within(cells).getByText('3')).toBeTruthy()
  await click('Soạn bản mới')
  await type('Áp dụng từ ngày', '2027-01-01')
  await type('Số đảng viên chính thức để lập chi bộ', '5')
  expect(screen.getByText('Trước đó: 3')).toBeTruthy()
  await click('Xem doanh nghiệp nào đổi hướng')
  expect(await screen.findByText('1 doanh nghiệp đổi hướng, trong 3.')).toBeTruthy()
  expect(await recorded(device)).toEqual([])
  await click(/xem danh sách/)
  const list = within(screen.getByRole('dialog'))
  expect(list.getByRole('link', { name: 'Công ty Mẫu Gốm' })).toBeTruthy()
  await click('Quay lại', list)
  await click('Ban hành')
  expect(await screen.findByText('Quản trị ban hành ngày 21/11/2026')).toBeTruthy()
  expect(screen.getByText('Chưa đến ngày')).toBeTruthy()
  expect(await recorded(device)).toMatchObject([
    {
      kind: 'ruleSet.publish',
      personId: people.quantri.id,
      body: {
        effectiveFrom: '2027-01-01',
        thresholds: { minOfficialForCell: { value: 5, basis: [] } },
      },
    },
  ])
})

test('a second version of a day is begun on the next free one, with the numbers that hold then', async () => {
  await openRules('quantri')
  await click('Soạn bản mới')
  await type('Số đảng viên chính thức để lập chi bộ', '5')
  await click('Xem doanh nghiệp nào đổi hướng')
  await screen.findByText(/đổi hướng, trong 3/)
  await click('Ban hành')
  await screen.findByText('Quản trị ban hành ngày 21/11/2026')
  expect(document.activeElement?.textContent).toBe('Bộ quy tắc đang áp dụng')
  await click('Soạn bản mới')
  expect(document.activeElement?.textContent).toBe('Soạn bản mới')
  expect(screen.getByLabelText<HTMLInputElement>('Áp dụng từ ngày').value).toBe('2026-11-22')
  expect(screen.getByLabelText<HTMLInputElement>('Số đảng viên chính thức để lập chi bộ').value).toBe('5')
})

test('what makes no sense is said at its field, and nothing can be published', async () => {
  const device = await openRules('quantri')
  await click('Soạn bản mới')
  await type('Số ngày tạm hoãn sau khi bị từ chối', '9000')
  await type('Áp dụng từ ngày', '2026-11-20')
  await click('Xem doanh nghiệp nào đổi hướng')
  expect(screen.getByText('Ghi một số từ 0 đến 730.')).toBeTruthy()
  expect(screen.getByText('Chọn hôm nay hoặc một ngày sắp tới.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Ban hành' })).toBeNull()
  expect(await recorded(device)).toEqual([])
})

test('a supervisor reads the rules and what they rest on, and changes nothing', async () => {
  await openRules('minh')
  expect(screen.getAllByText(/Điều lệ Đảng Cộng sản Việt Nam, Điều 21.2/).length).toBeGreaterThan(0)
  expect(screen.queryByRole('button', { name: 'Soạn bản mới' })).toBeNull()
})
