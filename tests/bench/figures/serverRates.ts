import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { makeId } from '#domain/ids.ts'
import { schemaVersion, type OperationContent } from '#domain/operation.ts'
import { vietnamTime } from '#domain/time.ts'
import type { EnrolAnswer } from '#protocol/session.ts'
import { protocolVersion, pullLimits } from '#protocol/sync.ts'
import { enrol } from '#server/accounts/enrolments.ts'
import { runs, type Bench } from '../bench.ts'
import { openBenchUnit, type BenchUnit } from '../server/openBench.ts'
import { openRaw } from '../server/floorStore.ts'
import { median, percentile } from '../statistics.ts'
import { visitBody } from '../visitBodies.ts'

const origin = 'http://127.0.0.1'
const batchSize = 50

type Parts = Pick<Bench, 'dataDir' | 'options' | 'templates' | 'print'>

/** Pushes of 50 operations against plain inserts of the same texts, in one process, on one disk. */
export async function pushRate(bench: Parts): Promise<void> {
  const dataDir = join(bench.dataDir, 'rate')
  const opened = await openBenchUnit(dataDir, { firms: 400, visits: 400, ownFirms: 400, waiting: 0 }, origin)
  const raw = openRaw(join(dataDir, 'raw.sqlite'))
  raw.exec('create table document (id text primary key, json text not null)')
  const insert = raw.prepare('insert into document (id, json) values (?, ?)')
  const identity = await enrolAs(opened, 'binh')
  const batches = runs(bench, 60)
  const taken: { ours: number[]; batched: number[]; single: number[] } = { ours: [], batched: [], single: [] }
  for (let batch = 0; batch < batches; batch += 1) {
    const operations = makeOperations(bench, opened, identity, batch)
    const texts = operations.map(({ content }) => JSON.stringify(content))
    taken.ours.push(await timed(() => push(opened, identity, operations)))
    taken.batched.push(
      await timed(() => {
        raw.exec('begin immediate')
        for (const text of texts) insert.run(randomUUID(), text)
        raw.exec('commit')
      }),
    )
    taken.single.push(await timed(() => texts.forEach((text) => insert.run(randomUUID(), text))))
  }
  raw.close()
  await opened.handler.parts.store.close()
  const rate = (all: readonly number[]) => (batchSize * 1000) / median(all)
  bench.print({
    what: 'server, pushes of 50 operations, over inserts that are each on disk',
    ours: rate(taken.ours),
    floor: rate(taken.single),
    unit: 'a second',
    atLeastRatio: 0.25,
    note:
      'The goal is held to raw inserts with synchronous=FULL, each its own commit: an operation is acknowledged ' +
      'by itself. Fifty inserts of the text alone in one commit are printed beside it.',
  })
  bench.print({
    what: '  the same, over fifty inserts in one commit',
    ours: rate(taken.ours),
    floor: rate(taken.batched),
    unit: 'a second',
  })
  bench.print({
    what: '  p99 of a push',
    ours: percentile(taken.ours, 0.99),
    floor: percentile(taken.batched, 0.99),
    unit: 'ms',
  })
}

/** What a page costs when ten times as much is stored that the reader has, or that others have. */
export async function pageCost(bench: Parts): Promise<void> {
  const [small, large] = bench.options.large
    ? [10_000, 1_000_000]
    : bench.options.quick
      ? [2_000, 10_000]
      : [10_000, 100_000]
  const units = await Promise.all([small, large].map((records) => openSized(bench, records)))
  for (const reader of ['minh', 'binh'] as const) {
    const costs = await pageCosts(bench, units, reader)
    const who = reader === 'minh' ? 'supervisor' : 'surveyor, same firms'
    bench.print({
      what: `pull page of 1,000, ${who}: ${large.toLocaleString('en')} stored over ${small.toLocaleString('en')}`,
      ours: median(costs[1]!),
      floor: median(costs[0]!),
      unit: 'ms',
      atMostRatio: 1.2,
    })
  }
  for (const { handler } of units) await handler.parts.store.close()
}

/** `binh` has 400 firms whatever the unit's size: 400 firms, assignments and visits. */
function openSized(bench: Parts, records: number): Promise<BenchUnit> {
  const firms = Math.max(400, records / 10)
  const size = { firms, visits: records - 3 * firms, ownFirms: 400, waiting: 0 }
  return openBenchUnit(join(bench.dataDir, `stored-${records}`), size, origin)
}

async function pageCosts(
  bench: Parts,
  units: readonly BenchUnit[],
  reader: 'binh' | 'minh',
): Promise<number[][]> {
  const readers = await Promise.all(units.map((unit) => enrolAs(unit, reader)))
  const costs: number[][] = units.map(() => [])
  for (let run = 0; run < runs(bench, 15) + 2; run += 1) {
    for (const [index, unit] of units.entries()) {
      const took = await timed(() => pullPage(unit, readers[index]!))
      if (run >= 2) costs[index]!.push(took)
    }
  }
  return costs
}

function enrolAs({ handler, unit }: BenchUnit, who: 'binh' | 'minh'): Promise<EnrolAnswer> {
  const caller = { unitId: unit.unitId, person: unit.people[who], setCookies: [] }
  return enrol(handler.parts, caller, { deviceName: 'đo' })
}

function makeOperations(bench: Parts, { unit }: BenchUnit, identity: EnrolAnswer, batch: number) {
  const now = Date.now()
  return Array.from({ length: batchSize }, (_, index) => {
    const firmId = unit.firmIds[(batch * batchSize + index) % unit.firmIds.length]!
    const content: OperationContent = {
      id: makeId(now, newBytes),
      unitId: identity.unitId,
      personId: identity.personId,
      kind: 'visit.submit',
      recordId: makeId(now, newBytes),
      schemaVersion,
      clientTime: vietnamTime(now),
      body: visitBody(bench.templates, index, firmId, vietnamTime(now)),
    }
    const bodyHash = createHash('sha256').update(canonicalJson(content)).digest('hex')
    return { content, bodyHash, deviceSeq: batch * batchSize + index + 1 }
  })
}

function newBytes(size: number): Uint8Array {
  return new Uint8Array(randomBytes(size))
}

async function push(
  unit: BenchUnit,
  { deviceId, pushToken }: EnrolAnswer,
  operations: readonly unknown[],
): Promise<void> {
  const body = { protocol: protocolVersion, requestId: randomUUID(), epoch: null, deviceId, operations }
  const answer = (await ask(unit, '/api/sync/push', pushToken, body)) as { receipts: { status: string }[] }
  const applied = answer.receipts.filter(({ status }) => status === 'applied').length
  if (applied !== batchSize)
    throw new Error(`${applied} of ${batchSize} applied: ${JSON.stringify(answer.receipts[0])}`)
}

async function pullPage(unit: BenchUnit, { deviceId, readToken }: EnrolAnswer): Promise<void> {
  const body = {
    protocol: protocolVersion,
    requestId: randomUUID(),
    deviceId,
    cursor: null,
    limit: pullLimits.records,
  }
  const answer = (await ask(unit, '/api/sync/pull', readToken, body)) as { changes: unknown[] }
  if (answer.changes.length < 700) throw new Error(`a page of ${answer.changes.length}`)
}

async function ask({ handler }: BenchUnit, path: string, token: string, body: unknown): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    authorization: `Bearer ${token}`,
  }
  const bytes = gzipSync(JSON.stringify(body))
  const response = await handler.handle(
    new Request(`${origin}${path}`, { method: 'POST', headers, body: bytes }),
    '127.0.0.1',
  )
  return response.json()
}

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
