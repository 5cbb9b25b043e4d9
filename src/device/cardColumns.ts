import type { CardAdvice, FirmCard, FirmName } from './firmCard.ts'

/** What lists know of some firms, by id; undefined where that is gone. */
export interface FirmLists {
  readonly cards: ReadonlyMap<string, FirmCard | undefined>
  readonly names: ReadonlyMap<string, FirmName | undefined>
}

/** The same as one list a field: smaller than a list of objects, and opened in half the time. */
export interface FirmColumns {
  readonly cards: Columns<Omit<FirmCard, 'advice'>>
  readonly advice: Columns<Omit<CardAdvice, 'key'>>
  readonly keys: Columns<CardAdvice['key']>
  readonly names: Columns<FirmName>
  readonly goneCards: readonly string[]
  readonly goneNames: readonly string[]
}

/** What is absent is null in JSON: no field is null otherwise. */
type Columns<Row> = { readonly [Field in keyof Row]-?: readonly (Row[Field] | null)[] }

export function toColumns({ cards, names }: FirmLists): FirmColumns {
  const present = presentIn(cards)
  return {
    cards: columnsOf(cardFields, present),
    advice: columnsOf(
      adviceFields,
      present.map(({ advice }) => advice),
    ),
    keys: columnsOf(
      keyFields,
      present.map(({ advice }) => advice.key),
    ),
    names: columnsOf(nameFields, presentIn(names)),
    goneCards: goneFrom(cards),
    goneNames: goneFrom(names),
  }
}

export function cardsFrom(columns: FirmColumns): Map<string, FirmCard | undefined> {
  const { cards, goneCards } = columns
  return byId(goneCards, cards.id.length, (at) => cardAt(columns, at))
}

export function namesFrom({ names, goneNames }: FirmColumns): Map<string, FirmName | undefined> {
  return byId(goneNames, names.id.length, (at) => nameAt(names, at))
}

const cardFields = [
  'id',
  'name',
  'searchKey',
  'aliases',
  'parkId',
  'taxCode',
  'address',
  'location',
  'proposed',
  'assignedTo',
  'assignedOn',
  'helperIds',
  'dueOn',
  'inApproachPlan',
  'planBasis',
  'ownership',
  'pin',
  'phone',
  'lastVisitOn',
  'visitDays',
  'waitingVisits',
  'returnedVisitIds',
  'opinions',
  'ownAdvice',
] as const
const adviceFields = [
  'row',
  'override',
  'org',
  'coolDownUntil',
  'toEscalate',
  'stage',
  'reached',
  'appointment',
  'followUpOn',
  'nextStep',
] as const
const keyFields = [
  'firmId',
  'surveyed',
  'access',
  'union',
  'headcount',
  'official',
  'foldedName',
  'packed',
  'packedMembers',
  'packedDays',
] as const
const nameFields = ['id', 'name', 'parkId', 'taxCode', 'address', 'searchKey'] as const

// Field by field: an object that is built by names in variables is kept as a table, and slow to read.

function cardAt({ cards, advice, keys }: FirmColumns, at: number): FirmCard {
  return {
    id: cards.id[at]!,
    name: cards.name[at]!,
    searchKey: cards.searchKey[at]!,
    aliases: cards.aliases[at] ?? undefined,
    parkId: cards.parkId[at] ?? undefined,
    taxCode: cards.taxCode[at] ?? undefined,
    address: cards.address[at] ?? undefined,
    location: cards.location[at] ?? undefined,
    proposed: cards.proposed[at]!,
    assignedTo: cards.assignedTo[at] ?? undefined,
    assignedOn: cards.assignedOn[at] ?? undefined,
    helperIds: cards.helperIds[at]!,
    dueOn: cards.dueOn[at] ?? undefined,
    inApproachPlan: cards.inApproachPlan[at]!,
    planBasis: cards.planBasis[at] ?? undefined,
    ownership: cards.ownership[at] ?? undefined,
    pin: cards.pin[at] ?? undefined,
    phone: cards.phone[at] ?? undefined,
    lastVisitOn: cards.lastVisitOn[at] ?? undefined,
    visitDays: cards.visitDays[at]!,
    waitingVisits: cards.waitingVisits[at]!,
    returnedVisitIds: cards.returnedVisitIds[at]!,
    opinions: cards.opinions[at] ?? undefined,
    ownAdvice: cards.ownAdvice[at] ?? undefined,
    advice: {
      row: advice.row[at]!,
      override: advice.override[at] ?? undefined,
      org: advice.org[at]!,
      coolDownUntil: advice.coolDownUntil[at] ?? undefined,
      toEscalate: advice.toEscalate[at]!,
      stage: advice.stage[at]!,
      reached: advice.reached[at]!,
      appointment: advice.appointment[at] ?? undefined,
      followUpOn: advice.followUpOn[at] ?? undefined,
      nextStep: advice.nextStep[at] ?? undefined,
      key: keyAt(keys, at),
    },
  }
}

function keyAt(keys: FirmColumns['keys'], at: number): CardAdvice['key'] {
  return {
    firmId: keys.firmId[at]!,
    surveyed: keys.surveyed[at]!,
    access: keys.access[at]!,
    union: keys.union[at]!,
    headcount: keys.headcount[at]!,
    official: keys.official[at]!,
    foldedName: keys.foldedName[at]!,
    packed: keys.packed[at]!,
    packedMembers: keys.packedMembers[at]!,
    packedDays: keys.packedDays[at]!,
  }
}

function nameAt(names: FirmColumns['names'], at: number): FirmName {
  return {
    id: names.id[at]!,
    name: names.name[at]!,
    parkId: names.parkId[at]!,
    taxCode: names.taxCode[at] ?? undefined,
    address: names.address[at] ?? undefined,
    searchKey: names.searchKey[at]!,
  }
}

export function presentIn<Value>(all: ReadonlyMap<string, Value | undefined>): Value[] {
  return [...all.values()].filter((value) => value !== undefined)
}

function goneFrom(all: ReadonlyMap<string, unknown>): string[] {
  return [...all].flatMap(([id, value]) => (value === undefined ? [id] : []))
}

function byId<Row extends { readonly id: string }>(
  gone: readonly string[],
  count: number,
  rowAt: (at: number) => Row,
): Map<string, Row | undefined> {
  const all = new Map<string, Row | undefined>(gone.map((id) => [id, undefined]))
  for (let at = 0; at < count; at += 1) {
    const row = rowAt(at)
    all.set(row.id, row)
  }
  return all
}

function columnsOf<Row, Field extends keyof Row>(
  fields: readonly Field[],
  rows: readonly Row[],
): Columns<Pick<Row, Field>> {
  const columns = fields.map((field) => [field, rows.map((row) => row[field] ?? null)])
  return Object.fromEntries(columns) as Columns<Pick<Row, Field>>
}
