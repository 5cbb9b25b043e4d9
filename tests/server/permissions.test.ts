import { describe, expect, test } from 'vitest'
import { operationKinds, type OperationKind } from '#domain/operation.ts'
import type { TestServer } from '../support/serverForTests.ts'
import { addFirm, createSender, newId, serverForTest, visitBody, type Sender } from './deeds.ts'

/** Who may record what: `s` surveyor, `l` leader of the working group, `v` supervisor, `a` administrator. */
const mayRecord: Readonly<Record<OperationKind, string>> = {
  'firm.create': 'slva',
  'firm.set': 'va',
  'firm.merge': 'v',
  'firm.unmerge': 'v',
  'import.take': 'va',
  'import.undo': 'va',
  'visit.submit': 'slv',
  'visit.void': 'v',
  'review.decide': 'v',
  'review.reopen': 'v',
  'assignment.set': 'lv',
  'plan.set': 'lv',
  'pin.set': 'lv',
  'track.override': 'lv',
  'request.set': 'lv',
  'outcome.record': 'v',
  'target.set': 'v',
  'period.close': 'v',
  'ruleSet.publish': 'a',
  'park.set': 'a',
  'notice.set': 'va',
  'letter.set': 'va',
  'commune.set': 'a',
  'organisation.set': 'va',
  'reorganisation.record': 'a',
  'held.release': 'v',
  'held.discard': 'v',
  'conflict.settle': 'va',
  'revision.choose': 'v',
}

const usernameByLetter = { s: 'binh', l: 'an', v: 'minh', a: 'quantri' } as const

interface Stage {
  readonly firmId: string
  /** A firm of another park. */
  readonly elsewhere: string
  /** A visit that was held, two values of one field, and a revision beside the newest one. */
  readonly heldId: string
  readonly conflictId: string
  readonly rivalId: string
  readonly visitId: string
  readonly revisionId: string
  readonly partId: string
}

/** A deed of each kind that applies if its author may. */
const deeds: Readonly<Record<OperationKind, (stage: Stage) => [recordId: string, body: object]>> = {
  'firm.create': () => [newId(), { fields: { name: 'Mới' } }],
  'firm.set': ({ firmId }) => [firmId, { fields: { name: { value: 'Khác', baseSeq: 1_000_000 } } }],
  'firm.merge': ({ firmId, elsewhere }) => [elsewhere, { into: firmId }],
  'firm.unmerge': ({ firmId, elsewhere }) => [elsewhere, { from: firmId }],
  'import.take': () => [newId(), importBody()],
  'import.undo': ({ partId }) => [partId, { importId: newId(), firmIds: [] }],
  'visit.submit': ({ firmId }) => [newId(), visitBody(firmId)],
  'visit.void': ({ visitId, revisionId }) => [visitId, { revisionId, reason: 'trùng' }],
  'review.decide': ({ visitId, revisionId }) => [visitId, { revisionId, decision: 'approve' }],
  'review.reopen': ({ visitId, revisionId }) => [visitId, { revisionId, reason: 'xem lại' }],
  'assignment.set': ({ firmId }) => [firmId, { personId: null }],
  'plan.set': ({ firmId }) => [firmId, { inApproachPlan: true }],
  'pin.set': ({ firmId }) => [firmId, { pinned: true, reason: 'gấp' }],
  'request.set': ({ firmId }) => [firmId, { visitId: newId(), state: 'open', inCharge: 'Ban Quản lý' }],
  'track.override': ({ firmId }) => [firmId, { track: null, reason: 'không còn' }],
  'outcome.record': ({ firmId }) => [
    newId(),
    { firmIds: [firmId], outcome: 'cell', decidedOn: '2026-11-21', count: 1 },
  ],
  'target.set': () => [newId(), { indicator: 'cells', from: '2026-01-01', to: '2026-12-31', value: 12 }],
  'period.close': () => [newId(), { from: '2026-01-01', to: '2026-12-31', closed: true }],
  'ruleSet.publish': () => [newId(), { version: '2', effectiveFrom: '2027-01-01' }],
  'held.release': ({ heldId }) => [heldId, {}],
  'held.discard': ({ heldId }) => [heldId, { reason: 'ghi nhầm' }],
  'conflict.settle': ({ conflictId }) => [conflictId, { choice: 'lost' }],
  'revision.choose': ({ visitId, rivalId }) => [visitId, { revisionId: rivalId }],
  'park.set': () => [
    newId(),
    { name: 'KCN', formerNames: [], kind: 'industrialPark', isKey: true, communeIds: [] },
  ],
  'letter.set': () => [newId(), { number: '1', date: '2026-11-21', purpose: 'Khảo sát', phone: '0200' }],
  'notice.set': () => [newId(), { version: '2', from: '2027-01-01', text: 'Lời', contactText: 'Thêm' }],
  'organisation.set': () => [
    newId(),
    { kind: 'jointUnion', names: [{ name: 'Mới' }], parents: [], firms: [] },
  ],
  'reorganisation.record': () => [
    newId(),
    {
      on: '2026-09-20',
      instrument: '12/NQ',
      changes: [{ kind: 'rename', thing: 'commune', id: '99106', name: 'Phường Mới' }],
    },
  ],
  'commune.set': () => [
    '99106',
    { provinceCode: '99', provinceName: 'Tỉnh', names: [{ name: 'Xã Mới', from: '2025-07-01' }] },
  ],
}

