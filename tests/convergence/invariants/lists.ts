import type { DirectoryRecord, FirmRecord, HeldRecord, ImportRecord } from '#domain/records.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { readLiveRecords, type StoredRecord } from '../oracle.ts'
import type { SimulatedWorld } from '../world.ts'
import type { FirmSaid, FirmsSaid } from './firmsSaid.ts'

type Live = ReadonlyMap<string, unknown>

/** I23 and I24: what lists brought is there once, and what was taken back is gone; I25: visits keep their firms. */
export function checkLists(world: SimulatedWorld, { firms }: FirmsSaid): void {
  if (world.lists === undefined) return
  const rows = readLiveRecords(world.server)
  const live: Live = new Map(
    rows.map(({ collection, id, json }) => [`${collection}/${id}`, JSON.parse(json)]),
  )
  const known = new Set(
    rows
      .filter((row) => row.scope_key !== row.id || row.collection !== 'firm')
      .map(({ scope_key: key }) => key),
  )
  for (const [firmId, said] of firms) {
    const isListed = [...said.fields.values()].flat().some(({ importId }) => importId !== undefined)
    if (!isListed && !said.wasTakenBack) continue
    checkFirm(world, live, firmId, said)
    checkCard(world, live, firmId, said.isGone && !known.has(firmId))
  }
  checkOnce(world, rows, live, firms)
  checkVisits(world, live, firms)
}

function checkFirm({ check }: SimulatedWorld, live: Live, firmId: string, said: FirmSaid): void {
  const { isGone, wasTakenBack } = said
  const id = wasTakenBack ? 'I24' : 'I23'
  const firm = live.get(`firm/${firmId}`) as FirmRecord | undefined
  check(
    id,
    firm !== undefined && (firm.status === 'withdrawn') === isGone,
    () => `${firmId} is ${firm?.status}`,
  )
  const fields = Object.entries(firm?.fields ?? {})
  const isSame =
    fields.length === said.fields.size &&
    fields.every(([field, { value }]) => said.fields.get(field)?.at(-1)?.value === JSON.stringify(value))
  check(id, isSame, () => `${JSON.stringify(firm)}, said ${JSON.stringify([...said.fields])}`)
}

/** Whoever does not hold the firm knows it by its card. */
function checkCard({ check }: SimulatedWorld, live: Live, firmId: string, isHidden: boolean): void {
  const card = live.get(`directory/${firmId}`) as DirectoryRecord | undefined
  const isRight = card !== undefined && (card.withdrawn === true) === isHidden
  check(isHidden ? 'I24' : 'I23', isRight, () => `${isHidden ? 'gone' : 'there'}: ${JSON.stringify(card)}`)
}

/** A firm that one list alone names is there once, as long as nobody took the list back. */
function checkOnce(
  { lists, check }: SimulatedWorld,
  rows: readonly StoredRecord[],
  live: Live,
  firms: FirmsSaid['firms'],
): void {
  const isUndone = [...live].some(
    ([key, record]) => key.startsWith('import/') && (record as ImportRecord).state === 'undone',
  )
  if (isUndone) return
  const codes = Map.groupBy(
    lists!.flatMap((file) => file.rows),
    ({ code }) => code,
  )
  for (const [code, named] of codes) {
    // several lists may name it, and the tablets they are taken in on may not know of each other
    if (named.length > 1 || !code.startsWith('99')) continue
    const there = rows.filter(({ collection, id }) => {
      const fields = collection === 'firm' ? firms.get(id)?.fields : undefined
      return fields?.get('taxCode')?.at(-1)?.value === JSON.stringify(code)
    })
    check('I23', there.length <= 1, () => `${there.length} firms have the code ${code}`)
  }
}

function checkVisits({ check }: SimulatedWorld, live: Live, firms: FirmsSaid['firms']): void {
  for (const [key, record] of live) {
    if (key.startsWith('visit/') && firms.get((record as VisitRecord).firmId)?.wasTakenBack === true) {
      const card = live.get(`directory/${(record as VisitRecord).firmId}`) as DirectoryRecord | undefined
      check('I25', card?.withdrawn !== true, () => `${key} is of a firm that is not shown`)
    }
    const { firmId = '', problem } = key.startsWith('held/') ? (record as HeldRecord) : {}
    if (firms.has(firmId))
      check('I25', problem !== 'firmUnknown', () => `${key} waits for a firm that is there`)
  }
}
