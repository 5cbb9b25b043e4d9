import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { readDrafts } from '#device/drafts.ts'
import { readMeta } from '#device/meta.ts'
import { readOutboxView } from '#device/outboxView.ts'
import { readToday } from '#device/today.ts'
import { createParticipant, must, reopen, type Network, type Participant } from '../support/participant.ts'
import { fillVisit, recordVisit, shortVisit } from '../support/visitForm.ts'
import { startVisit } from '#device/visits.ts'
import { addFirms, day, minute, readBase, readServer, settle, startTeam, type Team } from './team.ts'
import { makeOperation, newId, pushRaw } from './wire.ts'

let team: Team
afterEach(() => team.close())

async function asAdministrator(path: string, body?: object) {
  const { cookie } = await team.server.signIn('quantri')
  const response = await team.server.fetch(path, {
    headers: { 'content-type': 'application/json', cookie, origin: 'http://localhost:8787' },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })
  return { status: response.status, json: (await response.json()) as Record<string, never> }
}

async function revoke(who: Participant, how: 'drain' | 'stolen') {
  const { enrolmentId } = who.device.identity
  expect((await asAdministrator('/api/admin/devices/revoke', { enrolmentId, how })).status).toBe(200)
}

/** A phone in use: a visit on the server, one that waits, and a draft. */
async function startPhone(network?: Network) {
  team = await startTeam()
  const firmIds = await addFirms(team, 4, { to: 'binh' })
  const phone = await team.join('binh', network)
  const sent = await recordVisit(phone, firmIds[0]!)
  await settle(phone)
  const waiting = await recordVisit(phone, firmIds[1]!)
  await fillVisit(phone, firmIds[2]!, shortVisit)
  return { firmIds, phone, sent, waiting }
}

async function leftOn(who: Participant) {
  const { base, shadow, cards, waiting, outbox, acknowledged } = who.device.database
  const received = await Promise.all([base, shadow, cards, waiting].map((table) => table.count()))
  return {
    base: received.reduce((sum, count) => sum + count),
    outbox: await outbox.count(),
    receipts: await acknowledged.count(),
    drafts: (await readDrafts(who.device)).length,
  }
}

test('[F26] a phone that is to be emptied sends what waits, then drops what came from the server; drafts and receipts stay', async () => {
  const { firmIds, phone, sent, waiting } = await startPhone()
  await revoke(phone, 'drain')
  expect((await phone.sync()).failure).toBeUndefined()
  expect((await readServer(team, 'visit')).map((visit) => visit.id)).toEqual([sent, waiting].toSorted())
  expect(await leftOn(phone)).toEqual({ base: 0, outbox: 0, receipts: 2, drafts: 1 })
  expect(await readMeta(phone.device.database, 'revoked')).toBe('drain')
  // nothing more comes in, and what is recorded late still goes out
  await addFirms(team, 1, { to: 'binh' })
  const rebooted = await reopen(phone)
  const late = await recordVisit(rebooted, firmIds[3]!)
  await settle(rebooted, rebooted)
  expect((await readServer(team, 'visit')).map((visit) => visit.id)).toContain(late)
  expect(await leftOn(rebooted)).toEqual({ base: 0, outbox: 0, receipts: 3, drafts: 1 })
  expect((await readToday(rebooted.device)).toVisit).toEqual([])
})

test('[F26] while something waits, the phone that is to be emptied keeps showing what it is about', async () => {
  let full = false
  const { phone } = await startPhone((fetch) => (url, init) => {
    if (full && url.endsWith('/push')) return Promise.resolve(new Response('', { status: 503 }))
    return fetch(url, init)
  })
  full = true
  await revoke(phone, 'drain')
  await phone.sync()
  expect(await leftOn(phone)).toMatchObject({ outbox: 1, drafts: 1 })
  expect((await readBase(phone)).length).toBeGreaterThan(0)
  full = false
  team.later(10 * minute)
  await settle(phone)
  expect(await leftOn(phone)).toMatchObject({ base: 0, outbox: 0 })
})

test('[F26] a stolen phone loses the unit’s data at its next contact, sends nothing, and keeps what was recorded', async () => {
  const { phone } = await startPhone()
  await revoke(phone, 'stolen')
  expect(await phone.sync()).toMatchObject({ sent: 0, failure: { kind: 'notAllowed' } })
  expect(await leftOn(phone)).toEqual({ base: 0, outbox: 1, receipts: 1, drafts: 1 })
  expect(await readServer(team, 'visit')).toHaveLength(1)
  expect((await readOutboxView(phone.device)).waiting).toHaveLength(1)
  // it was found again: the administrator lets it send
  await revoke(phone, 'drain')
  team.later(10 * minute)
  await settle(phone)
  expect(await readServer(team, 'visit')).toHaveLength(2)
  expect(await leftOn(phone)).toMatchObject({ outbox: 0, drafts: 1 })
})

test('[F26] a phone whose session ended long ago still hears that it is stolen', async () => {
  const { phone } = await startPhone()
  team.later(91 * day)
  await revoke(phone, 'stolen')
  await phone.sync()
  expect(await leftOn(phone)).toEqual({ base: 0, outbox: 1, receipts: 1, drafts: 1 })
})

