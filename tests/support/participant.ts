import 'fake-indexeddb/auto'
import { openDevice, reopenDevice, type Device } from '#device/device.ts'
import { runRound, type RoundOutcome } from '#sync/round.ts'
import { signIn } from '#sync/session.ts'
import type { Road } from '#sync/transport.ts'
import { password, type TestServer } from './serverForTests.ts'
import { roadTo } from './testDevice.ts'
import { createTestWorld, type TestWorld } from './testWorld.ts'

/** Somebody with a phone or a tablet: a real database, and a road to the real server that can be cut. */
export interface Participant {
  readonly device: Device
  readonly world: TestWorld
  readonly road: Road
  /** One round; the outcome says what became of it. */
  readonly sync: () => Promise<RoundOutcome>
  readonly goOffline: () => void
  readonly goOnline: () => void
}

/** Stands between a device and the server, and may lose, double or delay what passes. */
export type Network = (fetch: Road['fetch']) => Road['fetch']

let participants = 0

/** Signs somebody in on a device of their own. */
export async function createParticipant(
  server: Pick<TestServer, 'browser'>,
  username: string,
  options: {
    readonly startAt?: string
    readonly world?: TestWorld
    readonly network?: Network
    readonly enrolmentId?: string
  } = {},
): Promise<Participant> {
  participants += 1
  const startAt = options.startAt ?? '2026-11-21T08:00:00+07:00'
  const world = options.world ?? createTestWorld({ seed: 1000 + participants, startAt })
  let online = true
  const { network = (fetch) => fetch } = options
  const browser = network(server.browser())
  const road = roadTo(world, async (url, init) => {
    if (!online) throw new TypeError('Failed to fetch')
    return browser(url, init)
  })
  const enrolled = await signIn(
    road,
    { username, password },
    {
      deviceName: `máy của ${username}`,
      enrolmentId: options.enrolmentId,
    },
  )
  if (!enrolled.ok) throw new Error(`${username} could not sign in: ${JSON.stringify(enrolled.failure)}`)
  const device = await openDevice(enrolled.value, world)
  return {
    device,
    world,
    road,
    sync: () => runRound(device, road),
    goOffline: () => {
      online = false
    },
    goOnline: () => {
      online = true
    },
  }
}

/** The app was killed and the phone switched on again: only what is on disk is left. */
export async function reopen(who: Participant): Promise<Participant> {
  const { name } = who.device.database
  who.device.database.close()
  const device = await reopenDevice(name, who.world)
  if (device === undefined) throw new Error(`nobody is enrolled in ${name}`)
  return { ...who, device, sync: () => runRound(device, who.road) }
}

/** The value of something that must have gone well; otherwise the test ends with its problem. */
export function must<Value>(result: { ok: true; value: Value } | { ok: false; problem: unknown }): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`)
  return result.value
}
