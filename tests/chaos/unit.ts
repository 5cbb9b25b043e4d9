import { addFirm } from '#device/firms.ts'
import { setPark, type ParkBody } from '#device/parks.ts'
import { assignFirms } from '#device/plans.ts'
import { readRecords } from '#device/view.ts'
import type { PersonRecord } from '#domain/records.ts'
import { setPerson, setUp, setWorkingGroup } from '#sync/session.ts'
import type { Answered } from '#sync/transport.ts'
import { createParticipant, must, type Network, type Participant } from '../support/participant.ts'
import { password, withCookies } from '../support/serverForTests.ts'
import type { ServerProcess } from '../support/serverProcess.ts'
import { roadTo } from '../support/testDevice.ts'
import { createTestWorld, type TestWorld } from '../support/testWorld.ts'

export { password }

const surveyors = ['binh', 'chi', 'dung', 'giang'] as const
export type Surveyor = (typeof surveyors)[number]

/** A unit on a real server that began empty: set up as people do it, through its own doors. */
export interface ChaosUnit {
  readonly minh: Participant
  readonly firmIds: Readonly<Record<Surveyor, readonly string[]>>
  /** Signs somebody in on one more device. */
  readonly join: (username: string, network?: Network) => Promise<Participant>
}

const firmsEach = 20

export async function setUpUnit(
  server: ServerProcess,
  /** Where somebody's next request goes. */
  nextOrigin = () => server.origin,
): Promise<ChaosUnit> {
  const browser = () => browserOf(nextOrigin)
  const join = (username: string, network: Network = (fetch) => fetch) =>
    createParticipant({ browser }, username, { world: realWorld(), network })
  const [, code = ''] = /enter this code: (\S+)/.exec(server.printed()) ?? []
  answered(
    await setUp(roadTo(realWorld(), browser()), {
      kind: 'unit',
      code,
      unitName: 'Đơn vị thử',
      username: 'quantri',
      displayName: 'Quản trị',
      password,
    }),
  )
  const admin = await join('quantri')
  await settle(admin)
  const park: ParkBody = {
    name: 'KCN Thử',
    formerNames: [],
    kind: 'industrialPark',
    isKey: false,
    communeIds: [],
  }
  const parkId = must(await setPark(admin.device, undefined, park))
  await settle(admin)
  answered(await setWorkingGroup(admin.road, { name: 'Tổ thử', parkIds: [parkId] }))
  await addPerson(admin, 'minh', ['supervisor'])
  for (const username of surveyors) await addPerson(admin, username, ['surveyor'])
  await settle(admin)

  const minh = await join('minh')
  await settle(minh)
  const firmIds = {} as Record<Surveyor, readonly string[]>
  for (const username of surveyors) firmIds[username] = await giveFirms(minh, parkId, username)
  await settle(minh)
  return { minh, firmIds, join }
}

/** A round that must go well. */
export async function settle(who: Participant): Promise<void> {
  const { failure } = await who.sync()
  if (failure !== undefined) throw new Error(`the round failed: ${JSON.stringify(failure)}`)
}

/** The clock and the dice of this machine: what happens here is not to be repeated. */
function realWorld(): TestWorld {
  return {
    ...createTestWorld(),
    now: Date.now,
    random: Math.random,
    randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
  }
}

function browserOf(nextOrigin: () => string) {
  return withCookies((url, init) => {
    const origin = nextOrigin()
    const { pathname, search } = new URL(url, origin)
    return fetch(`${origin}${pathname}${search}`, init)
  })
}

async function addPerson(admin: Participant, username: string, roles: readonly string[]): Promise<void> {
  const person = { username, displayName: username, roles, active: true, password }
  answered(await setPerson(admin.road, person))
}

async function giveFirms(minh: Participant, parkId: string, username: string): Promise<readonly string[]> {
  const people = await readRecords<PersonRecord>(minh.device, 'person')
  const person = people.find((one) => one.username === username)
  if (person === undefined) throw new Error(`${username} did not come to the supervisor`)
  const ids: string[] = []
  for (let number = 1; number <= firmsEach; number += 1) {
    const name = `Công ty TNHH Mẫu ${username} ${number}`
    ids.push(must(await addFirm(minh.device, { name, parkId })))
  }
  must(await assignFirms(minh.device, ids, { personId: person.id, dueOn: '2030-12-31' }))
  return ids
}

function answered<Value>(answer: Answered<Value>): Value {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.failure)}`)
  return answer.value
}
