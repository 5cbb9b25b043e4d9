import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { discardHeld, readHeldData, releaseHeld } from '#device/heldData.ts'
import { readReviewDetail, readReviewQueue } from '#device/reviewQueue.ts'
import type { HeldRecord } from '#domain/records.ts'
import { must, type Participant } from '../support/participant.ts'
import { ownerVisit, recordVisit, seenVisit } from '../support/visitForm.ts'
import { addFirms, assign, readServer, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

/** Bình records without a signal while the firm is given to Chi. */
async function recordedMeanwhile() {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh', park: 2 })
  const binh = await team.join('binh')
  binh.goOffline()
  const visitId = await recordVisit(binh, firmId!, ownerVisit)
  await assign(team, [firmId!], 'chi')
  return { binh, chi: await team.join('chi'), firmId: firmId!, visitId }
}

/** The administrator takes the right to survey from Bình, who has other work from now on. */
async function takeAway(how: object) {
  const { server } = team
  const { id: personId, username, displayName, roles, workingGroupId } = server.people['binh']!
  const { cookie } = await server.signIn('quantri')
  const answer = await server.fetch('/api/admin/people', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ personId, username, displayName, roles, workingGroupId, active: true, ...how }),
  })
  expect(answer.status).toBe(200)
}

async function arriveLate(binh: Participant) {
  binh.goOnline()
  await binh.sync()
  expect(await binh.device.database.outbox.count()).toBe(0)
  await settle(team.minh)
}

test('a visit that comes in after its firm was given to somebody else counts as any other, and its reviewer is told', async () => {
  const { binh, chi, firmId, visitId } = await recordedMeanwhile()
  await arriveLate(binh)
  const { minh } = team
  expect(await readHeldData(minh.device)).toEqual([])
  expect(await readReviewQueue(minh.device)).toMatchObject([
    { visit: { id: visitId }, flags: [{ kind: 'reassigned' }] },
  ])
  await settle(chi)
  const ofChi = await recordVisit(chi, firmId, { outcome: 'absent', nextActions: { revisit: {} } })
  await settle(chi, minh)
  expect((await readReviewDetail(minh.device, ofChi))?.flags).toEqual([])
})

test.each([
  ['left the unit', { active: false }],
  ['has other duties now', { roles: ['administrator'] }],
])('the late visit of a surveyor who %s waits for a supervisor, and counts once released', async (_, how) => {
  const { binh, chi, firmId, visitId } = await recordedMeanwhile()
  await takeAway(how)
  await arriveLate(binh)
  const { minh } = team
  expect(await readReviewQueue(minh.device)).toEqual([])
  expect(await readServer(team, 'visit')).toEqual([])
  const [item, ...more] = await readHeldData(minh.device)
  expect(more).toEqual([])
  expect(item).toMatchObject({
    kind: 'visit.submit',
    personId: team.server.people['binh']!.id,
    problem: 'notAllowed',
    firmId,
    canRelease: true,
    content: { recordId: visitId, body: { answers: { membersOfficial: { value: 4 } } } },
  })
  must(await releaseHeld(minh.device, item!.id))
  await settle(minh, chi)
  expect(await readHeldData(minh.device)).toEqual([])
  expect(await readReviewQueue(minh.device)).toMatchObject([
    { visit: { id: visitId }, flags: [{ kind: 'reassigned' }] },
  ])
  expect(await seenVisit(chi, firmId, visitId)).toMatchObject({ state: 'submitted' })
})

test('the same visit discarded with a reason never counts, and is kept whole with who said so', async () => {
  const { binh, chi, firmId, visitId } = await recordedMeanwhile()
  await takeAway({ active: false })
  await arriveLate(binh)
  const { minh } = team
  const [item] = await readHeldData(minh.device)
  must(await discardHeld(minh.device, item!.id, 'Chi đã khảo sát lại'))
  await settle(minh, chi)
  expect(await readServer(team, 'visit')).toEqual([])
  expect(await seenVisit(chi, firmId, visitId)).toBeUndefined()
  expect(await readServer<HeldRecord>(team, 'held')).toMatchObject([
    {
      state: 'discarded',
      content: { recordId: visitId, body: { answers: { membersOfficial: { value: 4 } } } },
      decisions: [
        {
          kind: 'discard',
          personId: minh.device.identity.personId,
          reason: 'Chi đã khảo sát lại',
          counts: true,
        },
      ],
    },
  ])
  expect(await readReviewQueue(minh.device)).toEqual([])
})
