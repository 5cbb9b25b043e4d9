import { afterEach, expect, test } from 'vitest'
import { readDraft } from '#device/drafts.ts'
import { addFirm } from '#device/firms.ts'
import { openFirm } from '#device/firmView.ts'
import { readFirmList } from '#device/firmList.ts'
import { searchFirms } from '#device/firmSearch.ts'
import { readReviewDetail } from '#device/reviewQueue.ts'
import { completeVisit } from '#device/visits.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { DirectoryRecord, FirmRecord } from '#domain/records.ts'
import { must } from '../support/participant.ts'
import {
  fillDraft,
  fillVisit,
  ownerVisit,
  recordVisit,
  seenVisit,
  type Filled,
} from '../support/visitForm.ts'
import { addFirms, advise, approve, ownAdvice, readServer, settle, startTeam, type Team } from './team.ts'
import { newId, send, visitBody } from './wire.ts'

let team: Team
afterEach(() => team.close())

async function start() {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  return { binh: await team.join('binh'), firmId: firmId! }
}

const noUnion = { unionStatus: 'none', unionMembers: { kind: 'cleared' } } as const
const wrongForms: readonly (readonly [title: string, filled: Filled, at: FieldKey, check: string])[] = [
  ['more members than workers', { ...noUnion, headcountTotal: 4 }, 'membersOfficial', 'membersOverWorkers'],
  ['a negative number of workers', { headcountTotal: -5 }, 'headcountTotal', 'notAWholeNumber'],
  ['half a worker', { headcountTotal: 12.5 }, 'headcountTotal', 'notAWholeNumber'],
  ['a number that is none', { headcountTotal: Number.NaN }, 'headcountTotal', 'notAWholeNumber'],
  ['a number in words', { headcountTotal: 'mười hai' }, 'headcountTotal', 'notAWholeNumber'],
  ['digits as a text', { membersOfficial: '4' }, 'membersOfficial', 'notAWholeNumber'],
  ['more workers than any firm has', { headcountTotal: 1e12 }, 'headcountTotal', 'tooLargeNumber'],
  ['a number beyond all counting', { headcountTotal: 1e300 }, 'headcountTotal', 'notAWholeNumber'],
  [
    'a cell of its own without a member',
    { partyOrgStatus: 'cell', membersOfficial: 0, membersProbationary: 0 },
    'membersOfficial',
    'cellWithoutMembers',
  ],
  [
    'members, but none of either kind',
    { membersOfficial: 0, membersProbationary: 0 },
    'membersOfficial',
    'hasMembersButNone',
  ],
  ['more stable members than official ones', { membersStable: 5 }, 'membersStable', 'moreStableThanOfficial'],
  [
    'more in the union than work there',
    { unionMembers: 1251 },
    'unionMembers',
    'moreUnionMembersThanWorkers',
  ],
  ['members in more places than there are', { membersResidence: 9 }, 'membersOwnCell', 'placesIncomplete'],
  [
    'a step before the visit',
    { nextActions: { revisit: { dueOn: '2020-01-01' } } },
    'nextActions',
    'dayBeforeVisit',
  ],
]

test.each(wrongForms)(
  '%s: the form is not completed, says where, and keeps what was typed',
  async (_title, filled, at, check) => {
    const { binh, firmId } = await start()
    const { draft, context } = await fillVisit(binh, firmId, { ...ownerVisit, ...filled })
    const refused = await completeVisit(binh.device, draft, context)
    expect(refused).toEqual({ ok: false, problem: { code: 'visitHasErrors', at, parameters: { check } } })
    expect(await binh.device.database.outbox.count()).toBe(0)
    expect(await readDraft(binh.device, draft.visitId)).toEqual(draft)
    await settle(binh)
    expect(await readServer(team, 'visit')).toEqual([])
    const mended = await fillDraft(binh, draft.visitId, ownerVisit)
    expect(must(await completeVisit(binh.device, mended.draft, mended.context))).toEqual([draft.revisionId])
  },
)

test('a form in which something is missing says what', async () => {
  const { binh, firmId } = await start()
  const { businessStability: _left, ...rest } = ownerVisit
  const { draft, context } = await fillVisit(binh, firmId, rest)
  expect(await completeVisit(binh.device, draft, context)).toEqual({
    ok: false,
    problem: { code: 'visitIncomplete', at: 'businessStability' },
  })
})

const decomposed = 'Công ty Cổ phần Mẫu Đường Thốt Nốt'.normalize('NFD')
const composed = decomposed.normalize('NFC')

