import { act, fireEvent, screen, within } from '@testing-library/preact'
import { expect, test, vi } from 'vitest'
import { frameOf, issuerOf, issuerTexts, placeAndDate } from '#app/reports/issuer.ts'
import { readReportTexts } from '#device/reportTexts.ts'
import { openSample } from '../../support/sampleDevice.ts'
import { applyPage } from '#device/inbox.ts'
import { sampleRecords } from '../../seeds/sampleRecords.ts'
import { id, openOffice, openPage } from '../review/office.tsx'
import { reportOn, wordsOf } from './sampleReports.ts'

const issuer = issuerOf({}, 'Đơn vị thử')

test('[NĐ 30] a zero stands before days below 10 and the first two months, and nowhere else', () => {
  const dated = (day: string) => placeAndDate({ ...issuer, place: 'Ba Sông' }, day)
  expect(dated('2026-07-05')).toBe('Ba Sông, ngày 05 tháng 7 năm 2026')
  expect(dated('2026-02-15')).toBe('Ba Sông, ngày 15 tháng 02 năm 2026')
  expect(dated('2026-11-21')).toBe('Ba Sông, ngày 21 tháng 11 năm 2026')
  expect(placeAndDate(issuer, '2026-11-21')).toBe('Ngày 21 tháng 11 năm 2026')
})

test('[decision 44] an office of the Party and one of the State write their own heads and signatures', () => {
  const signed = { ...issuer, parent: 'ĐẢNG BỘ TỈNH', signer: 'T/M BAN THƯỜNG VỤ', signerName: 'Đỗ Mẫu Minh' }
  expect(frameOf(signed, '2026-11-21')).toEqual({
    above: ['ĐẢNG BỘ TỈNH', 'Đơn vị thử', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'Ngày 21 tháng 11 năm 2026'],
    below: ['T/M BAN THƯỜNG VỤ', 'Đỗ Mẫu Minh'],
  })
  expect(frameOf({ ...signed, office: 'state' }, '2026-11-21').above).toContain('Độc lập - Tự do - Hạnh phúc')
  expect(issuerOf(issuerTexts(signed), 'khác')).toEqual(signed)
})

test('who issues reports is written once and stands on every report of this device', async () => {
  const device = await openOffice('minh')
  await openPage('/reports/R2', device)
  await screen.findByRole('table')
  fireEvent.click(screen.getByRole('button', { name: 'Thể thức văn bản' }))
  const sheet = within(screen.getByRole('dialog'))
  fireEvent.input(sheet.getByLabelText('Người ký'), { target: { value: 'Đỗ Mẫu Minh' } })
  await act(async () => void fireEvent.click(sheet.getByRole('button', { name: 'Lưu' })))
  expect(await screen.findByText('Đỗ Mẫu Minh')).toBeTruthy()
  expect(await readReportTexts(device)).toMatchObject({ 'issuer/signerName': 'Đỗ Mẫu Minh' })
})

test('[S004-3] advantages, difficulties, causes and results come from the codes, and then are what people write', async () => {
  const device = await openOffice('minh')
  await openPage('/reports/R6', device)
  const results = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Kết quả' })
  expect(results.value).toMatch(/^Trong kỳ đã khảo sát 2 doanh nghiệp;/)
  await act(async () => void fireEvent.input(results, { target: { value: 'Đã gặp hai doanh nghiệp.' } }))
  await expect
    .poll(async () => Object.values(await readReportTexts(device)))
    .toEqual(['Đã gặp hai doanh nghiệp.'])
  expect(screen.getByText('Đã gặp hai doanh nghiệp.', { selector: 'p' })).toBeTruthy()
})

test('what the codes write of R6 tells no number of 1 or 2 to readers outside', async () => {
  const device = await openSample()
  const words = ({ narrative = [] }: Awaited<ReturnType<typeof reportOn>>) =>
    narrative.map(({ text }) => text).join(' ')
  const [open, masked] = [await reportOn(device, 'R6'), await reportOn(device, 'R6', { isMasked: true })]
  expect(words(open)).toMatch(/\b[12]\b/)
  expect(words(masked)).not.toMatch(/\b[12]\b/)
  expect(Object.values(wordsOf(masked, 'burden'))).toContain('4')
})

test('paper gets every row of a long report, and the screen keeps to its window', async () => {
  const device = await openSample()
  const more = sampleRecords.firms.slice(0, 20).map((firm, index) => ({ ...firm, id: id(500 + index) }))
  await applyPage(device, 'c', {
    changes: more.map((firm) => ({
      kind: 'record' as const,
      collection: 'firm',
      id: firm.id,
      scope: firm.id,
      seq: 2,
      record: firm,
    })),
    meta: { cursor: 'd', upTo: 100_001 },
  })
  await openPage('/reports/R5', device)
  await screen.findByRole('table')
  const rows = () => screen.getAllByRole('row').length - 1
  expect(rows()).toBe(50)
  const print = vi.fn(rows)
  vi.stubGlobal('print', print)
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'In' })))
  vi.unstubAllGlobals()
  expect(print.mock.results.map(({ value }) => value as number)).toEqual([60])
  expect(rows()).toBe(50)
})