test('[F26] a phone that may not read and has nothing to send hears it by its right to send', async () => {
  const { phone } = await startPhone()
  await settle(phone)
  const { enrolmentId } = phone.device.identity
  await team.server.store.db
    .updateTable('enrolment')
    .set({ read_token_hash: null })
    .where('id', '=', enrolmentId)
    .execute()
  expect(await phone.sync()).toMatchObject({ failure: { kind: 'sessionEnded' } })
  expect(await readMeta(phone.device.database, 'revoked')).toBeUndefined()
  expect((await leftOn(phone)).base).toBeGreaterThan(0)
  await revoke(phone, 'drain')
  await phone.sync()
  expect(await leftOn(phone)).toMatchObject({ base: 0, outbox: 0, drafts: 1 })
})

test.each(['by the command', 'silently'] as const)(
  '[I17] a phone that was emptied hands in again what a server restored %s has lost',
  async (how) => {
    team = await startTeam(undefined, { inFile: true })
    const [firmId = ''] = await addFirms(team, 1, { to: 'binh' })
    const phone = await team.join('binh')
    await settle(phone)
    const visitId = await recordVisit(phone, firmId)
    await revoke(phone, 'drain')
    const backup = await team.server.backUp()
    await settle(phone)
    expect(await leftOn(phone)).toMatchObject({ base: 0, outbox: 0, receipts: 1 })
    await team.server.restore(backup, how === 'silently' ? 'silently' : undefined)
    expect(await readServer(team, 'visit')).toEqual([])
    await settle(phone)
    expect((await readServer(team, 'visit')).map((visit) => visit.id)).toEqual([visitId])
  },
)

test('[P17] no status without the server’s own word makes a phone drop anything', async () => {
  let answer: Response | undefined
  const { phone } = await startPhone((fetch) => (url, init) => {
    if (answer === undefined || !url.includes('/api/sync/')) return fetch(url, init)
    return Promise.resolve(answer.clone())
  })
  const before = { ...(await leftOn(phone)), base: await readBase(phone) }
  const problem = { problem: { code: 'enrolmentRevoked', words: 'stolen', parameters: { how: 'stolen' } } }
  const json = (body: object, status: number) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
  const revoked = {
    protocol: 1,
    requestId: 'another-request',
    epoch: 'x',
    serverTime: '',
    durableSeq: 0,
    revoked: 'stolen',
  }
  for (const given of [
    json(problem, 403),
    json(problem, 401),
    json({ ...revoked, receipts: [], missingDeviceSeqs: [] }, 200),
    json({ ...revoked, changes: [], cursor: '', upTo: 0, more: false }, 200),
    json({ revoked: 'stolen' }, 410),
  ]) {
    answer = given
    team.later(10 * minute)
    await phone.sync()
    expect({ ...(await leftOn(phone)), base: await readBase(phone) }).toEqual(before)
  }
})

test('whoever signs in again on a withdrawn phone gets a place of their own; the old one still sends', async () => {
  const { phone, firmIds } = await startPhone()
  await revoke(phone, 'drain')
  const { enrolmentId } = phone.device.identity
  const next = await createParticipant(team.server, 'binh', { world: phone.world, enrolmentId })
  expect(next.device.identity.enrolmentId).not.toBe(enrolmentId)
  await settle(next)
  expect((await readToday(next.device)).toVisit.length).toBeGreaterThan(0)
  must(await startVisit(next.device, firmIds[3]!))
  await settle(phone)
  expect(await leftOn(phone)).toMatchObject({ outbox: 0 })
  expect(await readServer(team, 'visit')).toHaveLength(2)
})

test('the list of devices tells when each was heard of, what it holds, what is missing, and to whom it is open', async () => {
  const { phone } = await startPhone()
  const { enrolmentId } = phone.device.identity
  phone.goOffline()
  team.later(2 * day)
  phone.goOnline()
  await phone.device.database.outbox.toCollection().modify({ notBefore: phone.world.now() + day })
  await phone.sync()
  const rowOf = async (cookieOf: string) => {
    const { cookie } = await team.server.signIn(cookieOf)
    const response = await team.server.fetch('/api/admin/devices', { headers: { cookie } })
    const { devices } = (await response.json()) as { devices?: { enrolmentId: string }[] }
    return { status: response.status, row: devices?.find((device) => device.enrolmentId === enrolmentId) }
  }
  expect(await rowOf('minh')).toMatchObject({
    row: {
      personId: phone.device.identity.personId,
      unsent: 1,
      unsentSince: '2026-11-21T01:00:00.000Z',
      lastSeenAt: '2026-11-23T01:00:00.000Z',
      missing: 0,
    },
  })
  expect((await rowOf('binh')).status).toBe(403)
  const ahead = await makeOperation(phone, { kind: 'visit.submit', recordId: newId(phone), body: {} }, 9)
  const deviceId = await readMeta(phone.device.database, 'deviceId')
  await pushRaw(team.server, phone, [ahead], { deviceId })
  expect((await rowOf('quantri')).row).toMatchObject({ missing: 7 })
  const { cookie } = await team.server.signIn('minh')
  const refused = await team.server.fetch('/api/admin/devices/revoke', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: 'http://localhost:8787' },
    body: JSON.stringify({ enrolmentId, how: 'drain' }),
  })
  expect(refused.status).toBe(403)
})
