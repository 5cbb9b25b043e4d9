import { describe, expect, test } from 'vitest'
import { addFirm, createSender, newId, serverForTest, visitBody } from './deeds.ts'
import type { TestServer } from '../support/serverForTests.ts'

/** Opens the stream of somebody; `next` waits for what it says next. */
async function listen(server: TestServer, token: string) {
  const response = await server.fetch('/api/sync/live', {
    headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip' },
  })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  expect(response.headers.get('content-encoding')).toBeNull()
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toBe(':\n\n')
  return { next: () => reader.read(), cancel: () => reader.cancel() }
}

describe('the event stream', () => {
  test('tells those whose view changed, without saying what, and nobody else', async () => {
    const server = await serverForTest()
    const [minh, binh, chi] = [
      await createSender(server, 'minh'),
      await createSender(server, 'binh'),
      await createSender(server, 'chi'),
    ]
    const [first, second] = [await addFirm(minh, server.parkIds[2]), await addFirm(minh, server.parkIds[2])]
    const [toBinh, toChi] = [
      await listen(server, binh.identity.readToken),
      await listen(server, chi.identity.readToken),
    ]
    const news = { done: false, value: 'event: newer\ndata:\n\n' }
    await minh.tell('assignment.set', first, { personId: binh.identity.personId })
    expect(await toBinh.next()).toEqual(news)
    await minh.tell('assignment.set', second, { personId: chi.identity.personId })
    // had the first assignment told Chi, there would be two of them here
    expect(await toChi.next()).toEqual(news)
    await minh.tell('assignment.set', first, { personId: null })
    expect(await toBinh.next()).toEqual(news)
    await minh.tell('visit.submit', newId(), visitBody(first))
    server.handler.endStreams()
    expect([await toBinh.next(), await toChi.next()]).toEqual([{ done: true }, { done: true }])
  })

  test('ends for a person who leaves', async () => {
    const server = await serverForTest()
    const { identity } = await server.signIn('binh')
    const stream = await listen(server, identity.readToken)
    const { cookie } = await server.signIn('quantri')
    const left = {
      personId: identity.personId,
      username: 'binh',
      displayName: 'binh',
      roles: ['surveyor'],
      active: false,
    }
    const headers = { 'content-type': 'application/json', cookie }
    await server.fetch('/api/admin/people', { method: 'POST', headers, body: JSON.stringify(left) })
    const said: unknown[] = []
    for (let next = await stream.next(); !next.done; next = await stream.next()) said.push(next.value)
    expect(said.length).toBeLessThan(2)
  })

  test('is forgotten when the device goes away', async () => {
    const server = await serverForTest()
    const [minh, binh] = [await createSender(server, 'minh'), await createSender(server, 'binh')]
    const stream = await listen(server, binh.identity.readToken)
    await stream.cancel()
    const firmId = await addFirm(minh, server.parkIds[0])
    expect(await minh.tell('assignment.set', firmId, { personId: binh.identity.personId })).toMatchObject({
      status: 'applied',
    })
  })
})
