import * as fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { openFirm } from '#device/firmView.ts'
import { readReviewDetail, readReviewQueue } from '#device/reviewQueue.ts'
import type { Answer } from '#domain/answers.ts'
import { foldFacts } from '#domain/facts.ts'
import { must, type Participant } from '../support/participant.ts'
import { decideVisit } from '#device/reviews.ts'
import { recordVisit, seenVisit, shortVisit } from '../support/visitForm.ts'
import { makeVisit } from '../support/survey.ts'
import { addFirms, advise, approve, inOrder, minute, settle, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

const notAsked: Answer = { kind: 'unknown', reason: 'notAsked' }
const atTen = {
  ...shortVisit,
  headcountTotal: 1250,
  unionStatus: 'active',
  unionMembers: 1100,
  youthStatus: notAsked,
} as const
const { unionMembers: _union, ...withoutUnion } = shortVisit
const atThree = {
  ...withoutUnion,
  headcountTotal: 1180,
  unionStatus: notAsked,
  youthStatus: 'cell',
  youthMembers: 60,
} as const

/** Both went to the same firm on one day, knowing nothing of each other; nothing is sent yet. */
async function bothRecorded() {
  team = await startTeam('2026-11-21T10:00:00+07:00')
  const [firmId] = await addFirms(team, 1, { to: 'binh', helpers: ['chi'] })
  const binh = await team.join('binh')
  const chi = await team.join('chi')
  binh.goOffline()
  chi.goOffline()
  const atTenId = await recordVisit(binh, firmId!, atTen)
  team.later(300 * minute)
  const atThreeId = await recordVisit(chi, firmId!, atThree)
  team.later(60 * minute)
  binh.goOnline()
  chi.goOnline()
  return { binh, chi, firmId: firmId!, atTenId, atThreeId }
}

async function factsOn(who: Participant, firmId: string) {
  return (await openFirm(who.device, firmId))?.approved
}

test('two visits of one day, sent in reverse order, are both kept and join into one set of facts with names and days', async () => {
  const { binh, chi, firmId, atTenId, atThreeId } = await bothRecorded()
  const { minh, server } = team
  await settle(chi, binh, minh)
  expect((await readReviewQueue(minh.device)).map(({ visit }) => visit.id)).toEqual([atTenId, atThreeId])
  await approve(minh, firmId, atTenId)
  await approve(minh, firmId, atThreeId)
  await settle(binh, chi)
  const day = '2026-11-21'
  const [binhId, chiId] = [server.people['binh']!.id, server.people['chi']!.id]
  for (const who of [minh, binh, chi]) {
    const facts = await factsOn(who, firmId)
    expect(facts).toMatchObject({
      headcountTotal: { value: 1180, on: day, personId: chiId, visitId: atThreeId, saidBy: 'staff' },
      unionStatus: { value: 'active', on: day, personId: binhId, visitId: atTenId },
      unionMembers: { value: 1100, on: day, personId: binhId, visitId: atTenId },
      youthStatus: { value: 'cell', on: day, personId: chiId, visitId: atThreeId },
      youthMembers: { value: 60, on: day, personId: chiId, visitId: atThreeId },
    })
    for (const id of [atTenId, atThreeId]) {
      expect(await seenVisit(who, firmId, id)).toMatchObject({ state: 'approved', revisions: [{}] })
    }
    expect(
      (await seenVisit(who, firmId, atTenId))?.revisions[0]?.body.answers['headcountTotal'],
    ).toMatchObject({ value: 1250 })
    expect((await advise(who, firmId)).contacts).toMatchObject({ surveyed: true, lastContactOn: day })
  }
})

test('numbers of one day that contradict each other are shown to the reviewer with who said which, on both visits', async () => {
  const { binh, chi, firmId, atTenId, atThreeId } = await bothRecorded()
  const { minh, server } = team
  await settle(chi, binh, minh)
  for (const visitId of [atTenId, atThreeId]) {
    const detail = await readReviewDetail(minh.device, visitId)
    const contradictions = detail!.flags.filter((flag) => flag.kind === 'contradiction')
    expect(contradictions.map((flag) => flag.contradiction.key)).toEqual(['headcountTotal'])
    const { said, day } = contradictions[0]!.contradiction
    expect(day).toBe('2026-11-21')
    expect(said.toSorted((one, other) => other.value - one.value)).toEqual([
      { visitId: atTenId, personId: server.people['binh']!.id, saidBy: 'staff', value: 1250 },
      { visitId: atThreeId, personId: server.people['chi']!.id, saidBy: 'staff', value: 1180 },
    ])
  }
  // taken out, a visit contradicts nobody
  const revisionId = (await seenVisit(minh, firmId, atTenId))!.headRevisionId
  must(
    await decideVisit(minh.device, {
      visitId: atTenId,
      revisionId,
      kind: 'void',
      reason: 'ghi nhầm doanh nghiệp',
    }),
  )
  const flags = (await readReviewDetail(minh.device, atThreeId))!.flags.map((flag) => flag.kind)
  expect(flags).not.toContain('contradiction')
})

test('in whatever order devices send and the supervisor approves, every device ends with the same facts', async () => {
  const steps = ['binh', 'chi', 'minh', 'minh', 'binh', 'chi'] as const
  let first: string | undefined
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...steps], { minLength: steps.length }), async (order) => {
      const { binh, chi, firmId, atTenId, atThreeId } = await bothRecorded()
      const people = { binh, chi, minh: team.minh }
      for (const name of [...order, 'binh', 'chi', 'minh', 'binh', 'chi'] as const) {
        await settle(people[name])
        if (name !== 'minh') continue
        for (const { visit } of await readReviewQueue(team.minh.device))
          await approve(team.minh, firmId, visit.id)
      }
      const known = await Promise.all(Object.values(people).map((who) => factsOn(who, firmId)))
      expect(known[1]).toEqual(known[0])
      expect(known[2]).toEqual(known[0])
      const names = new Map([
        [atTenId, 'at ten'],
        [atThreeId, 'at three'],
      ])
      const said = Object.entries(known[0]!).map(([key, fact]) => [
        key,
        fact.value,
        fact.on,
        names.get(fact.visitId),
      ])
      first ??= JSON.stringify(inOrder(said))
      expect(JSON.stringify(inOrder(said))).toBe(first)
      expect(said).toContainEqual(['headcountTotal', 1180, '2026-11-21', 'at three'])
      await team.close()
    }),
    { numRuns: 12, seed: 7 },
  )
  team = await startTeam()
})

