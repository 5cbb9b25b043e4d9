import * as fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { readCards } from '#device/cards.ts'
import { openFirm } from '#device/firmView.ts'
import { readFirmList } from '#device/firmList.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { readPlan } from '#device/planList.ts'
import { readReviewDetail, readReviewQueue } from '#device/reviewQueue.ts'
import { decideVisit } from '#device/reviews.ts'
import { readToday } from '#device/today.ts'
import { fieldKeys } from '#domain/fields.ts'
import { outcomes } from '#domain/fields/codes.ts'
import type { HeldRecord } from '#domain/records.ts'
import { problemAnswerSchema } from '#protocol/problems.ts'
import { pushLimits } from '#protocol/sync.ts'
import { must, type Participant } from '../support/participant.ts'
import { recordVisit, seenVisit } from '../support/visitForm.ts'
import {
  addFirms,
  advise,
  readBase,
  readDigests,
  readOperations,
  readServer,
  settle,
  startTeam,
  type Team,
} from './team.ts'
import { answerOf, makeOperation, newId, pushRaw, send, visitBody } from './wire.ts'

let team: Team
afterEach(() => team.close())

async function start() {
  team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const binh = await team.join('binh')
  const visitId = await recordVisit(binh, firmId!)
  await settle(binh, team.minh)
  return { binh, firmId: firmId!, visitId }
}

/** Every record of the server but those kept apart. */
async function counted() {
  const rows = await team.server.store.read((transaction) =>
    transaction.selectFrom('record').select(['collection', 'id', 'json', 'deleted']).orderBy('id').execute(),
  )
  return rows.filter((row) => row.collection !== 'held')
}

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
const whole = (operations: string) =>
  `{"protocol":1,"requestId":"12345678","epoch":null,"deviceId":"01900000-0000-7000-8000-000000000000","operations":${operations}}`

