import { afterEach, expect, test } from 'vitest'
import { readCard } from '#device/cards.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { readRecords } from '#device/view.ts'
import { makeId } from '#domain/ids.ts'
import { standing } from '#domain/merge/history.ts'
import type { HistoryRecord } from '#domain/records.ts'
import { must, type Participant } from '../support/participant.ts'
import { ownerVisit, recordVisit } from '../support/visitForm.ts'
import { addFirms, advise, approve, day, ownAdvice, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

async function surveyed() {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  binh.goOffline()
  const visitId = await recordVisit(binh, firmId!, ownerVisit)
  return { binh, firmId: firmId!, visitId }
}

/** The supervisor writes a decision down, or more of what is known of it. */
async function recordOutcome(recordId: string, firmId: string, more: { readonly ceremonyOn?: string } = {}) {
  const body = {
    firmIds: [firmId],
    outcome: 'cellsEstablished',
    decidedOn: '2026-11-25',
    decisionNo: '12-QĐ/ĐU',
    count: 1,
    ...more,
  }
  must(await recordOperation(team.minh.device, { kind: 'outcome.record', recordId, body }))
  await settle(team.minh)
}

/** Cells established, as a report would count them: what stands of every outcome, once. */
async function countEstablished(who: Participant): Promise<number> {
  const outcomes = await readRecords<HistoryRecord>(who.device, 'outcome')
  return outcomes
    .map((record) => standing('outcome', record))
    .filter((body) => body?.outcome === 'cellsEstablished' && body.withdrawn !== true)
    .reduce((sum, body) => sum + (body?.count ?? 0), 0)
}

test('five members of whom four are official, and an owner in favour, make a firm ready for a cell at once on the phone', async () => {
  const { binh, firmId } = await surveyed()
  expect((await advise(binh, firmId)).track.row).toBe('D1')
  const own = await ownAdvice(binh, firmId)
  expect(own).toMatchObject({
    agreed: true,
    state: { org: 'none', official: 4, probationary: 1, stableOfficial: 4 },
  })
  expect(own.track).toMatchObject({ row: 'D4', code: 'establishCell' })
  expect(own.actions).toContainEqual({ action: 'residence', from: 'D4', waitsForOwner: false })
  expect(own.actions.map(({ action }) => action)).not.toContain('dialogue')
  expect(own.overlays.find(({ id }) => id === 'O6')?.words.parameters).toMatchObject({ count: 4 })
  expect(await readCard(binh.device, firmId)).toMatchObject({
    advice: { row: 'D1' },
    ownAdvice: { row: 'D4' },
  })
})

test('after approval the supervisor sees the same way forward, and a decision makes it a cell that counts once', async () => {
  const { binh, firmId, visitId } = await surveyed()
  const seenOnPhone = await ownAdvice(binh, firmId)
  binh.goOnline()
  await settle(binh)
  await approve(team.minh, firmId, visitId)
  await settle(binh)
  for (const who of [team.minh, binh]) {
    const advice = await advise(who, firmId)
    expect(advice.track).toEqual(seenOnPhone.track)
    expect(advice.actions).toEqual(seenOnPhone.actions)
    expect(advice.contacts.funnel).toMatchObject({ stage: 'agreed' })
  }

  team.later(5 * day)
  const outcomeId = makeId(team.clock.now(), team.clock.randomBytes)
  expect(await countEstablished(team.minh)).toBe(0)
  await recordOutcome(outcomeId, firmId)
  await settle(binh)
  for (const who of [team.minh, binh]) {
    const advice = await advise(who, firmId)
    expect(advice).toMatchObject({
      state: { org: 'own', official: 4 },
      track: { row: 'D2', code: 'consolidate' },
    })
    expect(advice.contacts.funnel).toMatchObject({ stage: 'decided', reached: { decided: '2026-11-25' } })
    expect(await readCard(who.device, firmId)).toMatchObject({
      advice: { row: 'D2', org: 'own', stage: 'decided' },
    })
    expect(await countEstablished(who)).toBe(1)
  }

  team.later(7 * day)
  await recordOutcome(outcomeId, firmId, { ceremonyOn: '2026-12-02' })
  await settle(binh)
  for (const who of [team.minh, binh]) {
    expect(await countEstablished(who)).toBe(1)
    const outcomes = await readRecords<HistoryRecord>(who.device, 'outcome')
    expect(outcomes).toMatchObject([
      { id: outcomeId, entries: [{ body: {} }, { body: { ceremonyOn: '2026-12-02' } }] },
    ])
    expect((await advise(who, firmId)).contacts.funnel).toMatchObject({
      stage: 'launched',
      reached: { decided: '2026-11-25', launched: '2026-12-02' },
    })
  }
})
