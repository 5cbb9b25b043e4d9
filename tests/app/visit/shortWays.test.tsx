import { screen, waitFor, within } from '@testing-library/preact'
import { beforeAll, expect, test } from 'vitest'
import { adviseView, readAdviceContext } from '#device/adviceContext.ts'
import { openFirm } from '#device/firmView.ts'
import { readRecord } from '#device/view.ts'
import { workingDayFrom } from '#domain/calendar.ts'
import type { VisitRecord } from '#domain/visit.ts'
import type { TestDevice } from '../../support/testDevice.ts'
import { installNativeDialog } from '../ui/nativeDialog.ts'
import { approvedVisit, firmId, openVisitScreen, question, tap, textOf, type } from './visitScreen.tsx'

beforeAll(installNativeDialog)

// opening the firm and «Bắt đầu khảo sát» come before: two taps more than are counted here

type Step = readonly ['radio' | 'button' | 'checkbox', string | RegExp] | readonly ['number', string, string]

/** Goes a way through the form, a number being one tap to reach it; returns how many taps it took. */
async function go(...steps: readonly Step[]): Promise<number> {
  for (const step of steps) {
    if (step[0] === 'number') await type(step[1], step[2])
    else await tap(step[0], step[1])
  }
  return steps.length
}

/** Answers of a question by its id, since «Có» is an answer to many. */
async function choose(...answers: readonly (readonly [id: string, name: string])[]): Promise<number> {
  for (const [id, name] of answers) {
    await waitFor(() => question(id))
    const radio = within(question(id)).getByRole('radio', { name, hidden: true })
    radio.click()
  }
  return answers.length
}

async function sentAnswers(device: TestDevice, visitId: string) {
  await screen.findByText('Đã hoàn tất lượt khảo sát')
  const visit = await readRecord<VisitRecord>(device, 'visit', visitId)
  return visit!.revisions[0]!.body.answers
}

const staff = ['radio', 'Nhân sự, hành chính'] as const
const told = ['checkbox', /Đã nói rõ mục đích/] as const
const accept = ['button', /^Nhận: /] as const
const complete = ['button', 'Hoàn tất'] as const

test('nobody there: three taps, and coming again is proposed for a working day', async () => {
  const { device, visitId } = await openVisitScreen('approved')
  await go(['radio', 'Vắng, chưa ai tiếp'])
  const day = textOf(await screen.findByLabelText('Ngày làm: Đến lại'))
  expect(workingDayFrom(day)).toBe(day)
  expect(1 + (await go(['button', 'Nhận: Đến lại'], complete))).toBe(3)
  const answers = await sentAnswers(device, visitId)
  expect(answers['nextActions']).toMatchObject({ value: { revisit: { dueOn: day } } })
  expect((await openFirm(device, firmId))?.own['headcountTotal']).toMatchObject({ on: '2026-08-14' })
})

test('refused: four taps; the facts stay and the days of rest count from today', async () => {
  const { device, visitId } = await openVisitScreen('approved')
  const taps = await go(
    ['radio', 'Từ chối tiếp'],
    ['checkbox', 'Đang bận'],
    ['button', 'Nhận: Đến lại'],
    complete,
  )
  expect(taps).toBe(4)
  // a Friday, the day on which the rest is over
  expect((await sentAnswers(device, visitId))['nextActions']).toMatchObject({
    value: { revisit: { dueOn: '2027-02-19' } },
  })
  const view = (await openFirm(device, firmId))!
  expect(view.own['unionMembers']).toMatchObject({ value: 1100, on: '2026-08-14' })
  const include = { approvedAndOwnOf: device.identity.personId }
  const { contacts } = adviseView(view, await readAdviceContext(device), include)
  expect(contacts).toMatchObject({ refusalsInRow: 1, coolDownUntil: '2027-02-19' })
})

test('refused for the second time: the leader is told', async () => {
  const { device, visitId } = await openVisitScreen('approved', (who) => [
    approvedVisit(who, '2026-09-10', { outcome: 'refused', refusalReason: ['busy'] }),
  ])
  const taps = await go(
    ['radio', 'Từ chối tiếp'],
    ['checkbox', 'Không nêu'],
    ['button', 'Nhận: Báo tổ trưởng'],
    complete,
  )
  expect(taps).toBe(4)
  expect((await sentAnswers(device, visitId))['nextActions']).toMatchObject({ value: { escalate: {} } })
})

