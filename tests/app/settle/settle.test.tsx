import { act, fireEvent, screen, within } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { readConflicts } from '#device/conflicts.ts'
import { openFirm } from '#device/firmView.ts'
import { correctFirm } from '#device/firms.ts'
import { readHeldData, releaseHeld } from '#device/heldData.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { headRevision, type VisitRecord } from '#domain/visit.ts'
import { addFirms, assign, readServer, settle, startTeam, type Team } from '../../journeys/team.ts'
import { newId, send, visitBody } from '../../journeys/wire.ts'
import { must } from '../../support/participant.ts'
import { openApp } from '../session/openApp.tsx'
import { installNativeDialog } from '../ui/nativeDialog.ts'

installNativeDialog()

let team: Team
afterEach(() => team.close())

async function press(button: Promise<HTMLElement> | HTMLElement) {
  const found = await button
  await act(async () => void fireEvent.click(found))
}

/** A visit to a firm that Bình was never shown, and a deed that nobody may let count. */
async function startHeld() {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { park: 2 })
  const binh = await team.join('binh')
  const visitId = newId(binh)
  const body = visitBody(firmId!, { headcountTotal: { kind: 'value', value: 1250 } })
  must(await recordOperation(binh.device, { kind: 'visit.submit', recordId: visitId, body }))
  const pin = { kind: 'pin.set', recordId: firmId!, body: { pinned: true, reason: 'chủ mời đến' } }
  expect(await send(team.server, binh, pin)).toMatchObject({ status: 'held', problem: 'notAllowed' })
  await settle(binh, team.minh)
  return { binh, visitId }
}