function importBody() {
  const counts = { part: 1, parts: 1, rowsTaken: 1, rowsLeft: 0 }
  const create = { [newId()]: { fields: { name: 'Mới' } } }
  return { importId: newId(), fileName: 'danh-sach.xlsx', ...counts, create, set: {} }
}

interface Cast {
  readonly minh: Sender
  readonly chi: Sender
  readonly quantri: Sender
}

async function castFor(server: TestServer): Promise<Cast> {
  return {
    minh: await createSender(server, 'minh'),
    chi: await createSender(server, 'chi'),
    quantri: await createSender(server, 'quantri'),
  }
}

async function setStage(
  server: TestServer,
  { minh, chi, quantri }: Cast,
  kind: OperationKind,
): Promise<Stage> {
  const firmId = await addFirm(minh, server.parkIds[0])
  const elsewhere = await addFirm(minh, server.parkIds[2])
  const visitId = newId()
  const submitted = await chi.tell('visit.submit', visitId, visitBody(firmId))
  const rival = await chi.tell('visit.submit', visitId, visitBody(firmId))
  const held = await chi.tell('visit.submit', newId(), visitBody(elsewhere))
  await quantri.tell('firm.set', firmId, { fields: { address: { value: 'Lô A', baseSeq: 0 } } })
  const moved = await minh.tell('firm.set', firmId, { fields: { address: { value: 'Lô B', baseSeq: 0 } } })
  expect([held.problem, moved.problem]).toEqual(['neverInScope', 'fieldMovedMeanwhile'])
  const partId = newId()
  await minh.tell('import.take', partId, importBody())
  const stage = {
    firmId,
    elsewhere,
    visitId,
    revisionId: submitted.operationId,
    rivalId: rival.operationId,
    heldId: held.operationId,
    conflictId: `${moved.operationId}:address`,
    partId,
  }
  if (kind === 'review.reopen') {
    await minh.tell('review.decide', visitId, { revisionId: stage.revisionId, decision: 'approve' })
  }
  return stage
}

describe('who may record what', () => {
  test.each(operationKinds.map((kind) => [kind, mayRecord[kind]] as const))(
    '%s: %s',
    async (kind, letters) => {
      const server = await serverForTest()
      const cast = await castFor(server)
      for (const letter of ['s', 'l', 'v', 'a'] as const) {
        const who = await createSender(server, usernameByLetter[letter])
        const stage = await setStage(server, cast, kind)
        const receipt = await who.tell(kind, ...deeds[kind](stage))
        const expected = letters.includes(letter)
          ? { status: 'applied' }
          : { status: 'held', problem: 'notAllowed' }
        expect(receipt, `${letter} ${kind}`).toMatchObject(expected)
      }
    },
  )

  test('a leader guides the firms of the group, nobody else’s', async () => {
    const server = await serverForTest()
    const [minh, an] = [await createSender(server, 'minh'), await createSender(server, 'an')]
    const elsewhere = await addFirm(minh, server.parkIds[2])
    expect(await an.tell('assignment.set', elsewhere, { personId: null })).toMatchObject({
      problem: 'notAllowed',
    })
    expect(await an.tell('assignment.set', newId(), { personId: null })).toMatchObject({
      problem: 'firmUnknown',
    })
  })

  test('a surveyor’s new firm is proposed; only a supervisor enters an approved one', async () => {
    const server = await serverForTest()
    const binh = await createSender(server, 'binh')
    const body = { fields: { name: 'Mới' }, approved: true }
    expect(await binh.tell('firm.create', newId(), body)).toMatchObject({
      status: 'held',
      problem: 'notAllowed',
    })
  })

  test('a surveyor’s phone cannot bring a supervisor’s decision', async () => {
    const server = await serverForTest()
    const [cast, binh] = [await castFor(server), await createSender(server, 'binh')]
    const { minh } = cast
    const stage = await setStage(server, cast, 'review.decide')
    const body = { revisionId: stage.revisionId, decision: 'approve' }
    const forged = await binh.make('review.decide', stage.visitId, body, { personId: minh.identity.personId })
    expect((await binh.send([forged])).receipts).toMatchObject([{ status: 'held', problem: 'foreignAuthor' }])
  })

  test('nobody approves what they recorded', async () => {
    const server = await serverForTest()
    const minh = await createSender(server, 'minh')
    const visitId = newId()
    const firmId = await addFirm(minh, server.parkIds[0])
    const { operationId } = await minh.tell('visit.submit', visitId, visitBody(firmId))
    const body = { revisionId: operationId, decision: 'approve' }
    expect(await minh.tell('review.decide', visitId, body)).toMatchObject({
      status: 'held',
      problem: 'ownVisit',
    })
  })
})