test('facts do not depend on the order in which visits lie in store or were numbered', () => {
  const visitArbitrary = fc.record({
    minute: fc.integer({ min: 0, max: 599 }),
    headcount: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined }),
    union: fc.option(fc.constantFrom('active', 'none', 'dormant'), { nil: undefined }),
    youth: fc.option(fc.constantFrom('cell', 'none'), { nil: undefined }),
  })
  const sketches = fc.uniqueArray(visitArbitrary, {
    minLength: 2,
    maxLength: 5,
    selector: (one) => one.minute,
  })
  fc.assert(
    fc.property(
      sketches.chain((visits) =>
        fc.tuple(fc.constant(visits), fc.shuffledSubarray(visits, { minLength: visits.length })),
      ),
      ([visits, shuffled]) => {
        const fold = (list: typeof visits) =>
          foldFacts(
            list.map(({ minute: at, headcount, union, youth }, index) => {
              const time = `2026-11-21T${String(8 + Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
              return makeVisit(
                {
                  outcome: 'metStaff',
                  ...(headcount !== undefined && { headcountTotal: headcount }),
                  ...(union !== undefined && { unionStatus: union }),
                  ...(youth !== undefined && { youthStatus: youth }),
                },
                {
                  id: `visit-${at}`,
                  seq: index + 1,
                  at: `${time}+07:00`,
                  receivedAt: '2026-11-21T14:00:00.000Z',
                },
              )
            }),
            { include: 'approved' },
          )
        expect(fold(shuffled)).toEqual(fold(visits))
      },
    ),
    { numRuns: 200 },
  )
})