test('only an appointment: three taps, and the appointment is the next step', async () => {
  const { device, visitId } = await openVisitScreen('approved')
  expect(await go(['radio', 'Chỉ hẹn lại'], ['radio', /^Thứ Hai tới/], complete)).toBe(3)
  expect(await sentAnswers(device, visitId)).toMatchObject({
    appointmentAt: { value: { on: '2026-11-23' } },
    nextActions: { value: { revisit: { dueOn: '2026-11-23' } } },
  })
})

test('6.2 offers only days on which people work', async () => {
  // 21/11/2026 is a Saturday
  await openVisitScreen('approved')
  await go(['radio', 'Chỉ hẹn lại'])
  await waitFor(() => question('appointmentAt'))
  const days = within(question('appointmentAt')).getAllByRole('radio', { hidden: true })
  expect(days.map((day) => day.closest('label')?.textContent)).toEqual([
    'Thứ Hai tới23/11',
    '1 tuần30/11',
    'Chọn ngày',
  ])
})

test('only HR, nothing changed: five taps, and the opinion of the owner stays as it was', async () => {
  const { device, visitId } = await openVisitScreen('approved', (who) => [
    approvedVisit(who, '2026-08-20', {
      outcome: 'metOwner',
      noticeGiven: true,
      ownerStance: 'hesitant',
      ownerConcerns: ['burden'],
    }),
  ])
  await go(staff, told)
  expect(await screen.findByText('Chưa gặp chủ doanh nghiệp. Giữ ghi nhận ngày 20/08.')).toBeTruthy()
  expect(2 + (await go(['button', 'Tất cả vẫn như cũ'], accept, complete))).toBe(5)
  expect(await sentAnswers(device, visitId)).not.toHaveProperty('ownerStance')
  expect((await openFirm(device, firmId))?.own).toMatchObject({
    ownerStance: { value: 'hesitant', on: '2026-08-20' },
    ownerConcerns: { value: ['burden'], on: '2026-08-20' },
  })
})

test('the owner in favour, nothing else changed: eight taps', async () => {
  const { device, visitId } = await openVisitScreen('approved')
  const taps = await go(
    ['radio', 'Chủ doanh nghiệp'],
    told,
    ['button', 'Tất cả vẫn như cũ'],
    ['button', 'Mở: Ý kiến của chủ doanh nghiệp'],
    ['radio', 'Ủng hộ'],
    ['checkbox', 'Chi bộ'],
    accept,
    complete,
  )
  expect(taps).toBe(8)
  expect(await sentAnswers(device, visitId)).toMatchObject({
    ownerStance: { value: 'support' },
    ownerAgreedTo: { value: ['cell'] },
  })
})

test('a first visit to HR with a union, members not known: twelve taps', async () => {
  const { device, visitId } = await openVisitScreen('none')
  let taps = await go(staff, told, ['button', 'Đúng'], ['number', 'Hiện có bao nhiêu lao động?', '772'])
  taps += await choose(['businessStability', 'Ổn định'], ['unionStatus', 'Có'])
  taps += await go(['number', 'Bao nhiêu đoàn viên công đoàn ở doanh nghiệp này?', '690'])
  taps += await choose(['youthStatus', 'Chưa có'], ['partyOrgStatus', 'Chưa có'], ['hasMembers', 'Chưa rõ'])
  taps += await go(accept, complete)
  expect(taps).toBe(12)
  expect(await sentAnswers(device, visitId)).toMatchObject({
    headcountTotal: { value: 772 },
    membersOfficial: { kind: 'unknown', reason: 'doesNotKnow' },
  })
})

test('a first visit to the director, five members without a cell, hesitant: nineteen taps', async () => {
  const { device, visitId } = await openVisitScreen('none')
  let taps = await go(
    ['radio', 'Giám đốc / người được ủy quyền'],
    told,
    ['button', 'Đúng'],
    ['number', 'Hiện có bao nhiêu lao động?', '772'],
  )
  taps += await choose(['businessStability', 'Ổn định'], ['unionStatus', 'Có'])
  taps += await go(['number', 'Bao nhiêu đoàn viên công đoàn ở doanh nghiệp này?', '690'])
  taps += await choose(['youthStatus', 'Chưa có'], ['partyOrgStatus', 'Chưa có'], ['hasMembers', 'Có'])
  taps += await go(
    ['number', 'Bao nhiêu đảng viên chính thức?', '4'],
    ['number', 'Bao nhiêu đảng viên dự bị?', '1'],
    ['button', 'Cả 4'],
  )
  taps += await choose(['places', 'Nơi cư trú'])
  taps += await go(
    ['button', 'Mở: Ý kiến của chủ doanh nghiệp'],
    ['radio', 'Còn băn khoăn'],
    ['checkbox', 'Tốn thời gian, chi phí («gánh nặng»)'],
    accept,
    complete,
  )
  expect(taps).toBe(19)
  expect(await sentAnswers(device, visitId)).toMatchObject({
    membersStable: { value: 4 },
    membersResidence: { value: 5 },
    ownerConcerns: { value: ['burden'] },
  })
})

