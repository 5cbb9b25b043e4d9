import { createCursors, type Cursor } from '#server/cursor.ts'
import { readCounter, type Counter } from '../oracle.ts'
import { metaOf, type Place } from '../phones.ts'
import { secrets } from '../serverLife.ts'
import type { SimulatedWorld } from '../world.ts'

const cursors = createCursors(secrets)
const opened = new Map<string, Cursor | undefined>()

/** Opening one costs more than all that is done with it. */
export function readCursor(text: string, personId: string): Cursor | undefined {
  if (!opened.has(text)) {
    if (opened.size > 100) opened.clear()
    opened.set(text, cursors.read(text, personId))
  }
  return opened.get(text)
}

/** Whether the server still tells the history that a cursor or mark is of. */
export function isTold(
  { server }: Pick<SimulatedWorld, 'server'>,
  { epoch, seen, tag }: Cursor,
  counter: Counter = readCounter(server),
): boolean {
  if (epoch !== counter.epoch || seen > counter.seq) return false
  const [row] = server.query<{ tag: string }>('select tag from commit_tag where seq = ?', seen)
  return (row?.tag ?? '') === tag
}

/** Whether a place has handed in again what a server that was put back has lost. */
export function isHandedIn(world: SimulatedWorld, place: Place): boolean {
  const [epoch, mark, cursor] = [
    metaOf<string>(place, 'epoch'),
    metaOf<{ text: string }>(place, 'mark')?.text,
    metaOf<string>(place, 'cursor'),
  ]
  const counter = readCounter(world.server)
  if (epoch !== undefined && epoch !== counter.epoch) return false
  for (const text of [mark, cursor]) {
    const told = text === undefined ? undefined : readCursor(text, place.personId)
    if (told?.epoch === counter.epoch && !isTold(world, told, counter)) return false
  }
  return numberOf(place, 'history') === numberOf(place, 'confirmedHistory')
}

/** Whether it has taken in all that such a server means to it, too. */
export function isSettled(world: SimulatedWorld, place: Place): boolean {
  const isReplaced = numberOf(place, 'history') === numberOf(place, 'baseHistory')
  return isReplaced && metaOf(place, 'shadow') === undefined && isHandedIn(world, place)
}

function numberOf(place: Place, key: 'history' | 'confirmedHistory' | 'baseHistory'): number {
  return metaOf<number>(place, key) ?? 0
}
