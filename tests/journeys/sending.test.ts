import { gunzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { addFirm, correctFirm } from '#device/firms.ts'
import { readMeta } from '#device/meta.ts'
import type { OperationContent } from '#domain/operation.ts'
import { must, type Participant } from '../support/participant.ts'
import { day, minute, readOperations, startTeam, type Team } from './team.ts'

let team: Team
afterEach(() => team.close())

interface Sent {
  readonly deviceId: string
  readonly deviceSeqs: readonly number[]
  readonly mark?: string
  readonly contents: readonly OperationContent[]
}

interface Answer {
  readonly mark?: string
  fork?: true
  revoked?: 'stolen'
  receipts: { operationId: string }[]
}

/** A second tablet of the supervisor, whose batches are looked at, and their answers changed on the way. */
async function joinWatched(change: (answer: Answer, batch: number) => void = () => undefined) {
  const sent: Sent[] = []
  const answers: Answer[] = []
  const who = await team.join('minh', (fetch) => async (url, init) => {
    if (!url.endsWith('/push')) return fetch(url, init)
    const body = init.body
    const text = typeof body === 'string' ? body : gunzipSync(body as ArrayBuffer).toString()
    const { deviceId, mark, operations } = JSON.parse(text) as {
      deviceId: string
      mark?: string
      operations: { content: OperationContent; deviceSeq: number }[]
    }
    sent.push({
      deviceId,
      deviceSeqs: operations.map(({ deviceSeq }) => deviceSeq),
      contents: operations.map(({ content }) => content),
      ...(mark !== undefined && { mark }),
    })
    const response = await fetch(url, init)
    const answer = (await response.json()) as Answer
    answers.push(structuredClone(answer))
    change(answer, sent.length)
    return Response.json(answer)
  })
  return { who, sent, answers }
}

/** 120 new firms, and a correction of the first of them. */
async function recordMany(who: Participant): Promise<string> {
  const ids: string[] = []
  for (let number = 1; number <= 120; number += 1) {
    ids.push(
      must(await addFirm(who.device, { name: `Công ty Mẫu ${number}`, parkId: team.server.parkIds[0] })),
    )
  }
  must(await correctFirm(who.device, ids[0]!, { name: 'Công ty Mẫu Đã Sửa' }))
  return ids[0]!
}

function sizes(sent: readonly Sent[]): number[] {
  return sent.map(({ contents }) => contents.length)
}

test('[I14] batches follow each other at once, and a deed waits for the one before it about the same record', async () => {
  team = await startTeam()
  const { who, sent, answers } = await joinWatched()
  const firmId = await recordMany(who)
  expect(await who.sync()).toMatchObject({ sent: 121, failure: undefined })
  expect(sizes(sent)).toEqual([100, 20, 1])
  expect(sent[2]!.contents).toMatchObject([{ kind: 'firm.set', recordId: firmId }])
  // each reminds the server of the commit that it told of last
  expect(sent[1]!.mark).toBe(answers[0]!.mark)
  expect(sent[1]!.mark).toBeDefined()
  expect(await who.device.database.outbox.count()).toBe(0)
  expect(await who.device.database.acknowledged.count()).toBe(121)
})

test('[I5] a deed without a receipt stays, and what is about its record is not sent before it', async () => {
  team = await startTeam()
  const { who, sent } = await joinWatched((answer, batch) => {
    if (batch === 1) answer.receipts = answer.receipts.slice(1)
  })
  const firmId = await recordMany(who)
  expect(await who.sync()).toMatchObject({ sent: 119 })
  expect(sizes(sent)).toEqual([100, 20])
  const waiting = await who.device.database.outbox.orderBy('deviceSeq').toArray()
  expect(waiting.map((row) => [row.kind, row.recordId])).toEqual([
    ['firm.create', firmId],
    ['firm.set', firmId],
  ])
  team.later(10 * minute)
  expect(await who.sync()).toMatchObject({ sent: 2 })
  expect(sent[2]!.contents.map(({ kind }) => kind)).toEqual(['firm.create', 'firm.set'])
  const operations = await readOperations(team)
  expect(operations.filter((operation) => operation.id === sent[0]!.contents[0]!.id)).toHaveLength(1)
})

test('receipts that came are kept when the next batch is lost on the way', async () => {
  team = await startTeam()
  const { who } = await joinWatched((_answer, batch) => {
    if (batch === 2) throw new TypeError('Failed to fetch')
  })
  await recordMany(who)
  expect(await who.sync()).toMatchObject({ sent: 100, failure: { kind: 'offline' } })
  expect(await who.device.database.outbox.count()).toBe(21)
  expect(await who.device.database.acknowledged.count()).toBe(100)
  expect(await readMeta(who.device.database, 'lastReceiptAt')).toBeDefined()
})

test('[P6] after a fork nothing goes out under the old number, not even what was ready', async () => {
  team = await startTeam()
  const { who, sent } = await joinWatched((answer, batch) => {
    if (batch === 1) Object.assign(answer, { fork: true, receipts: [] })
  })
  await recordMany(who)
  expect(await who.sync()).toMatchObject({ sent: 121, failure: undefined })
  const [first, ...others] = sent
  const { deviceId } = others[0]!
  expect(deviceId).not.toBe(first!.deviceId)
  for (const each of others) expect(each.deviceId).toBe(deviceId)
  expect(others.flatMap(({ deviceSeqs }) => deviceSeqs)).toEqual(
    Array.from({ length: 121 }, (_, index) => index + 1),
  )
})

test('[F26] once a device has heard that it is stolen, not even what was ready goes out', async () => {
  team = await startTeam()
  const { who, sent } = await joinWatched((answer) => Object.assign(answer, { revoked: 'stolen' }))
  await recordMany(who)
  expect(await who.sync()).toMatchObject({ sent: 100, failure: { kind: 'notAllowed' } })
  expect(sizes(sent)).toEqual([100])
  expect(await who.device.database.outbox.count()).toBe(21)
})

test('[F19] on a full disk what waits goes out on the next day too, before there is room for anything else', async () => {
  team = await startTeam()
  const { who } = await joinWatched()
  await who.sync()
  const id = must(await addFirm(who.device, { name: 'Công ty Mẫu', parkId: team.server.parkIds[0] }))
  team.later(day)
  for (const table of who.device.database.tables)
    for (const event of ['creating', 'updating'] as const)
      table.hook(event as 'creating').subscribe(() => {
        throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
      })
  await expect(who.sync()).rejects.toThrow('full')
  expect((await readOperations(team)).map((operation) => operation.record_id)).toContain(id)
  expect(await who.device.database.outbox.count()).toBe(1)
})
