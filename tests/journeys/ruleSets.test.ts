import { afterEach, expect, test } from 'vitest'
import { readCards } from '#device/cards.ts'
import { baseOf, publishRuleSet, readRuleSetVersions } from '#device/publishRuleSet.ts'
import { previewRuleSet } from '#device/ruleSetPreview.ts'
import { builtInRuleSet } from '#domain/ruleSet.ts'
import { draftOf, ruleSetFrom, type RuleSetDraft } from '#domain/ruleSetDraft.ts'
import { must, type Participant } from '../support/participant.ts'
import { ownerVisit, recordVisit } from '../support/visitForm.ts'
import { addFirms, approve, day, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

/** A firm with four official members and no organisation, and one that nobody has been to. */
async function startOffice() {
  team = await startTeam()
  const quantri = await team.join('quantri')
  const [firmId = '', other = ''] = await addFirms(team, 2, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = await recordVisit(binh, firmId, ownerVisit)
  await settle(binh, team.minh)
  await approve(team.minh, firmId, visitId)
  await settle(quantri, binh)
  return { quantri, binh, firmId, other }
}

function draft(from: string, changes: Partial<RuleSetDraft['values']>): RuleSetDraft {
  const { values } = draftOf(builtInRuleSet, from)
  return { effectiveFrom: from, values: { ...values, ...changes } }
}

async function rowOf(who: Participant, firmId: string) {
  return (await readCards(who.device)).find(({ id }) => id === firmId)?.advice.row
}

test('a rule set of the day after tomorrow takes effect that day on a phone without a signal, by itself', async () => {
  const { quantri, binh, firmId } = await startOffice()
  quantri.goOffline()
  must(await publishRuleSet(quantri.device, draft('2026-11-23', { minOfficialForCell: 9 })))
  quantri.goOnline()
  await settle(quantri, binh)
  expect(await rowOf(binh, firmId)).toBe('D4')
  binh.goOffline()
  team.later(day)
  await binh.sync()
  expect(await rowOf(binh, firmId)).toBe('D4')
  team.later(day)
  await binh.sync()
  expect(await rowOf(binh, firmId)).not.toBe('D4')
})

test('before it is published one sees which firms go another way, and nothing is recorded', async () => {
  const { quantri, firmId } = await startOffice()
  const { device } = quantri
  const next = ruleSetFrom(draft('2027-01-01', { minOfficialForCell: 9 }), builtInRuleSet, 'x')
  const heard: number[] = []
  const asked = { base: builtInRuleSet, next }
  const listen = (done: number) => heard.push(done)
  const preview = await previewRuleSet(device, asked, listen, new AbortController().signal)
  expect(preview).toMatchObject({ firms: 2, changes: [{ firmId, from: 'D4' }] })
  expect(heard).toEqual([2])
  expect(await device.database.outbox.count()).toBe(0)
  const stopped = await previewRuleSet(device, asked, listen, AbortSignal.abort())
  expect(stopped).toBeUndefined()
})

test('one that has not begun may be changed, what was said before stays listed; one in force may not', async () => {
  const { quantri } = await startOffice()
  const { device } = quantri
  const id = must(await publishRuleSet(device, draft('2027-01-01', { coolDownDays: 60 })))
  must(await publishRuleSet(device, draft('2027-01-15', { coolDownDays: 45 }), id))
  const versions = await readRuleSetVersions(device)
  expect(versions.map((one) => [one.effectiveFrom, one.isLast])).toEqual([
    ['2027-01-15', true],
    ['2027-01-01', false],
  ])
  expect(baseOf(versions, '2027-01-10')).toBe(builtInRuleSet)
  expect(baseOf(versions, '2027-01-15').thresholds.coolDownDays.value).toBe(45)
  const now = must(await publishRuleSet(device, draft('2026-11-21', { coolDownDays: 30 })))
  const again = await publishRuleSet(device, draft('2026-12-01', { coolDownDays: 20 }), now)
  expect(again).toMatchObject({ ok: false, problem: { code: 'stepNotAllowed' } })
})

test('what is wrong is refused at its field, a supervisor publishes none, and nothing is recorded', async () => {
  const { quantri } = await startOffice()
  const { minh } = team
  expect(await publishRuleSet(quantri.device, draft('2026-11-20', { coolDownDays: 60 }))).toMatchObject({
    problem: { at: 'effectiveFrom' },
  })
  expect(await publishRuleSet(minh.device, draft('2027-01-01', { coolDownDays: 60 }))).toMatchObject({
    problem: { code: 'notAllowed' },
  })
  for (const who of [quantri, minh]) expect(await who.device.database.outbox.count()).toBe(0)
})
