import { refuse, succeed, type Result } from '#domain/result.ts'
import { hasRoom, makeRoom } from './reserve.ts'

const patienceMs = 10_000

/** What a save may do where there is no room. */
export interface Room {
  /** Removes what may go before anything that was recorded; tells whether there was any. */
  readonly letGo?: () => PromiseLike<boolean>
  /** Of less worth than answers: never written into the room that is kept for them. */
  readonly isSpare?: boolean
}

/**
 * Runs a transaction and waits for it: it alone says that something is on disk. One that a browser ends for no
 * reason of ours (an abort, a lost connection, a full disk) is run once more where there is room, so `transaction`
 * must come to the same when it is run twice. Never longer than 10 s: a save that neither settles nor fails is
 * reported as not saved, and so is one that waits for what must be read before it.
 */
export async function settleSave<Value>(
  transaction: () => PromiseLike<Value>,
  room: Room = {},
): Promise<Result<Value>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patienceMs)
  })
  try {
    const outcome = await Promise.race([runTwice(transaction, room), patience])
    return outcome === 'late' ? refuse('notSaved') : succeed(outcome.value)
  } catch (error) {
    return refuse(isQuota(error) ? 'storageFull' : 'notSaved', { parameters: { detail: String(error) } })
  } finally {
    clearTimeout(timer)
  }
}

async function runTwice<Value>(
  transaction: () => PromiseLike<Value>,
  { letGo = () => Promise.resolve(false), isSpare = false }: Room,
): Promise<{ readonly value: Value }> {
  // without the reserve even removing something may do harm
  const isRoom = (await hasRoom()) || ((await makeRoom()) && (await letGo()) && (await hasRoom()))
  if (!isRoom) throw noRoom()
  try {
    return { value: await transaction() }
  } catch (error) {
    if (!(await makeRoom())) throw noRoom()
    if (isQuota(error)) await letGo()
    if (isSpare && !(await hasRoom())) throw noRoom()
  }
  try {
    return { value: await transaction() }
  } catch (error) {
    // a full disk may show as a bare AbortError
    throw (await hasRoom()) ? error : noRoom()
  }
}

function noRoom(): DOMException {
  return new DOMException('the disk is full', 'QuotaExceededError')
}

function isQuota(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const inner = (error as { inner?: unknown }).inner
  return (
    error.name === 'QuotaExceededError' || (inner instanceof Error && inner.name === 'QuotaExceededError')
  )
}
