import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { beforeAll, expect, test } from 'vitest'
import { chooseOption } from '../../support/chooseOption.ts'
import { installNativeDialog } from '../ui/nativeDialog.ts'
import { openFirm } from '#device/firmView.ts'
import { headRevision } from '#domain/visit.ts'
import {
  approvedVisit,
  firmId,
  openVisitScreen,
  question,
  record,
  tap,
  textOf,
  type,
} from './visitScreen.tsx'

beforeAll(installNativeDialog)

const choose = (label: string, value: string) =>
  act(async () => chooseOption(screen.getByLabelText(label), value))
const change = (label: string, value: string) =>
  act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }))

async function startWithStaff() {
  const visit = await openVisitScreen('none')
  await tap('radio', 'Nhân sự, hành chính')
  return visit
}

async function openProfile() {
  const visit = await startWithStaff()
  await tap('button', 'Sửa')
  await screen.findByRole('dialog', { name: 'Tên, địa chỉ trên biển có đúng không?' })
  return visit
}

test('2.1: a tax code is kept as ten digits with the branch apart; a legal form that was only guessed is kept too', async () => {
  const { savedForm } = await openProfile()
  expect(screen.getByText('Đoán theo tên, xem lại')).toBeTruthy()
  expect(textOf(screen.getByLabelText('Loại hình'))).toBe('jointStock')
  await change('Mã số thuế', '0100 109 106-001')
  await tap('button', 'Xong')
  await waitFor(async () =>
    expect((await savedForm())?.answers).toMatchObject({
      taxCode: { answer: { value: '0100109106' } },
      branchSuffix: { answer: { value: '001' } },
      legalForm: { answer: { value: 'jointStock' } },
      profileConfirmed: { answer: { value: true } },
    }),
  )
})

test('2.1: a person’s twelve digits are told and never kept', async () => {
  const { savedForm } = await openProfile()
  await change('Mã số thuế', '001099012345')
  await tap('button', 'Xong')
  expect(screen.getByRole('dialog', { name: 'Tên, địa chỉ trên biển có đúng không?' })).toBeTruthy()
  expect(screen.getByLabelText('Mã số thuế').getAttribute('aria-invalid')).toBe('true')
  expect(JSON.stringify(await savedForm())).not.toContain('001099012345')
})

test('2.1: the share of State capital may be given where there is any', async () => {
  const { savedForm } = await openProfile()
  expect(screen.queryByLabelText('Tỷ lệ vốn Nhà nước')).toBeNull()
  await choose('Khối sở hữu', 'stateMinority')
  await change('Tỷ lệ vốn Nhà nước', '36,5')
  await tap('button', 'Xong')
  await waitFor(async () =>
    expect((await savedForm())?.answers['stateShare']?.answer).toMatchObject({ value: '36,5' }),
  )
})

test('labels follow the kind of unit as soon as it is corrected in this form', async () => {
  await openProfile()
  await choose('Loại đơn vị', 'healthFacility')
  await tap('button', 'Xong')
  expect(await screen.findByRole('radio', { name: 'Người đứng đầu cơ sở' })).toBeTruthy()
  expect(within(question('businessStability')).getByText('Hoạt động thế nào?')).toBeTruthy()
})

test('2.2: a headcount older than the form may confirm at once is typed anew, the other values are confirmed', async () => {
  await openVisitScreen('none', (device) => [
    approvedVisit(device, '2026-05-10', { outcome: 'metStaff', headcountTotal: 500, unionStatus: 'none' }),
  ])
  await tap('radio', 'Nhân sự, hành chính')
  await waitFor(() => question('headcountTotal'))
  const headcount = within(question('headcountTotal'))
  expect(headcount.getByText('Số liệu đã quá 180 ngày, hỏi lại')).toBeTruthy()
  expect(headcount.queryByRole('button', { name: 'Vẫn như cũ' })).toBeNull()
})

test('2.3, 3.2: «Tất cả» takes the workforce, «khoảng» included', async () => {
  const { savedForm } = await startWithStaff()
  await type('Hiện có bao nhiêu lao động?', '500')
  await tap('button', 'Khoảng')
  const union = within(question('unionStatus')).getByRole('radio', { name: 'Có' })
  await act(async () => union.click())
  await tap('button', 'Tất cả lao động')
  await waitFor(async () =>
    expect((await savedForm())?.answers['unionMembers']?.answer).toEqual({
      kind: 'value',
      value: 500,
      precision: 'about',
    }),
  )
})

test('4.6: with a cell of the firm everyone is shown there without a tap', async () => {
  const { savedForm } = await startWithStaff()
  await tap('checkbox', /Đã nói rõ mục đích/)
  await waitFor(() => question('partyOrgStatus'))
  const org = within(question('partyOrgStatus')).getByRole('radio', { name: 'Có' })
  await act(async () => org.click())
  await type('Bao nhiêu đảng viên chính thức?', '4')
  await waitFor(() => question('places'))
  const place = within(question('places')).getByRole('radio', { name: 'Chi bộ ở đây' })
  expect((place as HTMLInputElement).checked).toBe(true)
  expect((await savedForm())?.answers).not.toHaveProperty('membersOwnCell')
})

test('4.7: where a first organisation is told of, its decision is asked under its own heading', async () => {
  await openVisitScreen('approved')
  await tap('radio', 'Bí thư, cấp ủy chi bộ')
  await tap('checkbox', /Đã nói rõ mục đích/)
  await waitFor(() => question('partyOrgStatus'))
  expect(screen.queryByText('Quyết định thành lập (nếu biết)')).toBeNull()
  const org = within(question('partyOrgStatus')).getByRole('radio', { name: 'Có' })
  await act(async () => org.click())
  expect(await screen.findByRole('heading', { name: 'Quyết định thành lập (nếu biết)' })).toBeTruthy()
  expect(question('decisionNo')).toBeTruthy()
})