test('names typed in pieces (NFD) are stored whole (NFC) by our forms', async () => {
  const { binh, firmId } = await start()
  expect(decomposed).not.toBe(composed)
  const visitId = await recordVisit(binh, firmId, {
    ...ownerVisit,
    name: ` ${decomposed}\u200b`,
    notes: decomposed,
  })
  const added = must(await addFirm(binh.device, { name: decomposed, parkId: team.server.parkIds[0] }))
  await settle(binh)
  const [visit] = await readServer(team, 'visit')
  expect(visit?.revisions[0]?.body.answers).toMatchObject({
    name: { value: composed },
    notes: { value: composed },
  })
  const firms = await readServer<FirmRecord>(team, 'firm')
  expect(firms.find((firm) => firm.id === added)?.fields['name']?.value).toBe(composed)
  await approve(team.minh, firmId, visitId)
  const cards = await readServer<DirectoryRecord>(team, 'directory')
  expect(cards.map((card) => card.name)).toEqual([composed, composed])
})

test('a name that another client sends in pieces is kept as it came, and found all the same', async () => {
  const { binh, firmId } = await start()
  const recordId = newId(binh)
  const answers = { ...metStaff, name: { kind: 'value', value: decomposed } }
  const receipt = await send(team.server, binh, {
    kind: 'visit.submit',
    recordId,
    body: visitBody(firmId, answers),
  })
  expect(receipt).toMatchObject({ status: 'applied' })
  const [visit] = await readServer(team, 'visit')
  expect(visit?.revisions[0]?.body.answers['name']).toEqual({ kind: 'value', value: decomposed })
  await settle(team.minh)
  await approve(team.minh, firmId, recordId)
  expect(searchFirms(await readFirmList(team.minh.device), 'duong thot not').map(({ id }) => id)).toEqual([
    firmId,
  ])
})

const metStaff = { outcome: { kind: 'value', value: 'metStaff' } }
const badNumbers: readonly (readonly [title: string, key: FieldKey, value: unknown, check: string])[] = [
  ['a negative number', 'membersOfficial', -4, 'notAWholeNumber'],
  ['a fraction', 'membersOfficial', 3.5, 'notAWholeNumber'],
  ['a text', 'membersOfficial', '4', 'notAWholeNumber'],
  ['a list', 'membersOfficial', ['4'], 'notAWholeNumber'],
  ['a structure', 'headcountTotal', { workers: 4 }, 'notAWholeNumber'],
  ['a number too large to count', 'headcountTotal', 1e300, 'notAWholeNumber'],
  ['more than any firm has', 'headcountTotal', 9_007_199_254_740_991, 'tooLargeNumber'],
  ['more official members than any firm has', 'membersOfficial', 1_000_000_000, 'tooLargeNumber'],
]

test.each(badNumbers)(
  '%s in the place of a count, sent past our form, is kept, shown to the reviewer, and never becomes a fact',
  async (_title, key, value, check) => {
    const { binh, firmId } = await start()
    const recordId = newId(binh)
    const answers = {
      ...metStaff,
      partyOrgStatus: { kind: 'value', value: 'none' },
      [key]: { kind: 'value', value },
    }
    const receipt = await send(team.server, binh, {
      kind: 'visit.submit',
      recordId,
      body: visitBody(firmId, answers),
    })
    expect(receipt).toMatchObject({ status: 'applied' })
    await settle(team.minh)
    const flags = (await readReviewDetail(team.minh.device, recordId))!.flags
    expect(
      flags.map((flag) => (flag.kind === 'finding' ? [flag.finding.check, flag.finding.at] : [])),
    ).toContainEqual([check, key])
    await approve(team.minh, firmId, recordId)
    expect((await seenVisit(team.minh, firmId, recordId))?.revisions[0]?.body.answers[key]).toEqual({
      kind: 'value',
      value,
    })
    const view = await openFirm(team.minh.device, firmId)
    expect(view?.approved[key]).toBeUndefined()
    expect((await advise(team.minh, firmId)).track.row).toBe('D1')
  },
)

test('numbers that contradict each other, sent past our form, make no cell of probationary members', async () => {
  const { binh, firmId } = await start()
  const recordId = newId(binh)
  const value = (said: unknown) => ({ kind: 'value', value: said })
  const answers = {
    ...metStaff,
    partyOrgStatus: value('none'),
    hasMembers: value(true),
    headcountTotal: value(2),
    membersOfficial: value(2),
    membersProbationary: value(50),
    membersStable: value(52),
    membersOwnCell: value(52),
    businessStability: value('stable'),
  }
  await send(team.server, binh, { kind: 'visit.submit', recordId, body: visitBody(firmId, answers) })
  await settle(team.minh, binh)
  const flags = (await readReviewDetail(team.minh.device, recordId))!.flags
  expect(flags.flatMap((flag) => (flag.kind === 'finding' ? [flag.finding.check] : []))).toEqual(
    expect.arrayContaining(['membersOverWorkers', 'moreStableThanOfficial', 'placedInMissingCell']),
  )
  expect((await ownAdvice(binh, firmId)).track.row).toBe('D6')
  await approve(team.minh, firmId, recordId)
  const advice = await advise(team.minh, firmId)
  expect(advice.track.row).toBe('D6')
  expect(advice.state).toMatchObject({ org: 'none', official: 2, probationary: 50, tenureKnown: false })
})
