import { expect, test } from 'vitest'
import type { DirectoryRecord, FirmRecord } from '#domain/records.ts'
import { createSender, fold, newId, serverForTest, type Sender } from './deeds.ts'

const about = { fileName: 'a.csv', part: 1, parts: 1, rowsTaken: 1, rowsLeft: 0 }

function brings(importId: string, firmId: string, parkId: string) {
  const own = { fields: { name: 'Công ty Mẫu Mới', parkId }, approved: true }
  return { importId, ...about, create: { [firmId]: own }, set: {} }
}

function sets(importId: string, firmId: string) {
  return {
    importId,
    ...about,
    create: {},
    set: { [firmId]: { fields: { industry: { value: 'May', baseSeq: 0 } } } },
  }
}

async function readRecord<Record>(by: Sender, key: string): Promise<Record | undefined> {
  return fold((await by.pullAll()).changes).get(key)?.record as Record | undefined
}

test('[I17] what a list says of a firm waits until the firm is here, as on a server that was put back', async () => {
  const server = await serverForTest()
  const minh = await createSender(server, 'minh')
  const [firmId, importId] = [newId(), newId()]
  const early = await minh.tell('import.take', newId(), sets(importId, firmId))
  expect(early).toMatchObject({ status: 'held', problem: 'firmUnknown' })
  const made = { fields: { name: 'Công ty Mẫu', parkId: server.parkIds[0] }, approved: true }
  await minh.tell('firm.create', firmId, made)
  const firm = await readRecord<FirmRecord>(minh, `firm/${firmId}`)
  expect(firm?.fields['industry']).toMatchObject({ value: 'May', importId })
})

test('a firm that was taken back and is filled in by another list has its card again', async () => {
  const server = await serverForTest()
  const minh = await createSender(server, 'minh')
  const [firmId, importId, partId] = [newId(), newId(), newId()]
  await minh.tell('import.take', partId, brings(importId, firmId, server.parkIds[0]))
  await minh.tell('import.undo', partId, { importId, firmIds: [firmId] })
  expect(await readRecord<DirectoryRecord>(minh, `directory/${firmId}`)).toMatchObject({ withdrawn: true })
  // of a tablet that has not heard of it
  await minh.tell('import.take', newId(), sets(newId(), firmId))
  expect((await readRecord<FirmRecord>(minh, `firm/${firmId}`))?.status).toBe('approved')
  expect((await readRecord<DirectoryRecord>(minh, `directory/${firmId}`))?.withdrawn).toBeUndefined()
})
