import type { HistoryBody } from './merge/history.ts'
import type { HistoryRecord } from './records.ts'

type Assignment = HistoryBody<'assignment'>

/**
 * Who a planned step falls to now: whoever was named, until they have the firm no longer and somebody else has it.
 * A colleague who never had the firm keeps what was put on them.
 */
export function fallsTo(
  assignee: string | undefined,
  assignment: HistoryRecord | undefined,
): string | undefined {
  const bodies = (assignment?.entries ?? []).map(({ body }) => body as Assignment)
  const now = bodies.at(-1)
  const member = now?.personId ?? undefined
  if (assignee === undefined || member === undefined || now === undefined || has(now, assignee)) {
    return assignee ?? member
  }
  return bodies.some((body) => has(body, assignee)) ? member : assignee
}

/** Who had the firm before whoever has it, and since when that is so (yyyy-mm-dd). */
export function receivedFrom(
  assignment: HistoryRecord | undefined,
): { readonly personId: string; readonly on: string } | undefined {
  const entries = assignment?.entries ?? []
  const personOf = (index: number) => (entries[index]?.body as Assignment | undefined)?.personId
  const member = personOf(entries.length - 1)
  const index = entries.findLastIndex((_, at) => personOf(at) !== member)
  const before = personOf(index)
  if (typeof before !== 'string') return undefined
  return { personId: before, on: entries[index + 1]!.clientTime.slice(0, 10) }
}

/** What is handed over, as it is shared out. */
export interface Handed {
  readonly id: string
  readonly parkId: string | undefined
}

/** What one of those who take over gets. */
export interface HandShare<Firm extends Handed> {
  readonly personId: string
  readonly firms: readonly Firm[]
}

/** Shares firms out: parks stay whole where that is fair, the largest goes to whoever has least. */
export function shareOut<Firm extends Handed>(
  firms: readonly Firm[],
  receivers: readonly string[],
  workload: ReadonlyMap<string, number>,
): readonly HandShare<Firm>[] {
  const most = Math.ceil(firms.length / receivers.length)
  const shares = receivers.map((personId) => ({ personId, firms: [] as Firm[] }))
  for (const group of partsByPark(firms, most)) {
    const load = ({ personId, firms: given }: (typeof shares)[number]) =>
      (workload.get(personId) ?? 0) + given.length
    shares.reduce((least, one) => (load(one) < load(least) ? one : least)).firms.push(...group)
  }
  return shares
}

function partsByPark<Firm extends Handed>(firms: readonly Firm[], most: number): Firm[][] {
  const parks = [...Map.groupBy(firms, ({ parkId }) => parkId).values()]
  return parks
    .flatMap((inPark) =>
      Array.from({ length: Math.ceil(inPark.length / most) }, (_, part) =>
        inPark.slice(part * most, (part + 1) * most),
      ),
    )
    .toSorted((one, other) => other.length - one.length)
}

function has({ personId, helperIds }: Assignment, person: string): boolean {
  return personId === person || helperIds?.includes(person) === true
}
