import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeId } from '#domain/ids.ts'
import { hashContent, type OperationKind } from '#domain/operation.ts'
import type { PersonRecord, UnitRecord, WorkingGroupRecord } from '#domain/records.ts'
import type { EnrolAnswer } from '#protocol/session.ts'
import { enrol } from '#server/accounts/enrolments.ts'
import { writePerson, writeWorkingGroup } from '#server/accounts/people.ts'
import { createUnit, unitDefaults } from '#server/accounts/setUp.ts'
import { createHandler } from '#server/handler.ts'
import type { Parts } from '#server/parts.ts'
import { receive } from '#server/receive.ts'
import { openStore } from '#server/store/open.ts'
import { createTestWorld } from '../support/testWorld.ts'
import { secrets, settings } from './serverLife.ts'

/** The morning every simulation begins with: a unit at work, and the devices its people enrolled. */
export interface Template {
  readonly image: Uint8Array
  readonly unitId: string
  readonly workingGroupId: string
  readonly parkIds: readonly string[]
  readonly firmIds: readonly string[]
  readonly people: Readonly<Record<Username, PersonRecord>>
  /** Two devices each. */
  readonly enrolments: Readonly<Record<Username, readonly [EnrolAnswer, EnrolAnswer]>>
}

/** `an` leads the group of the first two parks, in which `binh`, `chi` and `dung` are; `minh` supervises. */
export const usernames = ['an', 'binh', 'chi', 'dung', 'minh', 'quantri'] as const
export type Username = (typeof usernames)[number]

export const morning = Date.parse('2026-11-21T08:00:00+07:00')

const firmsOf: readonly (readonly [park: number, to: Username | null, helper?: Username])[] = [
  [0, 'binh'],
  [0, 'binh'],
  [0, 'chi', 'binh'],
  [1, 'chi'],
  [1, null],
  [2, null],
]

export async function makeTemplate(): Promise<Template> {
  const world = createTestWorld({ seed: 4711 })
  const path = join(tmpdir(), `nhip-cau-template-${process.pid}.sqlite`)
  const store = await openStore({ path, durability: 'off' })
  const { parts } = createHandler({
    store,
    clock: () => morning - 3_600_000,
    random: world.randomBytes,
    secrets,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    settings,
  })
  const id = () => makeId(parts.now(), world.randomBytes)
  const unit: UnitRecord = { ...unitDefaults, id: id(), name: 'Đơn vị thử', demo: false, allowsPhotos: true }
  const parkIds = [id(), id(), id()]
  const group: WorkingGroupRecord = { id: id(), name: 'Tổ công tác thử', parkIds: parkIds.slice(0, 2) }
  const people = makePeople(id, group.id)
  await createUnit(parts, unit, async (ledger) => {
    await writeWorkingGroup(ledger, group)
    for (const person of Object.values(people)) await writePerson(ledger, person)
  })
  const enrolments = await enrolAll(parts, unit.id, people)
  const firmIds = await fill(parts, { unitId: unit.id, id, parkIds, people, enrolments })
  await store.close()
  const image = readImage(path)
  return { image, unitId: unit.id, workingGroupId: group.id, parkIds, firmIds, people, enrolments }
}

function makePeople(id: () => string, workingGroupId: string): Template['people'] {
  const person = (username: Username, more: Pick<PersonRecord, 'roles'> & Partial<PersonRecord>) =>
    [username, { id: id(), username, displayName: username, active: true, ...more }] as const
  const member = { roles: ['surveyor'], workingGroupId } as const
  return Object.fromEntries([
    person('an', { ...member, leads: { from: '2020-01-01' } }),
    person('binh', member),
    person('chi', member),
    person('dung', member),
    person('minh', { roles: ['supervisor'] }),
    person('quantri', { roles: ['administrator'] }),
  ]) as unknown as Template['people']
}

async function enrolAll(
  parts: Parts,
  unitId: string,
  people: Template['people'],
): Promise<Template['enrolments']> {
  const enrolments: [string, EnrolAnswer[]][] = []
  for (const person of Object.values(people)) {
    const reader = { unitId, person, setCookies: [] }
    const first = await enrol(parts, reader, { deviceName: `máy của ${person.username}` })
    const second = await enrol(parts, reader, { deviceName: `máy thứ hai của ${person.username}` })
    enrolments.push([person.username, [first, second]])
  }
  return Object.fromEntries(enrolments) as unknown as Template['enrolments']
}

interface Filling extends Pick<Template, 'unitId' | 'parkIds' | 'people' | 'enrolments'> {
  readonly id: () => string
}

/** Parks, firms and who goes to them, as two devices would have recorded it. */
async function fill(parts: Parts, { unitId, id, parkIds, people, enrolments }: Filling): Promise<string[]> {
  const sha256 = async (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')
  const numbers = new Map<Username, number>()
  const deviceIds = new Map<Username, string>()

  async function tell(by: Username, kind: OperationKind, recordId: string, body: object): Promise<void> {
    const person = people[by]
    const [, { enrolmentId }] = enrolments[by]
    const deviceId = deviceIds.get(by) ?? id()
    deviceIds.set(by, deviceId)
    const deviceSeq = (numbers.get(by) ?? 0) + 1
    numbers.set(by, deviceSeq)
    const clientTime = '2026-11-21T07:00:00.000+07:00'
    const content = {
      id: id(),
      unitId,
      personId: person.id,
      kind,
      recordId,
      schemaVersion: 1,
      clientTime,
      body,
    }
    const operations = [{ content, bodyHash: await hashContent(content, sha256), deviceSeq }]
    const request = { protocol: 1, requestId: content.id, epoch: null, deviceId, operations } as const
    const { receipts } = await receive(parts, { unitId, enrolmentId, person }, request)
    if (receipts[0]?.status !== 'applied') throw new Error(`${kind}: ${JSON.stringify(receipts)}`)
  }

  for (const [index, parkId] of parkIds.entries()) {
    const park = { name: `Khu công nghiệp ${index + 1}`, formerNames: [], kind: 'industrialPark' }
    await tell('quantri', 'park.set', parkId, { ...park, isKey: index === 0, communeIds: [] })
  }
  const firmIds: string[] = []
  for (const [index, [park, to, helper]] of firmsOf.entries()) {
    const firmId = id()
    const fields = { name: `Công ty Mẫu ${index + 1}`, parkId: parkIds[park] }
    await tell('minh', 'firm.create', firmId, { fields, approved: true })
    if (to !== null) {
      const helperIds = helper === undefined ? [] : [people[helper].id]
      await tell('minh', 'assignment.set', firmId, { personId: people[to].id, helperIds })
    }
    firmIds.push(firmId)
  }
  return firmIds
}

function readImage(path: string): Uint8Array {
  const database = new DatabaseSync(path)
  const image = database.serialize()
  database.close()
  for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true })
  return image
}
