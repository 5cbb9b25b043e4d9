import { afterEach, expect, test } from 'vitest'
import { readReviewQueue } from '#device/reviewQueue.ts'
import { approveTogether } from '#device/reviews.ts'
import { must, type Participant } from '../support/participant.ts'
import { recordVisit } from '../support/visitForm.ts'
import { addFirms, approve, readServer, settle, startTeam, type Team } from './team.ts'

let team: Team
let binh: Participant
afterEach(() => team.close())

/** Firms with an approved visit and a plain one that waits; of the last nothing was approved before. */
async function startReview() {
  team = await startTeam()
  await team.server.addPerson({ username: 'hoa', roles: ['supervisor'] })
  const hoa = await team.join('hoa')
  const firmIds = await addFirms(team, 4, { to: 'binh' })
  binh = await team.join('binh')
  for (const firmId of firmIds.slice(0, 3)) {
    const visitId = await recordVisit(binh, firmId)
    await settle(binh, team.minh)
    await approve(team.minh, firmId, visitId)
  }
  await settle(team.minh, binh)
  team.later(86_400_000)
  const visitIds: string[] = []
  for (const firmId of firmIds) visitIds.push(await recordVisit(binh, firmId))
  await settle(binh, team.minh, hoa)
  return { hoa, visitIds }
}

async function listed(who: Participant) {
  const queue = await readReviewQueue(who.device)
  return queue
    .filter(({ single }) => single === undefined)
    .map(({ visit }) => ({ visitId: visit.id, revisionId: visit.headRevisionId }))
}

async function states(visitIds: readonly string[]) {
  const visits = await readServer(team, 'visit')
  return visitIds.map((id) => visits.find((visit) => visit.id === id)!.state)
}

test('plain visits are approved together, offline, and each is a decision of its own on the server', async () => {
  const { visitIds } = await startReview()
  const plain = await listed(team.minh)
  expect(plain.map(({ visitId }) => visitId).toSorted()).toEqual(visitIds.slice(0, 3).toSorted())
  const done = must(await approveTogether(team.minh.device, plain))
  expect(done).toEqual({ approved: plain.map(({ visitId }) => visitId), refused: [] })
  expect((await readReviewQueue(team.minh.device)).map(({ visit }) => visit.id)).toEqual(visitIds.slice(3))
  await settle(team.minh)
  expect(await states(visitIds)).toEqual(['approved', 'approved', 'approved', 'submitted'])
})

test('two supervisors who approve and return the same visits at once end the same everywhere, nothing lost', async () => {
  const { hoa, visitIds } = await startReview()
  must(await approveTogether(team.minh.device, await listed(team.minh)))
  must(await approveTogether(hoa.device, await listed(hoa)))
  await settle(hoa, team.minh, hoa, binh)
  expect(await states(visitIds)).toEqual(['approved', 'approved', 'approved', 'submitted'])
  const visits = await readServer(team, 'visit')
  for (const visitId of visitIds.slice(0, 3)) {
    const { decisions } = visits.find((visit) => visit.id === visitId)!
    expect(decisions.map(({ kind }) => kind)).toEqual(['approve', 'approve'])
  }
})
