import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { expect, test } from 'vitest'
import { createSender, newId } from '../server/deeds.ts'
import { startServer } from '../support/serverForTests.ts'
import { readCreations } from './oracle.ts'

test('[I3] a firm whose message was garbled on its way, and kept beside the one that was sent again, was made once', async () => {
  const server = await startServer({ inFile: true })
  const sender = await createSender(server, 'binh')
  const firmId = newId()
  const deed = await sender.make('firm.create', firmId, { fields: { name: 'Công ty mới' } })
  const garbled = { ...deed, content: { ...deed.content, body: { fields: { name: 'Công ty m8i' } } } }
  await sender.send([garbled])
  await sender.send([deed])
  const file = new DatabaseSync(await server.backUp(), { readOnly: true })
  const query = <Row>(text: string, ...values: SQLInputValue[]) => file.prepare(text).all(...values) as Row[]
  expect(query('select id from operation where record_id = ?', firmId)).toHaveLength(2)
  expect(readCreations({ query }, firmId)).toMatchObject([{ id: deed.content.id, status: 'applied' }])
  file.close()
  await server.close()
})