const json = { 'content-type': 'application/json' }
const badBodies: readonly (readonly [
  title: string,
  status: number,
  code: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
])[] = [
  ['no JSON at all', 400, 'badJson', '{"protocol":1,', json],
  ['bytes that are no text', 400, 'badJson', new Uint8Array([0xff, 0xfe, 0x00]), json],
  ['a list', 422, 'badShape', '[]', json],
  ['null', 422, 'badShape', 'null', json],
  ['a text', 422, 'badShape', '"push"', json],
  ['operations that are no list', 422, 'badShape', whole('{}'), json],
  [
    'more operations than a batch holds',
    422,
    'badShape',
    whole(`[${'{},'.repeat(pushLimits.operations)}{}]`),
    json,
  ],
  ['another protocol', 422, 'unknownProtocol', whole('[]').replace('"protocol":1', '"protocol":2'), json],
  ['a protocol in words', 422, 'badShape', whole('[]').replace('"protocol":1', '"protocol":"one"'), json],
  ['a device without a name', 422, 'badShape', whole('[]').replace(/"0190[^"]+"/, '"*"'), json],
  ['ten megabytes', 413, 'tooLarge', whole(`["${'a'.repeat(10 * 1024 * 1024)}"]`), json],
  [
    'ten megabytes, packed small',
    413,
    'tooLarge',
    gzipSync(whole(`["${'a'.repeat(10 * 1024 * 1024)}"]`)),
    { ...json, 'content-encoding': 'gzip' },
  ],
  [
    'half a gzip',
    400,
    'badJson',
    gzipSync(whole('[]')).subarray(0, 30),
    { ...json, 'content-encoding': 'gzip' },
  ],
  ['nesting without end', 422, 'tooDeep', whole(nested(60_000)), json],
  ['nesting a little too deep', 422, 'tooDeep', whole(nested(40)), json],
  [
    'a form instead of JSON',
    415,
    'unsupportedMediaType',
    'protocol=1',
    { 'content-type': 'application/x-www-form-urlencoded' },
  ],
]

test.each(badBodies)(
  'a push of %s is answered %i %s and changes nothing',
  async (_title, status, code, body, headers) => {
    const { binh } = await start()
    const before = [await counted(), await readOperations(team), await readServer(team, 'held')]
    const response = await team.server.fetch('/api/sync/push', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${binh.device.identity.pushToken}`,
        ...headers,
      },
      body,
    })
    expect(response.status).toBe(status)
    expect(problemAnswerSchema.parse(await response.json()).problem.code).toBe(code)
    expect([await counted(), await readOperations(team), await readServer(team, 'held')]).toEqual(before)
  },
)

type Json = Record<string, unknown>
const firmOf = (content: Json) => (content['body'] as { firmId: string }).firmId
const badContents: readonly (readonly [title: string, problem: string, change: (content: Json) => Json])[] = [
  ['of a kind nobody knows', 'unknownKind', () => ({ kind: 'visit.burn' })],
  ['of a newer schema', 'newerSchema', () => ({ schemaVersion: 2 })],
  ['of another unit', 'wrongUnit', () => ({ unitId: '01900000-0000-7000-8000-000000000000' })],
  ['by somebody unknown', 'foreignAuthor', () => ({ personId: '01900000-0000-7000-8000-000000000000' })],
  [
    'about a firm that is not there',
    'firmUnknown',
    () => ({ body: visitBody('01900000-0000-7000-8000-000000000000', {}) }),
  ],
  ['about no firm', 'notApplicable', () => ({ body: { ...visitBody('x', {}), firmId: 7 } })],
  ['without a body', 'badShape', () => ({ body: null })],
  ['with a body in words', 'badShape', () => ({ body: 'met the owner' })],
  [
    'with answers in a list',
    'notApplicable',
    (content) => ({ body: { ...visitBody(firmOf(content), {}), answers: [] } }),
  ],
  [
    'with an answer that is none',
    'notApplicable',
    (content) => ({ body: visitBody(firmOf(content), { notes: 'x' }) }),
  ],
  [
    'with a reason nobody knows',
    'notApplicable',
    (content) => ({ body: visitBody(firmOf(content), { notes: { kind: 'unknown', reason: 'lazy' } }) }),
  ],
  [
    'at no time',
    'notApplicable',
    (content) => ({ body: { ...visitBody(firmOf(content), {}), occurredAt: 'yesterday' } }),
  ],
  ['under an empty name', 'badShape', () => ({ recordId: '' })],
  ['under a name with a line break', 'badShape', () => ({ recordId: 'a\nb' })],
  ['under a number', 'badShape', () => ({ recordId: 7 })],
  [
    'that decides on nothing',
    'notAllowed',
    () => ({ kind: 'review.decide', body: { revisionId: 7, decision: 'approve' } }),
  ],
  ['that adds a firm without fields', 'notApplicable', () => ({ kind: 'firm.create', body: {} })],
  [
    'that adds a firm and approves it at once',
    'notAllowed',
    () => ({ kind: 'firm.create', body: { fields: {}, approved: true } }),
  ],
]

test.each(badContents)(
  'an operation %s is kept apart as %s, and the good one beside it counts',
  async (_title, problem, change) => {
    const { binh, firmId } = await start()
    const before = await counted()
    const good = { kind: 'visit.submit', recordId: newId(binh), body: visitBody(firmId, {}) }
    const wrong = { ...good, recordId: newId(binh) }
    const operations = [
      await makeOperation(binh, { ...wrong, ...change(wrong) }, 1),
      { content: null, bodyHash: 7, deviceSeq: -1 },
      await makeOperation(binh, good, 2),
    ]
    const { receipts } = await answerOf(await pushRaw(team.server, binh, operations))
    expect(receipts.map((receipt) => [receipt.status, receipt.problem])).toEqual([
      ['held', problem],
      ['applied', undefined],
    ])
    const [held, ...more] = await readServer<HeldRecord>(team, 'held')
    expect(more).toEqual([])
    expect(held).toMatchObject({ problem, content: operations[0]!.content as Json })
    const after = await counted()
    expect(after.filter((row) => row.id !== good.recordId)).toEqual(before)
    expect(after).toHaveLength(before.length + 1)
    await settle(binh, team.minh)
    expect((await readDigests(binh)).repairs).toBeUndefined()
  },
)

test('an operation whose hash is another’s is kept apart, and the real one still counts', async () => {
  const { binh, firmId } = await start()
  const real = await makeOperation(binh, {
    kind: 'visit.submit',
    recordId: newId(binh),
    body: visitBody(firmId, {}),
  })
  const bent = { ...real, content: { ...real.content, clientTime: '2020-01-01T00:00:00.000+07:00' } }
  const deviceId = newId(binh)
  const first = await answerOf(await pushRaw(team.server, binh, [bent], { deviceId }))
  expect(first.receipts).toEqual([])
  expect(await readServer(team, 'held')).toMatchObject([{ problem: 'hashDiffers', content: bent.content }])
  const second = await answerOf(await pushRaw(team.server, binh, [real], { deviceId }))
  expect(second.receipts).toMatchObject([{ status: 'applied', bodyHash: real.bodyHash }])
})

test('[P5] what has the id of another gets its receipt, also where it came first with a hash that is not its own', async () => {
  const { binh, firmId } = await start()
  const content = { id: newId(binh), kind: 'visit.submit', recordId: newId(binh) }
  const first = await makeOperation(binh, { ...content, body: visitBody(firmId, {}) })
  const notes = { kind: 'value', value: 'khác' }
  const second = await makeOperation(binh, { ...content, body: visitBody(firmId, { notes }) })
  const send = async (operation: object) =>
    (await answerOf(await pushRaw(team.server, binh, [operation]))).receipts
  await send(first)
  expect(await send({ ...second, bodyHash: first.bodyHash })).toEqual([])
  expect(await send(second)).toMatchObject([{ problem: 'idReused', bodyHash: second.bodyHash }])
})

test('a new firm named like a set of records gives its maker no look into that set', async () => {
  const { binh, firmId } = await start()
  const chi = await team.join('chi')
  const [far] = await addFirms(team, 1, { park: 2 })
  const { personId } = binh.device.identity
  for (const recordId of [
    '*',
    'unit',
    'reference',
    `person:${personId}`,
    `directory:${team.server.parkIds[2]}`,
    'firm',
  ]) {
    const receipt = await send(team.server, chi, {
      kind: 'firm.create',
      recordId,
      body: { fields: { name: 'Mẫu' } },
    })
    expect([recordId, receipt.status, receipt.problem]).toEqual([recordId, 'held', 'notApplicable'])
  }
  await settle(chi)
  const rows = await readBase(chi)
  expect(rows.map((row) => row.id)).not.toContain(far)
  expect(rows.map((row) => row.scope)).not.toContain(firmId)
  expect(rows.filter((row) => row.collection === 'visit')).toEqual([])
})

/** What no form would send, for any question. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    'constructor',
    '__proto__',
    'toString',
    '',
    'metOwner',
    '\ud800',
    '\u0000',
    '99999-99-99',
    '2026-02-31',
  ),
  fc.constantFrom<unknown>(...outcomes, -1, 0, 0.5, 1e15, 1e300, true, false),
  fc.string(),
  fc.integer(),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.constant(['metOwner']),
  fc.dictionary(
    fc.constantFrom('revisit', 'phone', 'on', 'at', 'dueOn', 'parkId', 'constructor', 'x'),
    fc.jsonValue(),
    { maxKeys: 3 },
  ),
)
const answer = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('value'), value: junk }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('value'), value: junk, source: fc.string(), asOf: fc.string() }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'unknown', reason: 'declined' }, { kind: 'cleared' }) },
)
const junkAnswers = fc.dictionary(fc.constantFrom(...fieldKeys, 'constructor', 'tomorrow'), answer, {
  minKeys: 1,
  maxKeys: 12,
})
const junkTimes = [
  '2026-11-21T09:40+07:00',
  '2026-13-45T99:99',
  '9999-12-31T23:59+99:99',
  '0001-01-01T00:00Z',
]
const junkTime = fc.constantFrom(...junkTimes)

/** All screens that show a firm; none may fail. */
async function openEverything(who: Participant, firmId: string, visitId: string) {
  await readCards(who.device)
  await readToday(who.device)
  await readPlan(who.device)
  await readFirmList(who.device)
  await readOutboxView(who.device)
  await readReviewQueue(who.device)
  await readReviewDetail(who.device, visitId)
  // facts are values alone, which can go from one world to another
  structuredClone(await openFirm(who.device, firmId))
  await advise(who, firmId)
  await advise(who, firmId, { approvedAndOwnOf: who.device.identity.personId })
}

test('whatever a visit says, it is answered, and every screen of every device still opens, before approval and after', async () => {
  const { binh } = await start()
  const { minh, server } = team
  await fc.assert(
    fc.asyncProperty(junkAnswers, junkTime, async (answers, occurredAt) => {
      const [firmId] = await addFirms(team, 1, { to: 'binh' })
      const recordId = newId(binh)
      const body = { ...visitBody(firmId!, answers), occurredAt, explanations: { x: '' } }
      const receipt = await send(server, binh, { kind: 'visit.submit', recordId, body })
      expect(['applied', 'held']).toContain(receipt.status)
      await settle(binh, minh)
      for (const who of [binh, minh]) await openEverything(who, firmId!, recordId)
      const visit = await seenVisit(minh, firmId!, recordId)
      expect(visit === undefined).toBe(receipt.status === 'held')
      if (visit === undefined) return
      expect(visit.revisions[0]?.body.answers).toEqual(answers)
      must(
        await decideVisit(minh.device, {
          visitId: recordId,
          revisionId: visit.headRevisionId,
          kind: 'approve',
        }),
      )
      await settle(minh, binh)
      for (const who of [binh, minh]) await openEverything(who, firmId!, recordId)
    }),
    {
      numRuns: 30,
      seed: 5,
      examples: [
        [
          { outcome: { kind: 'value', value: 'constructor' }, headcountTotal: { kind: 'value', value: 4 } },
          junkTimes[0]!,
        ],
      ],
    },
  )
}, 60_000)
