import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { beforeAll, expect, test } from 'vitest'
import { chooseOption } from '../../support/chooseOption.ts'
import { installNativeDialog } from '../ui/nativeDialog.ts'
import { openVisitScreen, question, tap, textOf } from './visitScreen.tsx'

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
