import 'fake-indexeddb/auto'
import { openDevice, type Device } from '#device/device.ts'
import { runRound, type RoundOutcome } from '#sync/round.ts'
import { signIn } from '#sync/session.ts'
import type { Road } from '#sync/transport.ts'
import { roadTo } from './testDevice.ts'
import { createTestWorld, type TestWorld } from './testWorld.ts'

/** Somebody with a phone or a tablet: a real database, and the road to a server that can be cut. */
export interface Participant {
  readonly device: Device
  readonly world: TestWorld
  readonly road: Road
  /** One round; the outcome says what became of it. */
  readonly sync: () => Promise<RoundOutcome>
  readonly goOffline: () => void
  readonly goOnline: () => void
}

type Fetch = Road['fetch']
let participants = 0

/** Signs somebody in on a device of their own. */
export async function createParticipant(
  fetch: Fetch,
  who: { readonly username: string; readonly password: string; readonly startAt?: string },
): Promise<Participant> {
  participants += 1
  const world = createTestWorld({ seed: 1000 + participants, ...(who.startAt !== undefined && { startAt: who.startAt }) })
  let online = true
  const withCookies = keepCookies(fetch)
  const road = roadTo(world, async (url, init) => {
    if (!online) throw new TypeError('Failed to fetch')
    return withCookies(url, init)
  })
  const enrolled = await signIn(road, who, { deviceName: `máy của ${who.username}` })
  if (!enrolled.ok) throw new Error(`${who.username} could not sign in: ${JSON.stringify(enrolled.failure)}`)
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

/** What a browser does with cookies, for one origin. */
function keepCookies(fetch: Fetch): Fetch {
  const jar = new Map<string, string>()
  return async (url, init) => {
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(url, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
}
