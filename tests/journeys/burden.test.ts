import { afterEach, expect, test } from 'vitest'
import { openFirm } from '#device/firmView.ts'
import { readOverview } from '#device/overview.ts'
import { concernsToDiscuss } from '#domain/dialogue.ts'
import { concernsBetween } from '#domain/overview.ts'
import { ownerVisit, recordVisit, type Filled } from '../support/visitForm.ts'
import { addFirms, advise, approve, day, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

const met: Filled = { ...ownerVisit, nextActions: { dialogue: { dueOn: '2027-01-04' } } }
const { ownerAgreedTo: _agreed, ...notAgreed } = met
const hesitant: Filled = { ...notAgreed, ownerStance: 'hesitant', ownerConcerns: ['burden'] }

test('[scenario 5] «gánh nặng»: talked over offline, agreed at the third visit, and told as one concern settled', async () => {
  team = await startTeam()
  const { minh } = team
  const [firmId] = (await addFirms(team, 1, { to: 'binh' })) as [string]
  const binh = await team.join('binh')
  const visit = async (filled: Filled) => {
    const visitId = await recordVisit(binh, firmId, filled)
    await settle(binh)
    await approve(minh, firmId, visitId)
    await settle(binh)
    team.later(14 * day)
  }
  const concerns = async () =>
    concernsBetween((await readOverview(minh.device)).firms, '2026-11-30', '2027-01-31')
  await visit(hesitant)
  await visit(hesitant)

  binh.goOffline()
  const { own } = (await openFirm(binh.device, firmId))!
  expect(concernsToDiscuss(own)).toContain('burden')
  const before = await advise(binh, firmId)
  expect(before).toMatchObject({
    agreed: false,
    track: { row: 'D4' },
    contacts: { funnel: { stage: 'met' } },
  })
  expect(before.overlays.find(({ id }) => id === 'O3')).toMatchObject({ waitsForOwner: true })
  expect(before.actions.find(({ action }) => action === 'dossier')).toMatchObject({ waitsForOwner: true })
  expect(await concerns()).toMatchObject([{ concern: 'burden', openIds: [firmId], settledIds: [] }])

  binh.goOnline()
  await visit(met)
  for (const who of [minh, binh]) {
    const after = await advise(who, firmId)
    expect(after).toMatchObject({
      agreed: true,
      track: { row: 'D4' },
      contacts: { funnel: { stage: 'agreed' } },
    })
    expect(after.overlays.map(({ id }) => id)).not.toContain('O3')
  }
  expect(await concerns()).toEqual([
    { concern: 'burden', beforeIds: [firmId], openIds: [], settledIds: [firmId] },
  ])
})