test('in a hurry, HR: nine taps, and what was left out ends as not asked', async () => {
  const { device, visitId } = await openVisitScreen('none')
  let taps = await go(staff, told, ['button', 'Hỏi nhanh'], ['number', 'Hiện có bao nhiêu lao động?', '345'])
  taps += await choose(['unionStatus', 'Chưa có'], ['partyOrgStatus', 'Chưa có'], ['hasMembers', 'Không'])
  taps += await go(accept, complete)
  expect(taps).toBe(9)
  expect(await sentAnswers(device, visitId)).toMatchObject({
    membersOfficial: { value: 0 },
    youthStatus: { kind: 'unknown', reason: 'notAsked' },
    businessStability: { kind: 'unknown', reason: 'notAsked' },
  })
})

test('[39] by telephone: three taps more; the firm is contacted, not met', async () => {
  const { device, visitId } = await openVisitScreen('approved')
  const taps = await go(
    ['radio', 'Chủ doanh nghiệp'],
    ['button', /Gặp trực tiếp/],
    ['radio', 'Điện thoại'],
    ['button', 'Quay lại'],
    told,
    ['button', 'Tất cả vẫn như cũ'],
    ['button', 'Mở: Ý kiến của chủ doanh nghiệp'],
    ['radio', 'Chưa có ý kiến'],
    accept,
    complete,
  )
  expect(taps).toBe(7 + 3)
  expect(await sentAnswers(device, visitId)).toMatchObject({ mode: { value: 'phone' } })
  const include = { approvedAndOwnOf: device.identity.personId }
  const view = (await openFirm(device, firmId))!
  const { contacts } = adviseView(view, await readAdviceContext(device), include)
  expect(contacts).toMatchObject({ met: false, lastContactOn: '2026-11-21', funnel: { stage: 'contacted' } })
})

test('another name on the gate, the same firm: both names are kept and 1.1 is asked again', async () => {
  const { savedForm } = await openVisitScreen('approved')
  await go(
    ['radio', 'Không thấy doanh nghiệp ở đây'],
    ['radio', 'Đổi tên, vẫn ở đây'],
    ['number', 'Tên mới trên biển', 'Công ty CP Mẫu Nhựa Xanh'],
    ['button', 'Xong'],
  )
  await waitFor(async () => {
    const answers = (await savedForm())?.answers
    expect(answers).toMatchObject({
      name: { answer: { value: 'Công ty CP Mẫu Nhựa Xanh' } },
      formerNames: { answer: { value: ['Công ty CP Mẫu Nhựa Mây 1'] } },
    })
    expect(answers).not.toHaveProperty('outcome')
    expect(answers).not.toHaveProperty('operatingStatus')
  })
  await waitFor(() => expect(document.activeElement?.closest('[data-question]')).toBe(question('outcome')))
})

test('moved away: where to may stay unknown, a hand-over is offered, and nothing else is needed', async () => {
  const { device, visitId } = await openVisitScreen('approved')
  await go(['radio', 'Không thấy doanh nghiệp ở đây'], ['radio', 'Đã chuyển đi'])
  await waitFor(() => question('movedTo'))
  within(question('movedTo')).getByRole('button', { name: 'Chưa rõ', hidden: true }).click()
  expect(await screen.findByRole('button', { name: 'Nhận: Bàn giao địa bàn mới' })).toBeTruthy()
  await go(complete)
  expect(await sentAnswers(device, visitId)).toMatchObject({
    operatingStatus: { value: 'moved' },
    movedTo: { kind: 'unknown', reason: 'doesNotKnow' },
  })
})

test('not found at all: looking again is proposed, and the history of the firm stays', async () => {
  const { device, visitId } = await openVisitScreen('approved')
  const taps = await go(
    ['radio', 'Không thấy doanh nghiệp ở đây'],
    ['radio', 'Không tìm thấy'],
    ['button', 'Nhận: Kiểm tra lại'],
    complete,
  )
  expect(taps).toBe(4)
  await sentAnswers(device, visitId)
  expect((await openFirm(device, firmId))?.own['unionMembers']).toMatchObject({ value: 1100 })
})
