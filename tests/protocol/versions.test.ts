import 'fake-indexeddb/auto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCards } from '#device/cards.ts'
import { openFirm } from '#device/firmView.ts'
import { readHeldData } from '#device/heldData.ts'
import { readOwnVisits } from '#device/ownVisits.ts'
import { openDevice } from '#device/device.ts'
import { liftRecord } from '#domain/lifts.ts'
import { operationKinds, schemaVersion, type OperationContent } from '#domain/operation.ts'
import { pullAnswerSchema } from '#protocol/sync.ts'
import { routes } from '#server/routes.ts'
import { pull } from '#sync/pull.ts'
import {
  openRecordedUnit,
  play,
  pullText,
  sha256,
  type RecordedOperation,
  type RecordedUnit,
} from '../support/playback.ts'
import { roadTo } from '../support/testDevice.ts'
import { createTestWorld } from '../support/testWorld.ts'
import type { Exchange } from '../fixtures/recordWire.ts'

const fixtures = join(import.meta.dirname, '../fixtures')
const versions = readdirSync(fixtures).filter((name) => /^v\d+$/.test(name))

function read(version: string, name: string): string {
  return readFileSync(join(fixtures, version, name), 'utf8')
}

function readJson<Value>(version: string, name: string): Value {
  return JSON.parse(read(version, name)) as Value
}

interface Change {
  readonly collection: string
  readonly id: string
  readonly record: unknown
}

/** Records by key, as today's build reads them. */
function recordsOf(page: string): Map<string, unknown> {
  const { changes } = JSON.parse(page) as { changes: Change[] }
  return new Map(
    changes.map(({ collection, id, record }) => [`${collection}/${id}`, liftRecord(collection, record)]),
  )
}

test('there are fixtures of every version, this one among them', () => {
  const expected = Array.from({ length: schemaVersion }, (_, index) => `v${index + 1}`)
  expect(versions.toSorted()).toEqual(expected)
})

describe.each(versions)('version %s', (version) => {
  test('is kept byte for byte', () => {
    const lines = read(version, 'SHA256SUMS').trim().split('\n')
    const sums = lines.map((line) => line.split('  ') as [string, string])
    for (const [sum, name] of sums) expect(sha256(readFileSync(join(fixtures, version, name)))).toBe(sum)
    expect(sums.map(([, name]) => name).toSorted()).toEqual(
      readdirSync(join(fixtures, version))
        .filter((name) => name !== 'SHA256SUMS')
        .toSorted(),
    )
  })

  test('[I20] every operation of it means today what it meant then, and gets the receipt it got', async () => {
    const operations = readJson<RecordedOperation[]>(version, 'operations.json')
    const stage = await openRecordedUnit(readJson<RecordedUnit>(version, 'unit.json'))
    const answers = await play(stage, operations)
    const then = readJson<{ receipts: object[] }[]>(version, 'answers.json')
    expect(answers.map((answer) => answer['receipts'])).toEqual(then.map((answer) => answer.receipts))
    for (const [name, username] of [
      ['page-supervisor.json', 'minh'],
      ['page-surveyor.json', 'binh'],
    ] as const) {
      expect(recordsOf(await pullText(stage, username))).toEqual(recordsOf(read(version, name)))
    }
    const stored = await stage.server.store.db
      .selectFrom('operation')
      .select(['content', 'body_hash'])
      .execute()
    expect(new Set(stored.map((row) => row.content))).toEqual(new Set(operations.map(({ text }) => text)))
    for (const { content, body_hash } of stored) expect(sha256(content)).toBe(body_hash)
    await stage.server.close()
  })

  test('[I20] its pages are taken by a device of today as they came, and screens open on them', async () => {
    const { unit, people } = readJson<RecordedUnit>(version, 'unit.json')
    for (const [name, username] of [
      ['page-supervisor.json', 'minh'],
      ['page-surveyor.json', 'binh'],
    ] as const) {
      const world = createTestWorld({ seed: Number(version.slice(1)) })
      const { id: personId, displayName, roles } = people.find((person) => person.username === username)!
      const names = { unitName: unit.name, username, displayName, roles: [...roles] }
      const ids = { enrolmentId: `${version}-${username}`, deviceId: 'd', unitId: unit.id, personId }
      const device = await openDevice({ ...ids, ...names, pushToken: 'p', readToken: 'r' }, world)
      const page = read(version, name)
      const road = roadTo(world, async (_url, init) => {
        const { requestId } = JSON.parse(init.body as string) as { requestId: string }
        const headers = { 'content-type': 'application/json' }
        return new Response(page.replace('"request-pull"', JSON.stringify(requestId)), { headers })
      })
      expect(await pull(device, road)).toMatchObject({ repaired: false })
      const rows = await device.database.base.toArray()
      const changes = pullAnswerSchema.parse(JSON.parse(page)).changes as unknown as Change[]
      expect(new Map(rows.map((row) => [`${row.collection}/${row.id}`, JSON.stringify(row.sealed)]))).toEqual(
        new Map(
          changes.map(({ collection, id, record }) => [
            `${collection}/${id}`,
            JSON.stringify({ plain: record }),
          ]),
        ),
      )
      const cards = await readCards(device)
      expect(cards.length).toBeGreaterThan(0)
      for (const card of cards) expect((await openFirm(device, card.id))?.visits).toBeDefined()
      expect((await readHeldData(device, { decided: true })).length).toBeGreaterThan(0)
      if (username === 'binh') expect((await readOwnVisits(device, 100)).length).toBe(4)
    }
  })

  test('what its clients and servers said to each other is still understood on every road', () => {
    const exchanges = readJson<Exchange[]>(version, 'wire.json')
    const said = new Set(exchanges.map(({ path }) => path))
    for (const road of ['push', 'pull', 'have', 'list', 'fetch']) expect(said).toContain(`/api/sync/${road}`)
    for (const { path, request, answer } of exchanges) {
      const route = routes.find((one) => one.path === path)!
      expect(route.request?.safeParse(request).error, path).toBeUndefined()
      expect(typeof route.answer === 'string' || route.answer.safeParse(answer).success, path).toBe(true)
    }
  })
})

test('the fixtures of this version have a deed of every kind', () => {
  const operations = readJson<RecordedOperation[]>(`v${schemaVersion}`, 'operations.json')
  const kinds = new Set(operations.map(({ text }) => (JSON.parse(text) as OperationContent).kind))
  expect([...kinds].toSorted()).toEqual([...operationKinds].toSorted())
  expect(existsSync(join(fixtures, `v${schemaVersion}`, 'device.json'))).toBe(true)
})
