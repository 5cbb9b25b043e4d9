import { afterEach, expect, test } from 'vitest'
import { readLetter, setLetter } from '#device/letters.ts'
import { readNotices } from '#device/notices.ts'
import { setNotice } from '#device/setNotice.ts'
import { noticeOn } from '#domain/notice.ts'
import { must } from '../support/participant.ts'
import { recordVisit, seenVisit, shortVisit } from '../support/visitForm.ts'
import { addFirms, approve, day, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

const wording = {
  version: '2',
  from: '2026-11-23',
  text: 'Chúng tôi là tổ công tác của {đơn vị}.',
  contactText: 'Chỉ dùng để liên hệ.',
}

test('a wording written without a network reaches every phone, and visits carry its version from its first day on', async () => {
  team = await startTeam()
  const { minh } = team
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  minh.goOffline()
  must(await setNotice(minh.device, wording))
  minh.goOnline()
  await settle(minh, binh)

  const before = await recordVisit(binh, firmId!, shortVisit)
  const versionOf = async (visitId: string) =>
    (await seenVisit(binh, firmId!, visitId))?.revisions[0]?.body.answers['noticeVersion']
  expect(await versionOf(before)).toMatchObject({ value: '1' })
  await settle(binh)
  await approve(minh, firmId!, before)

  team.later(2 * day)
  binh.goOffline()
  expect(noticeOn(await readNotices(binh.device, undefined), '2026-11-23')).toMatchObject({
    version: '2',
    words: { text: wording.text },
  })
  expect(await versionOf(await recordVisit(binh, firmId!, shortVisit))).toMatchObject({ value: '2' })
})

test('who may not word the notice is told so and records nothing', async () => {
  team = await startTeam()
  const binh = await team.join('binh')
  expect(await setNotice(binh.device, wording)).toMatchObject({ ok: false, problem: { code: 'notAllowed' } })
  expect(await binh.device.database.outbox.count()).toBe(0)
})

test('a wording that begins before today, or takes a version that stands for other words, is refused at its field', async () => {
  team = await startTeam()
  const { device } = team.minh
  expect(await setNotice(device, { ...wording, from: '2026-11-20' })).toMatchObject({
    problem: { at: 'from' },
  })
  expect(await setNotice(device, { ...wording, version: '1' })).toMatchObject({ problem: { at: 'version' } })
  expect(await setNotice(device, { ...wording, text: ' ' })).toMatchObject({ problem: { at: 'text' } })
  expect(await device.database.outbox.count()).toBe(0)
})

test('the letter of introduction that the office enters is on every phone, without a network too', async () => {
  team = await startTeam()
  const binh = await team.join('binh')
  const letter = { number: '7-GT', date: '2026-11-20', purpose: 'Khảo sát.', phone: '0200 111 222' }
  expect(await setLetter(binh.device, letter)).toMatchObject({ problem: { code: 'notAllowed' } })
  must(await setLetter(team.minh.device, letter))
  await settle(team.minh, binh)
  binh.goOffline()
  expect(await readLetter(binh.device, undefined)).toMatchObject(letter)
})