test('5.3: each concern that was told has «Gợi ý trao đổi», an earlier one and a new one', async () => {
  await openVisitScreen('approved', (device) => [
    approvedVisit(device, '2026-08-20', {
      outcome: 'metOwner',
      noticeGiven: true,
      ownerStance: 'hesitant',
      ownerConcerns: ['burden'],
    }),
  ])
  await tap('radio', 'Chủ doanh nghiệp')
  await tap('checkbox', /Đã nói rõ mục đích/)
  await tap('button', 'Mở: Ý kiến của chủ doanh nghiệp')
  await tap('radio', 'Còn băn khoăn')
  expect(
    await screen.findByRole('button', { name: 'Gợi ý trao đổi: Tốn thời gian, chi phí («gánh nặng»)' }),
  ).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Gợi ý trao đổi: Ảnh hưởng sản xuất' })).toBeNull()
  await tap('checkbox', 'Ảnh hưởng sản xuất')
  await tap('button', 'Gợi ý trao đổi: Ảnh hưởng sản xuất')
  expect(await screen.findByText(/nhằm vào năng suất và chất lượng sản phẩm/)).toBeTruthy()
})

test('6.4: the level counts this visit in and says over how many it was worked out', async () => {
  await openVisitScreen('approved')
  await tap('radio', 'Vắng, chưa ai tiếp')
  await tap('button', 'Mở: Mức tiếp cận')
  expect(await screen.findByText('Trung bình, theo 2 lần gần nhất')).toBeTruthy()
  await tap('radio', 'Chủ doanh nghiệp')
  expect(await screen.findByText('Dễ, theo 2 lần gần nhất')).toBeTruthy()
})

test('6.4: whoever corrects the level is asked why, and may leave it as it was worked out', async () => {
  const visit = await openVisitScreen('approved')
  await tap('radio', 'Vắng, chưa ai tiếp')
  await tap('button', /^Nhận/)
  await tap('button', 'Mở: Mức tiếp cận')
  await tap('button', 'Sửa')
  await tap('radio', 'Khó')
  await tap('button', 'Hoàn tất')
  const reason = await screen.findByRole('textbox', { name: 'Vì sao sửa?' })
  await waitFor(() => expect(reason.getAttribute('aria-invalid')).toBe('true'))
  expect(await visit.savedForm()).toBeDefined()
  await tap('button', 'Để như ứng dụng tính')
  expect(await screen.findByText('Trung bình, theo 2 lần gần nhất')).toBeTruthy()
  await tap('button', 'Sửa')
  await tap('radio', 'Khó')
  await type('Vì sao sửa?', 'Bảo vệ không cho vào')
  await tap('button', 'Hoàn tất')
  await waitFor(async () => expect(await visit.savedForm()).toBeUndefined())
  const view = await openFirm(visit.device, firmId)
  expect(headRevision(view!.visits[0]!).body.answers).toMatchObject({
    accessEase: { value: 'hard' },
    accessEaseReason: { value: 'Bảo vệ không cho vào' },
  })
})

test('3.3, 4.4: partners from before are dashed with their day until «Vẫn như cũ»', async () => {
  const partner = '00000000-0000-7000-8000-000000000091'
  await openVisitScreen('approved', (device) => [
    record('directory', partner, 'directory:p', {
      id: partner,
      name: 'Công ty Mẫu Bên Cạnh',
      formerNames: [],
    }),
    approvedVisit(device, '2026-08-20', {
      outcome: 'metStaff',
      noticeGiven: true,
      unionStatus: 'joint',
      unionOrgFirmIds: [partner],
    }),
  ])
  await tap('radio', 'Nhân sự, hành chính')
  const asked = within(await waitFor(() => question('unionOrgId')))
  const chosen = await asked.findByRole('button', { name: /Công ty Mẫu Bên Cạnh/ })
  const stateOf = () => chosen.closest('[data-state]')?.getAttribute('data-state')
  expect(stateOf()).toBe('unconfirmed')
  expect(asked.getByText('20/08, chưa xác nhận')).toBeTruthy()
  await act(async () => void fireEvent.click(asked.getByRole('button', { name: 'Vẫn như cũ' })))
  await waitFor(() => expect(stateOf()).toBe('confirmed'))
})

test('a returned value says from which day it holds: of the visit, or of the call that changed it', async () => {
  await openVisitScreen('returned')
  await type('Bao nhiêu đảng viên chính thức?', '3')
  expect(await screen.findByText('người trả lời cho biết · tính đến 14/08/2026')).toBeTruthy()
  await tap('radio', 'Gọi điện')
  expect(await screen.findByText('người trả lời cho biết · tính đến hôm nay')).toBeTruthy()
})

test('1.2 offers the colleagues of the working group', async () => {
  const person = (id: string, displayName: string, workingGroupId: string) =>
    record('person', id, 'reference', {
      id,
      username: displayName.toLowerCase(),
      displayName,
      roles: ['surveyor'],
      workingGroupId,
      active: true,
    })
  const id = (number: number) => `00000000-0000-7000-8000-0000000000${number}`
  await openVisitScreen('none', ({ identity }) => [
    person(identity.personId, 'Bình', id(81)),
    person(id(71), 'An', id(81)),
    person(id(72), 'Dũng', id(82)),
  ])
  await tap('button', /Gặp trực tiếp/)
  expect(await screen.findByRole('checkbox', { name: 'An' })).toBeTruthy()
  expect(screen.queryByRole('checkbox', { name: 'Dũng' })).toBeNull()
  expect(screen.queryByRole('checkbox', { name: 'Bình' })).toBeNull()
})
