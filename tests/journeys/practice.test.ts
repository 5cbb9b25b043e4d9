import 'fake-indexeddb/auto'
import { afterEach, expect, test, vi } from 'vitest'
import { sendAll } from '#backgroundSync.ts'
import { adviseView, readAdviceContext } from '#device/adviceContext.ts'
import { takeBackup, readBackupOf } from '#device/backupFile.ts'
import type { Device } from '#device/device.ts'
import { createDraft } from '#device/drafts.ts'
import { openFirm } from '#device/firmView.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { beginPractice } from '#device/practice/beginPractice.ts'
import { endPractice, hasPractice, practiceOf } from '#device/practice/practice.ts'
import { practiceFirms } from '#device/practice/practiceIds.ts'
import { receiveWaiting } from '#device/practice/practiceServer.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { noteSignIn, readEnrolments } from '#device/session.ts'
import { readToday } from '#device/today.ts'
import { completeVisit, startCorrection } from '#device/visits.ts'
import { checkTaxCode } from '#domain/taxCode.ts'
import { textOf } from '#domain/profile.ts'
import { must } from '../support/participant.ts'
import { createTestDevice, type TestDevice } from '../support/testDevice.ts'
import {
  fillDraft,
  ownerVisit,
  recordVisit,
  seenVisit,
  shortVisit,
  type Filled,
} from '../support/visitForm.ts'

const fetched = vi.fn<typeof fetch>(async () => {
  throw new TypeError('Failed to fetch')
})
vi.stubGlobal('fetch', fetched)
afterEach(() => fetched.mockClear())

const { ownerAway, threeMembers, refuses, hasCell, wrongTaxCode, returned } = practiceFirms

const refusal: Filled = {
  outcome: 'refused',
  refusalReason: ['busy'],
  nextActions: { revisit: { dueOn: '2026-12-22' } },
}

/** Somebody with a form in hand and a deed that waits, who begins to practise. */
async function begin(): Promise<{ real: TestDevice; device: Device }> {
  const real = await createTestDevice()
  const firmId = '019aa000-0000-7000-8000-000000000021'
  must(await createDraft(real, { firmId, form: { answers: {} } }))
  must(
    await recordOperation(real, { kind: 'pin.set', recordId: firmId, body: { pinned: true, reason: 'gấp' } }),
  )
  must(await beginPractice(real, '/settings'))
  return { real, device: practiceOf(real) }
}

/** What the rules say of a firm to whoever practises. */
async function adviseOn(device: Device, firmId: string) {
  const view = await openFirm(device, firmId)
  return adviseView(view!, await readAdviceContext(device), { approvedAndOwnOf: device.identity.personId })
}

/** Every row of every table, as it lies there. */
async function dump({ database }: Device): Promise<string> {
  const rows = await Promise.all(database.tables.map((table) => table.toArray()))
  const names = database.tables.map(({ name }) => name)
  return JSON.stringify([names, rows], (_key, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value,
  )
}

test('a whole practice leaves the real database byte for byte as it was, and asks nothing of any server', async () => {
  const { real, device } = await begin()
  const before = await dump(real)
  const who = { device }
  const visitId = await recordVisit(who, ownerAway)
  await recordVisit(who, refuses, refusal)
  expect((await readOutboxView(device)).waiting).toHaveLength(2)
  expect(await receiveWaiting(device)).toBe(2)
  expect(await readOutboxView(device)).toMatchObject({ waiting: [], storedToday: [{}, {}] })
  expect((await seenVisit(who, ownerAway, visitId))?.state).toBe('submitted')
  expect(await receiveWaiting(device)).toBe(0)
  must(await endPractice(device))
  expect(await dump(real)).toBe(before)
  expect(fetched).not.toHaveBeenCalled()
})

test('what waits in a practice is nobody’s to send: the round in the background does not know of it', async () => {
  const { real, device } = await begin()
  await noteSignIn(real.identity, real.now())
  await recordVisit({ device }, ownerAway)
  await real.database.outbox.clear()
  expect((await readEnrolments()).map(({ enrolmentId }) => enrolmentId)).toEqual([real.identity.enrolmentId])
  expect(await sendAll()).toBe(0)
  expect(fetched).not.toHaveBeenCalled()
  expect(await device.database.outbox.count()).toBe(1)
})

test('a backup of real work is not taken in by a practice, nor one of a practice by real work', async () => {
  const { real, device } = await begin()
  const [ofReal, ofPractice] = await Promise.all([readBackupOf(real), readBackupOf(device)])
  expect(await takeBackup(device, ofReal)).toMatchObject({
    ok: false,
    problem: { code: 'backupOfOtherUnit' },
  })
  expect(await takeBackup(real, ofPractice)).toMatchObject({ ok: false })
})

test('beginning again begins afresh, and ending leaves nothing', async () => {
  const { real, device } = await begin()
  await recordVisit({ device }, ownerAway)
  must(await beginPractice(real, '/today'))
  expect(await device.database.outbox.count()).toBe(0)
  expect((await openFirm(device, ownerAway))?.visits).toEqual([])
  expect(await hasPractice(real)).toBe(true)
  must(await endPractice(device))
  expect(await hasPractice(real)).toBe(false)
  for (const table of device.database.tables) expect(await table.count()).toBe(0)
})

test('a practice that broke off while it was begun is none', async () => {
  const { real, device } = await begin()
  await device.database.meta.delete('identity')
  expect(await hasPractice(real)).toBe(false)
  must(await beginPractice(real, '/today'))
  expect((await readToday(device)).toVisit).toHaveLength(6)
})

test('each made-up firm teaches what it says, by the rules themselves', async () => {
  const { device } = await begin()
  const who = { device }
  const { toVisit, toCorrect } = await readToday(device)
  expect(toVisit.map(({ card }) => card.id).toSorted()).toEqual(Object.values(practiceFirms).toSorted())
  expect(toCorrect.map(({ visit }) => visit.firmId)).toEqual([returned])

  await recordVisit(who, ownerAway, shortVisit)
  expect((await adviseOn(device, ownerAway)).contacts).toMatchObject({ surveyed: true, met: false })
  const members = {
    ...ownerVisit,
    membersOfficial: 2,
    membersProbationary: 1,
    membersStable: 2,
    membersOther: 0,
  }
  await recordVisit(who, threeMembers, { ...members, membersResidence: 3 })
  expect((await adviseOn(device, threeMembers)).track.row).toBe('D6')
  await recordVisit(who, refuses, refusal)
  expect((await adviseOn(device, refuses)).contacts.coolDownUntil).toBe('2027-02-19')
  expect((await adviseOn(device, hasCell)).track.row).toBe('D2')
  for (const firmId of Object.values(practiceFirms)) {
    const code = textOf((await openFirm(device, firmId))!.profile, 'taxCode')!
    expect(checkTaxCode(code).kind).toBe(firmId === wrongTaxCode ? 'badDigit' : 'valid')
  }

  const [visit] = (await openFirm(device, returned))!.visits
  const { visitId } = must(await startCorrection(device, returned, visit!.id))
  const open = await fillDraft(who, visitId, { headcountTotal: 287 })
  const reply = { how: 'phone', kept: {} } as const
  must(await completeVisit(device, { ...open.draft, form: { ...open.draft.form, reply } }, open.context))
  await receiveWaiting(device)
  expect(await seenVisit(who, returned, visit!.id)).toMatchObject({ state: 'submitted', revisions: [{}, {}] })
})
