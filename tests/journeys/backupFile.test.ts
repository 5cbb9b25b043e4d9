import { afterEach, beforeEach, expect, test } from 'vitest'
import { readBackupOf, readBackupText, takeBackup, writeBackupText } from '#device/backupFile.ts'
import { discardDraft, readDraft } from '#device/drafts.ts'
import { openFirm } from '#device/firmView.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { startVisit } from '#device/visits.ts'
import type { Backup } from '#domain/backup.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { must, type Participant } from '../support/participant.ts'
import { recordVisit } from '../support/visitForm.ts'
import { addFirms, readOperations, readServer, settle, startTeam, type Team } from './team.ts'

let team: Team
beforeEach(async () => {
  team = await startTeam()
})
afterEach(() => team.close())

/** As a person does it: saved on one device, opened on another. */
async function carry(from: Participant, to: Participant) {
  const text = await writeBackupText(from.device, await readBackupOf(from.device))
  return takeBackup(to.device, must(await readBackupText(to.device, text)))
}

test('[P4] a lost phone’s outbox, carried as a file to another phone, arrives once', async () => {
  const firms = await addFirms(team, 3, { to: 'binh' })
  const lost = await team.join('binh')
  lost.goOffline()
  for (const firmId of firms) await recordVisit(lost, firmId)
  const found = await team.join('binh')
  expect(must(await carry(lost, found))).toEqual({ operations: 3, drafts: 0, known: 0, foreignDrafts: 0 })
  expect(must(await carry(lost, found))).toEqual({ operations: 0, drafts: 0, known: 3, foreignDrafts: 0 })
  await settle(found)
  // the lost phone turns up after all
  lost.goOnline()
  await settle(lost)
  expect(await readServer(team, 'visit')).toHaveLength(3)
  expect((await readOperations(team)).filter(({ kind }) => kind === 'visit.submit')).toHaveLength(3)
})

test('[I9] what a file brings to a phone that has it already from the server is shown once, before and after it is sent', async () => {
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const [phone, found] = [await team.join('binh'), await team.join('binh')]
  const visitId = await recordVisit(phone, firmId!)
  const text = await writeBackupText(phone.device, await readBackupOf(phone.device))
  await settle(phone, found)
  must(await takeBackup(found.device, must(await readBackupText(found.device, text))))
  expect(await found.device.database.outbox.count()).toBe(1)
  const shown = async () => (await openFirm(found.device, firmId!))?.visits
  expect(await shown()).toMatchObject([{ id: visitId, revisions: [{}] }])
  await settle(found)
  expect(await shown()).toMatchObject([{ id: visitId, revisions: [{}] }])
})

test('[P2] what a colleague’s phone carries counts for its author, and is not shown to the carrier', async () => {
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const chi = await team.join('chi')
  binh.goOffline()
  await recordVisit(binh, firmId!)
  must(await carry(binh, chi))
  expect((await openFirm(chi.device, firmId!))?.visits ?? []).toEqual([])
  expect((await readOutboxView(chi.device)).waiting).toMatchObject([
    { kind: 'visit.submit', carriedFor: binh.device.identity.displayName },
  ])
  await settle(chi)
  const [visit] = await readServer<VisitRecord>(team, 'visit')
  expect(visit).toMatchObject({ personId: binh.device.identity.personId, state: 'submitted' })
})

test('a draft goes on where the file left it, unless it is further here or completed', async () => {
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const [first, second, other] = [await team.join('binh'), await team.join('binh'), await team.join('chi')]
  const draft = must(await startVisit(first.device, firmId!))
  expect(must(await carry(first, second))).toMatchObject({ drafts: 1, known: 0 })
  expect(await readDraft(second.device, draft.visitId)).toMatchObject({ form: draft.form })
  must(await discardDraft(second.device, draft.visitId))
  expect(must(await carry(first, second))).toMatchObject({ drafts: 0, known: 1 })
  expect((await readDraft(second.device, draft.visitId))?.discardedAt).toBeDefined()
  expect(must(await carry(first, other))).toMatchObject({ drafts: 0, foreignDrafts: 1 })
  expect(await readDraft(other.device, draft.visitId)).toBeUndefined()
})

test('a file that is none, was changed, or is of another unit is refused and changes nothing', async () => {
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  binh.goOffline()
  await recordVisit(binh, firmId!)
  const backup = await readBackupOf(binh.device)
  const text = await writeBackupText(binh.device, backup)
  const read = (changed: string) => readBackupText(binh.device, changed)
  const nested = `{"format":"nhip-cau-backup","version":1,"hash":"x","backup":${'['.repeat(60_000)}${']'.repeat(60_000)}}`
  expect(await read('xin chào')).toMatchObject({ problem: { code: 'notABackup' } })
  expect(await read('{"format":"khác"}')).toMatchObject({ problem: { code: 'notABackup' } })
  expect(await read(text.slice(0, -20))).toMatchObject({ problem: { code: 'notABackup' } })
  expect(await read(text.replace('"savedAt":1', '"savedAt":2'))).toMatchObject({
    problem: { code: 'backupDamaged' },
  })
  expect(await read(nested)).toMatchObject({ problem: { code: 'backupDamaged' } })
  const elsewhere: Backup = { ...backup, unitId: backup.personId }
  expect(await takeBackup(binh.device, elsewhere)).toMatchObject({ problem: { code: 'backupOfOtherUnit' } })
  expect(await binh.device.database.outbox.count()).toBe(1)
})
