import { describe, expect, test } from 'vitest'
import { readMeta } from '#device/meta.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { runRound } from '#sync/round.ts'
import type { FailureKind } from '#sync/transport.ts'
import { createTestDevice, roadTo, type TestDevice } from '../support/testDevice.ts'

async function snapshot(device: TestDevice) {
  const { base, outbox, acknowledged, drafts } = device.database
  const rows = (await outbox.toArray()).map(({ attempts: _a, notBefore: _n, postponedAt: _p, ...row }) => row)
  const kept = [await base.toArray(), rows, await acknowledged.toArray(), await drafts.toArray()]
  return {
    kept,
    cursor: await readMeta(device.database, 'cursor'),
    epoch: await readMeta(device.database, 'epoch'),
  }
}

const json = { 'content-type': 'application/json' }
const goodPush = {
  protocol: 1,
  requestId: 'not-the-one-that-was-asked',
  epoch: 'e',
  serverTime: '2026-11-21T01:00:00.000Z',
  durableSeq: 0,
  missingDeviceSeqs: [],
  receipts: [],
}

const answers: readonly [string, FailureKind, () => Response | Promise<Response>][] = [
  ["a captive portal's page with status 200", 'notTheServer', () => html('<html>Đăng nhập Wi-Fi</html>')],
  ['HTML that calls itself JSON', 'notTheServer', () => new Response('<html>', { headers: json })],
  ['an answer to another request', 'notTheServer', () => Response.json(goodPush)],
  ['an answer of an unknown protocol', 'notTheServer', () => Response.json({ ...goodPush, protocol: 99 })],
  [
    'a body cut off in the middle',
    'notTheServer',
    () => new Response('{"protocol":1,"req', { headers: json }),
  ],
  [
    'a redirect',
    'notTheServer',
    () => new Response(null, { status: 302, headers: { location: 'https://wifi' } }),
  ],
  ['a 401', 'sessionEnded', () => Response.json({}, { status: 401 })],
  ['a 403', 'notAllowed', () => Response.json({}, { status: 403 })],
  ['a 403 from a proxy', 'notTheServer', () => html('forbidden', 403)],
  ['a 413', 'tooLarge', () => html('too large', 413)],
  ['a 422', 'refused', () => Response.json({}, { status: 422 })],
  [
    'a 422 of a server that speaks another version',
    'otherVersion',
    () => Response.json({ problem: { code: 'unknownProtocol', words: '…' } }, { status: 422 }),
  ],
  ['a 426', 'clientTooOld', () => Response.json({}, { status: 426 })],
  ['a 429', 'tooMany', () => Response.json({}, { status: 429 })],
  ['a 500', 'serverDown', () => Response.json({}, { status: 500 })],
  ['a 503 from a proxy', 'serverDown', () => html('down', 503)],
  ['no network', 'offline', () => Promise.reject(new TypeError('Failed to fetch'))],
]

function html(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/html' } })
}

describe('[I5] no answer but a true one changes anything on the device', () => {
  test.each(answers)('%s → %s', async (_what, kind, answer) => {
    const device = await createTestDevice()
    for (const recordId of ['f1', 'f2', 'f3']) {
      await recordOperation(device, { kind: 'pin.set', recordId, body: { pinned: true, reason: 'gấp' } })
    }
    const before = await snapshot(device)
    let calls = 0
    const road = roadTo(device.world, async () => {
      calls += 1
      if (calls > 50) throw new Error('the round does not end')
      return answer()
    })
    const outcome = await runRound(device, road)
    expect(outcome.failure?.kind).toBe(kind)
    expect(await snapshot(device)).toEqual(before)
  })
})

test('a deed that fails alone waits longer each time, never more than five minutes, and is never dropped', async () => {
  const device = await createTestDevice()
  await recordOperation(device, { kind: 'pin.set', recordId: 'f1', body: { pinned: true, reason: 'gấp' } })
  const road = roadTo(device.world, async () => Response.json({}, { status: 500 }))
  for (let round = 1; round <= 30; round += 1) {
    await runRound(device, road)
    const [row] = await device.database.outbox.toArray()
    const waitMs = row!.notBefore - device.world.now()
    expect(row!.attempts).toBe(round)
    expect(waitMs).toBeGreaterThanOrEqual(2_000)
    expect(waitMs).toBeLessThanOrEqual(300_000)
    device.world.advance(waitMs)
  }
})
