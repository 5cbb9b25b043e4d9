import type { OperationKind } from '#domain/operation.ts'
import { hashOf, newId, visitBody, type Sender, type WireOperation } from '../server/deeds.ts'

/** Chance that a seed repeats. */
export type Chance = (below: number) => number

export function createChance(seed: number): Chance {
  let state = seed
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A batch as somebody sends it. */
export interface Batch {
  readonly sender: string
  readonly operations: readonly unknown[]
}

interface Known {
  readonly firms: string[]
  readonly visits: { readonly id: string; head: string }[]
  readonly sent: { readonly sender: string; readonly operation: WireOperation }[]
}

/** Deeds of every kind and everything that can be wrong with them, as several people send them in batches. */
export async function makeHistory(
  senders: Readonly<Record<string, Sender>>,
  parkIds: readonly string[],
  chance: Chance,
  count: number,
): Promise<Batch[]> {
  const known: Known = { firms: [], visits: [], sent: [] }
  const pick = <Item>(list: readonly Item[]): Item => list[chance(list.length)]!
  const batches: Batch[] = []
  for (let index = 0; index < count; index += 1) {
    const sender = index < 3 ? 'minh' : pick([...Object.keys(senders), 'minh', 'minh', 'minh'])
    const operations: unknown[] = []
    for (let size = 1 + chance(6); size > 0; size -= 1) {
      const make: Deed = index < 3 ? deeds.firm : pick(Object.values(deeds))
      const operation = await make({ sender, by: senders[sender]!, senders, known, pick, parkIds })
      if (operation === undefined) continue
      operations.push(operation)
      if (isWhole(operation)) known.sent.push({ sender, operation })
    }
    batches.push({ sender, operations })
  }
  return batches
}

interface Making {
  readonly sender: string
  readonly by: Sender
  readonly senders: Readonly<Record<string, Sender>>
  readonly known: Known
  readonly pick: <Item>(list: readonly Item[]) => Item
  readonly parkIds: readonly string[]
}

type Deed = (making: Making) => Promise<unknown>

const aboutFirm =
  (kind: OperationKind, body: (making: Making) => object): Deed =>
  (making) =>
    making.by.make(kind, making.pick(making.known.firms), body(making))

const deeds = {
  firm: async ({ sender, by, known, pick, parkIds }) => {
    const id = newId()
    known.firms.push(id)
    const fields = { name: `Công ty ${known.firms.length}`, parkId: pick(parkIds) }
    return by.make('firm.create', id, { fields, approved: sender === 'minh' })
  },
  move: aboutFirm('firm.set', ({ pick, parkIds }) => ({
    fields: { parkId: { value: pick(parkIds), baseSeq: pick([1, 9999]) } },
  })),
  assign: aboutFirm('assignment.set', ({ pick, senders }) => ({
    personId: pick([null, ...Object.values(senders).map(({ identity }) => identity.personId)]),
  })),
  plan: aboutFirm('plan.set', () => ({ inApproachPlan: true })),
  pin: aboutFirm('pin.set', () => ({ pinned: true, reason: 'Gần nhất' })),
  visit: async ({ by, known, pick }) => {
    const operation = await by.make('visit.submit', newId(), visitBody(pick(known.firms)))
    known.visits.push({ id: operation.content.recordId, head: operation.content.id })
    return operation
  },
  revision: async ({ by, known, pick }) => {
    const visit = pick(known.visits)
    if (visit === undefined) return undefined
    const more = { baseRevisionId: pick([visit.head, newId()]) }
    const operation = await by.make('visit.submit', visit.id, visitBody(pick(known.firms)), more)
    visit.head = operation.content.id
    return operation
  },
  decision: async ({ by, known, pick }) => {
    const visit = pick(known.visits)
    const decision = pick(['approve', 'return'])
    return (
      visit && by.make('review.decide', visit.id, { revisionId: visit.head, decision, reason: 'Xem lại' })
    )
  },
  repeat: async ({ sender, known, pick }) => {
    const own = known.sent.filter((one) => one.sender === sender)
    return pick(own)?.operation
  },
  carried: async ({ by, known, pick }) => {
    const other = pick(known.sent)?.operation
    const { deviceSeq } = await by.make('plan.set', newId(), {})
    return other && { ...other, deviceSeq }
  },
  idReused: async ({ by, known, pick }) => {
    const other = pick(known.sent)?.operation
    const { deviceSeq } = await by.make('plan.set', newId(), {})
    const content = { ...other?.content, body: { other: 'content' } }
    return other && { content, bodyHash: await hashOf(content), deviceSeq }
  },
  hashDiffers: async ({ by, known, pick }) => {
    const operation = await by.make('visit.submit', newId(), visitBody(pick(known.firms)))
    return { ...operation, content: { ...operation.content, clientTime: '1970' } }
  },
  unknownKind: ({ by }) => by.make('visit.submit', newId(), {}, { kind: 'visit.dream' }),
  notText: ({ by }) => by.make('visit.submit', newId(), visitBody('a\u0000b\ud800')),
  notKey: ({ by, pick, known }) =>
    by.make('firm.set', pick(known.firms), {
      fields: { parkId: { value: '\u0000'.repeat(5), baseSeq: 0 } },
    }),
  otherDevice: async ({ sender, by, known, pick }) => {
    const own = known.sent.filter((one) => one.sender === sender)
    const operation = await by.make('visit.submit', newId(), visitBody(pick(known.firms)))
    return { ...operation, deviceSeq: pick(own)?.operation.deviceSeq ?? operation.deviceSeq }
  },
  notEven: async () => 'an object',
} satisfies Readonly<Record<string, Deed>>

function isWhole(operation: unknown): operation is WireOperation {
  return typeof (operation as Partial<WireOperation>).bodyHash === 'string'
}
