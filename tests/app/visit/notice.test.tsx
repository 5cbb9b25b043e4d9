import { screen, waitFor } from '@testing-library/preact'
import { beforeAll, expect, test } from 'vitest'
import { readRecord } from '#device/view.ts'
import type { TestDevice } from '../../support/testDevice.ts'
import { installNativeDialog } from '../ui/nativeDialog.ts'
import { openVisitScreen, record, tap } from './visitScreen.tsx'

beforeAll(installNativeDialog)

const ownWording = ({ identity }: TestDevice) => [
  record('notice', identity.unitId, 'reference', {
    id: identity.unitId,
    entries: [
      {
        operationId: '00000000-0000-7000-8000-000000000070',
        seq: 2,
        personId: '00000000-0000-7000-8000-000000000009',
        clientTime: '2026-09-01T08:00:00+07:00',
        body: {
          version: '2',
          from: '2026-09-01',
          text: 'Chúng tôi đến từ {đơn vị}.',
          contactText: 'Chỉ để hẹn ngày.',
        },
      },
    ],
  }),
]

test('1.3 says when and to whom the purpose was told last, and reads the wording of the app', async () => {
  await openVisitScreen('approved')
  await tap('radio', 'Nhân sự, hành chính')
  expect(await screen.findByText('Lần trước: 14/08, nhân sự')).toBeTruthy()
  await tap('button', 'Đọc lời giới thiệu')
  expect(screen.getByText(/^Chúng tôi là tổ công tác của Đơn vị thử\./)).toBeTruthy()
})

test('the unit’s own wording is read, said beside the contact, told to be new, and its version kept with the visit', async () => {
  const { savedForm, device, visitId } = await openVisitScreen('approved', ownWording)
  await tap('radio', 'Nhân sự, hành chính')
  expect(await screen.findByText('Lần trước: 14/08, nhân sự · lời giới thiệu đã đổi, đọc lại')).toBeTruthy()
  await tap('button', 'Đọc lời giới thiệu')
  expect(screen.getByText('Chúng tôi đến từ Đơn vị thử.')).toBeTruthy()
  await tap('button', 'Quay lại')
  await tap('checkbox', /Đã nói rõ mục đích/)
  await tap('button', /^Người liên hệ/)
  expect(screen.getByText('Chỉ để hẹn ngày.')).toBeTruthy()
  await tap('button', 'Quay lại')
  await tap('button', 'Tất cả vẫn như cũ')
  await tap('button', /^Nhận: /)
  await waitFor(async () => expect((await savedForm())?.answers['nextActions']).toBeDefined())
  await tap('button', 'Hoàn tất')
  await screen.findByText('Đã hoàn tất lượt khảo sát')
  const visit = await readRecord<{ revisions: { body: { answers: object } }[] }>(device, 'visit', visitId)
  expect(visit?.revisions[0]?.body.answers).toMatchObject({ noticeVersion: { value: '2' } })
})
