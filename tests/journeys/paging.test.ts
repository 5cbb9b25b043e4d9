import * as fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { readFirmList } from '#device/firmList.ts'
import { applyPage } from '#device/inbox.ts'
import { readMeta } from '#device/meta.ts'
import { readReviewQueue } from '#device/reviewQueue.ts'
import type { SyncChange } from '#domain/change.ts'
import type { Participant } from '../support/participant.ts'
import { recordVisit, shortVisit } from '../support/visitForm.ts'
import { addFirms, approve, assign, readBase, readDigests, settle, startTeam, type Team } from './team.ts'
import { pullRaw } from './wire.ts'

let team: Team
afterEach(() => team.close())

/** Takes one page of a few records into a device, as a round would. Returns whether there is more. */
async function takePage(who: Participant, limit: number): Promise<boolean> {
  const cursor = await readMeta(who.device.database, 'cursor')
  const page = await pullRaw(team.server, who, cursor ?? null, limit)
  expect(page.changes.length).toBeLessThanOrEqual(limit)
  const changes = page.changes as readonly SyncChange[]
  const { upTo, epoch } = page
  expect(await applyPage(who.device, cursor, { changes, meta: { cursor: page.cursor, upTo, epoch } })).toBe(
    'written',
  )
  return page.more
}

/** What somebody who begins with an empty device is given. */
async function expectLikeNew(who: Participant, username: string) {
  const fresh = await team.join(username)
  expect(await readBase(who)).toEqual(await readBase(fresh))
  // and so is what lists read, worked out step by step here and at once there
  expect(await readFirmList(who.device)).toEqual(await readFirmList(fresh.device))
  expect(await readReviewQueue(who.device)).toEqual(await readReviewQueue(fresh.device))
  const { kept, real, repairs } = await readDigests(who)
  expect(kept).toEqual(real)
  expect(kept).toEqual((await readDigests(fresh)).kept)
  expect(repairs).toBeUndefined()
}

test('pages of three skip nothing while firms come, go and come back between them', async () => {
  team = await startTeam()
  const firms = await addFirms(team, 6, { to: 'chi' })
  const chi = await team.join('chi')
  for (const firmId of firms) {
    const visitId = await recordVisit(chi, firmId)
    await settle(chi)
    await approve(team.minh, firmId, visitId)
  }
  const binh = await team.join('binh')
  await assign(team, firms.slice(0, 4), 'binh')
  expect(await takePage(binh, 3)).toBe(true)
  await assign(team, [firms[0]!, firms[3]!], 'chi')
  expect(await takePage(binh, 3)).toBe(true)
  await assign(team, [firms[4]!, firms[0]!], 'binh')
  expect(await takePage(binh, 3)).toBe(true)
  await assign(team, [firms[1]!], null)
  await assign(team, [firms[1]!], 'binh')
  let pages = 0
  while (await takePage(binh, 3)) pages += 1
  expect(pages).toBeGreaterThan(1)
  const held = new Set(
    (await readBase(binh)).filter((row) => row.collection === 'visit').map((row) => row.scope),
  )
  expect([...held].toSorted()).toEqual([0, 1, 2, 4].map((index) => firms[index]!).toSorted())
  await settle(binh)
  await expectLikeNew(binh, 'binh')
})

test('pages of one record, each ending right before what is next, miss no park that goes and none that comes', async () => {
  team = await startTeam()
  await addFirms(team, 2)
  await addFirms(team, 2, { park: 1 })
  const binh = await team.join('binh')
  const cards = async () => (await readBase(binh)).filter((row) => row.collection === 'directory').length
  expect(await cards()).toBe(4)
  for (const parks of [[], [0, 1], [1], [0], []] as const) {
    await setGroup(parks)
    while (await takePage(binh, 1));
    expect(await cards()).toBe(2 * parks.length)
    await expectLikeNew(binh, 'binh')
  }
})

test('whatever changes between pages of whatever size, a device ends with what a new one is given', async () => {
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('page' as const), limit: fc.integer({ min: 1, max: 5 }) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('give' as const), firm: fc.nat(3) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const), firm: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('visit' as const), firm: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('group' as const), in: fc.boolean() }) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 22 }), async (steps) => {
      team = await startTeam()
      const firms = await addFirms(team, 4, { to: 'chi', park: 1 })
      const chi = await team.join('chi')
      const binh = await team.join('binh')
      for (const one of steps) {
        if (one.do === 'page') await takePage(binh, one.limit)
        else if (one.do === 'give') await assign(team, [firms[one.firm]!], 'binh')
        else if (one.do === 'take') await assign(team, [firms[one.firm]!], 'chi')
        else if (one.do === 'group') await setGroup(one.in ? [0, 1] : [0])
        else await visitOf(chi, firms[one.firm]!)
      }
      await settle(binh)
      await expectLikeNew(binh, 'binh')
      await team.close()
    }),
    { numRuns: 15, seed: 11 },
  )
  team = await startTeam()
}, 60_000)

test('more records than a page holds arrive whole', async () => {
  team = await startTeam()
  const firms = await addFirms(team, 345, { to: 'binh' })
  const pages: number[] = []
  const binh = await team.join('binh', (fetch) => async (url, init) => {
    const response = await fetch(url, init)
    if (url.endsWith('/pull'))
      pages.push(((await response.clone().json()) as { changes: unknown[] }).changes.length)
    return response
  })
  expect(pages.length).toBeGreaterThan(1)
  expect(pages[0]).toBe(1000)
  const rows = await readBase(binh)
  expect(rows.filter((row) => row.collection === 'firm')).toHaveLength(firms.length)
  expect(rows.filter((row) => row.collection === 'assignment')).toHaveLength(firms.length)
  const { kept, real, repairs } = await readDigests(binh)
  expect(kept).toEqual(real)
  expect(repairs).toBeUndefined()
}, 60_000)

async function visitOf(who: Participant, firmId: string): Promise<void> {
  await recordVisit(who, firmId, shortVisit)
  await settle(who)
}

/** These parks are the group's from now on. */
async function setGroup(parks: readonly (0 | 1)[]): Promise<void> {
  const { server } = team
  const { cookie } = await server.signIn('quantri')
  const response = await server.fetch('/api/admin/working-groups', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: 'http://localhost:8787' },
    body: JSON.stringify({
      workingGroupId: server.workingGroupId,
      name: 'Tổ công tác thử',
      parkIds: parks.map((park) => server.parkIds[park]),
    }),
  })
  expect(response.status).toBe(200)
}