test('the office finds what waits by its number, reads what it holds, and lets it count without a signal', async () => {
  const { binh, visitId } = await startHeld()
  const { minh } = team
  minh.goOffline()
  const { ports } = await openApp('/review', { device: minh.device })
  await press(screen.findByRole('link', { name: 'Dữ liệu chờ xử lý: 2 mục' }))
  const held = within(await screen.findByRole('region', { name: 'Chưa đưa vào số liệu' }))
  expect(held.getByRole('heading', { name: /^Khảo sát Công ty TNHH Mẫu Dệt Sao/ })).toBeTruthy()
  expect(held.getByText('Doanh nghiệp này chưa từng được giao cho người ghi.')).toBeTruthy()
  expect(held.getByText('1.250')).toBeTruthy()
  await press(held.getByRole('button', { name: 'Đưa vào số liệu' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Đưa mục này vào số liệu?' }))
  await press(dialog.getByRole('button', { name: 'Đưa vào số liệu' }))
  expect(await screen.findByText(/^Đã đưa vào số liệu: Khảo sát/)).toBeTruthy()
  expect(ports.syncSoon).toHaveBeenCalled()
  minh.goOnline()
  await settle(minh, binh)
  expect(await readServer(team, 'visit')).toMatchObject([{ id: visitId, state: 'submitted' }])
})

test('removing asks for a reason, which stays to be read; what nobody may let count says so', async () => {
  await startHeld()
  const { minh } = team
  await openApp('/settle', { device: minh.device })
  const heading = await screen.findByRole('heading', { name: /^Đưa lên đầu: Công ty/ })
  const card = within(heading.closest<HTMLElement>('.card')!)
  expect(card.getByText('chủ mời đến')).toBeTruthy()
  expect(card.getByText(/^Mục này không đưa vào số liệu được/)).toBeTruthy()
  expect(card.queryByRole('button', { name: 'Đưa vào số liệu' })).toBeNull()
  await press(card.getByRole('button', { name: 'Loại bỏ…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Loại bỏ mục này?' }))
  await press(dialog.getByRole('button', { name: 'Loại bỏ' }))
  expect(dialog.getByText('Ghi lý do rồi mới tiếp tục được.')).toBeTruthy()
  expect(await readHeldData(minh.device)).toHaveLength(2)
  await act(async () => void fireEvent.input(dialog.getByRole('textbox'), { target: { value: 'không cần' } }))
  await press(dialog.getByRole('button', { name: 'Loại bỏ' }))
  const decided = within(await screen.findByRole('list', { name: 'Đã quyết định' }))
  expect(decided.getByText(/không cần/)).toBeTruthy()
  expect(await readHeldData(minh.device)).toHaveLength(1)
})

test('what the server could not let count comes back with who tried and why', async () => {
  const { binh } = await startHeld()
  const { minh } = team
  const [{ firmId } = { firmId: '' }] = await readHeldData(minh.device)
  await assign(team, [firmId!], 'dung')
  const body = { firmId, answers: 'none' }
  const { id } = await send(team.server, binh, { kind: 'visit.submit', recordId: newId(binh), body })
  await settle(minh)
  must(await releaseHeld(minh.device, id))
  await settle(minh)
  await openApp('/settle', { device: minh.device })
  const tried = await screen.findByText(
    /^minh đưa vào số liệu .* nhưng chưa được: Nội dung không đúng mẫu nên chưa tính được\.$/,
  )
  const card = within(tried.closest<HTMLElement>('.card')!)
  expect(card.getByText(/^binh ghi .*, 21\/11\/2026, máy chủ nhận/)).toBeTruthy()
  expect(await card.findByText(/Doanh nghiệp đang giao cho dung, từ 21\/11\/2026\.$/)).toBeTruthy()
})

test('of two values both stand with who wrote them and when, and a press says which counts', async () => {
  team = await startTeam()
  const { minh } = team
  const [firmId] = await addFirms(team, 1)
  await team.server.addPerson({ username: 'hoa', roles: ['supervisor'] })
  const hoa = await team.join('hoa')
  must(await correctFirm(minh.device, firmId!, { address: 'Lô A' }))
  must(await correctFirm(hoa.device, firmId!, { address: 'Lô B' }))
  await settle(minh, hoa, minh)
  await openApp('/settle', { device: minh.device })
  const region = within(await screen.findByRole('region', { name: 'Ghi khác nhau, cần chọn' }))
  expect(region.getByText('Lô B')).toBeTruthy()
  expect(region.getByText(/Đang dùng\.$/)).toBeTruthy()
  await press(region.getByRole('button', { name: /^Chọn «Lô A»/ }))
  expect(await screen.findByText('Không có dữ liệu nào chờ xử lý.')).toBeTruthy()
  expect(await readConflicts(minh.device)).toEqual([])
  await settle(minh, hoa)
  expect((await openFirm(hoa.device, firmId!))?.profile['address']).toBe('Lô A')
})

test('two versions of one visit stand with what differs, who and when, and a press says which is reviewed', async () => {
  team = await startTeam()
  const { minh, server } = team
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = newId(binh)
  for (const value of [1250, 1300]) {
    const body = visitBody(firmId!, { headcountTotal: { kind: 'value', value } })
    await send(server, binh, { kind: 'visit.submit', recordId: visitId, body })
  }
  await settle(minh)
  await openApp('/settle', { device: minh.device })
  const region = within(await screen.findByRole('region', { name: 'Ghi khác nhau, cần chọn' }))
  expect(region.getByRole('heading', { name: /^Hai bản cùng sửa từ một bản trước: Công ty/ })).toBeTruthy()
  const versions = region.getAllByRole('listitem').map((item) => item.textContent)
  expect(versions).toMatchObject([
    expect.stringMatching(/^Lao động1\.250binh ghi .*21\/11\/2026\. Đang ở hàng chờ duyệt\./),
    expect.stringMatching(/^Lao động1\.300binh ghi .*21\/11\/2026\./),
  ])
  const seen = region.getByRole('link', { name: 'Xem và duyệt bản này' })
  expect(seen.getAttribute('href')).toBe(`/review/${visitId}`)
  await press(region.getByRole('button', { name: 'Chọn bản này' }))
  expect(await screen.findByText('Không có dữ liệu nào chờ xử lý.')).toBeTruthy()
  expect(await readConflicts(minh.device)).toEqual([])
  await settle(minh)
  const [head] = await readServer<VisitRecord>(team, 'visit')
  expect(headRevision(head!).body.answers['headcountTotal']).toMatchObject({ value: 1300 })
})

test('a surveyor, whose own held work is on the phone too, is led to «Gửi dữ liệu» and never here', async () => {
  const { binh } = await startHeld()
  expect(await readHeldData(binh.device)).toHaveLength(2)
  const { goTo } = await openApp('/settle', { device: binh.device })
  expect(screen.queryByRole('heading', { name: 'Dữ liệu chờ xử lý' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Loại bỏ…' })).toBeNull()
  await goTo('/outbox')
  expect(await screen.findByText('minh sẽ xem và quyết định. Không cần làm gì thêm.')).toBeTruthy()
})
