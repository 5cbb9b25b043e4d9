import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeSetupCode } from '#server/accounts/tokens.ts'
import { password, post, type TestServer } from '../support/serverForTests.ts'
import { serverForTest } from './deeds.ts'

async function tell(server: TestServer, path: string, body: unknown, headers: Record<string, string> = {}) {
  const all = { 'content-type': 'application/json', ...headers }
  const response = await server.fetch(path, { method: 'POST', headers: all, body: JSON.stringify(body) })
  return {
    status: response.status,
    headers: response.headers,
    answer: (await response.json()) as Record<string, unknown>,
  }
}

describe('signing in', () => {
  test('gives a cookie that scripts cannot read, and that is `Secure` only on https', async () => {
    const server = await serverForTest()
    const { headers } = await tell(server, '/api/session/sign-in', { username: 'BINH', password })
    expect(headers.getSetCookie()[0]).toMatch(
      /nhip-cau\.session_token=.*Max-Age=7776000.*HttpOnly.*SameSite=Lax/i,
    )
    expect(headers.getSetCookie()[0]).not.toMatch(/secure/i)
    const secure = await serverForTest({ settings: { publicUrl: 'https://khao-sat.example.vn' } })
    const there = await tell(secure, '/api/session/sign-in', { username: 'binh', password })
    expect(there.headers.getSetCookie()[0]).toMatch(/Secure/)
  })

  test('says how many tries are left, then how long to wait; another name is not held up', async () => {
    let now = Date.parse('2026-11-21T08:00:00+07:00')
    const server = await serverForTest({ now: () => now })
    const guess = (username: string, word: string) =>
      tell(server, '/api/session/sign-in', { username, password: word })
    for (let left = 7; left >= 0; left -= 1) {
      expect(await guess('binh', 'doan-bua-thoi')).toMatchObject({
        status: 401,
        answer: { problem: { code: 'badCredentials', parameters: { left } } },
      })
    }
    const waiting = await guess('binh', password)
    expect(waiting).toMatchObject({ status: 429, answer: { problem: { code: 'tooManyRequests' } } })
    expect(Number(waiting.headers.get('retry-after'))).toBe(900)
    expect(await guess('chi', password)).toMatchObject({ status: 200 })
    now += 15 * 60_000
    expect(await guess('binh', password)).toMatchObject({ status: 200 })
  })

  test('with the right password does not use the tries up', async () => {
    const server = await serverForTest()
    for (let round = 0; round < 20; round += 1) {
      expect(await tell(server, '/api/session/sign-in', { username: 'binh', password })).toMatchObject({
        status: 200,
      })
    }
  })

  test('counts tries by the socket’s address, whatever a header claims', async () => {
    const server = await serverForTest()
    const guess = async (username: string, address: string, forwarded: string) => {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': forwarded }
      const body = JSON.stringify({ username, password: 'doan-bua-thoi' })
      const request = new Request('http://localhost:8787/api/session/sign-in', {
        method: 'POST',
        headers,
        body,
      })
      return (await server.handler.handle(request, address)).status
    }
    for (let index = 0; index < 120; index += 1) await guess(`ten${index}`, '203.0.113.9', `10.0.0.${index}`)
    expect(await guess('ten', '203.0.113.9', '10.9.9.9')).toBe(429)
    expect(await guess('ten', '203.0.113.10', '203.0.113.9')).toBe(401)
  })

  test('from a page of somewhere else is refused', async () => {
    const server = await serverForTest()
    const from = (origin: string) =>
      tell(server, '/api/session/sign-in', { username: 'binh', password }, { origin })
    expect(await from('https://elsewhere.example')).toMatchObject({ status: 403 })
    expect(await from('null')).toMatchObject({ status: 403 })
    expect(await from('http://localhost:5173')).toMatchObject({ status: 200 })
    expect(await from('http://127.0.0.1:8787')).toMatchObject({ status: 200 })
  })

  test('does not tell a name that exists from one that does not', async () => {
    const server = await serverForTest()
    const one = await tell(server, '/api/session/sign-in', { username: 'binh', password: 'sai-mat-khau' })
    const other = await tell(server, '/api/session/sign-in', {
      username: 'khong-co',
      password: 'sai-mat-khau',
    })
    expect(one.answer).toEqual(other.answer)
  })
})

describe('signing out', () => {
  test('ends the session', async () => {
    const server = await serverForTest()
    const { cookie, identity } = await server.signIn('binh')
    const enrol = () => tell(server, '/api/enrolments', { deviceName: 'x' }, { cookie })
    expect(await enrol()).toMatchObject({ status: 200 })
    await tell(server, '/api/session/sign-out', { enrolmentId: identity.enrolmentId }, { cookie })
    expect(await enrol()).toMatchObject({ status: 401, answer: { problem: { code: 'notSignedIn' } } })
  })

  test('does not touch a colleague’s device', async () => {
    const server = await serverForTest()
    const [binh, chi] = [await server.signIn('binh'), await server.signIn('chi')]
    await tell(
      server,
      '/api/session/sign-out',
      { enrolmentId: chi.identity.enrolmentId },
      { cookie: binh.cookie },
    )
    const request = {
      protocol: 1,
      requestId: 'request-1',
      deviceId: chi.identity.deviceId,
      cursor: null,
      limit: 1,
    }
    expect((await post(server.fetch, '/api/sync/pull', request, chi.identity.readToken)).status).toBe(200)
  })
})

describe('people', () => {
  const person = { username: 'hoa', displayName: 'Hoa', roles: ['surveyor'], active: true, password }

  async function start() {
    const server = await serverForTest()
    const { cookie } = await server.signIn('quantri')
    const set = (body: object, as = cookie) => tell(server, '/api/admin/people', body, { cookie: as })
    return { server, set }
  }

  test('are added by an administrator, and by nobody else', async () => {
    const { server, set } = await start()
    for (const username of ['binh', 'minh']) {
      const { cookie } = await server.signIn(username)
      expect(await set(person, cookie)).toMatchObject({
        status: 403,
        answer: { problem: { code: 'notAllowed' } },
      })
    }
    expect(await set(person)).toMatchObject({ status: 200 })
    expect((await server.signIn('hoa')).identity).toMatchObject({ displayName: 'Hoa', roles: ['surveyor'] })
  })

  test('have names of their own, passwords, and groups that exist', async () => {
    const { set } = await start()
    expect(await set({ ...person, username: 'binh' })).toMatchObject({
      answer: { problem: { code: 'usernameTaken' } },
    })
    const { password: _password, ...without } = person
    expect(await set(without)).toMatchObject({ answer: { problem: { code: 'badShape', at: 'password' } } })
    const group = '01a1fcbf-b68f-7627-bb9e-2375e011c23c'
    expect(await set({ ...person, workingGroupId: group })).toMatchObject({
      answer: { problem: { at: 'workingGroupId' } },
    })
    expect(await set({ ...person, personId: group })).toMatchObject({ status: 404 })
  })

  test('keep their id through another name and another password, which ends what was open', async () => {
    const { server, set } = await start()
    const { cookie, identity } = await server.signIn('binh')
    const { personId } = identity
    const renamed = {
      personId,
      username: 'binh.le',
      displayName: 'Lê Bình',
      roles: ['surveyor'],
      active: true,
    }
    expect(await set(renamed)).toMatchObject({ status: 200 })
    expect(await tell(server, '/api/enrolments', { deviceName: 'x' }, { cookie })).toMatchObject({
      status: 200,
      answer: { personId, username: 'binh.le' },
    })
    expect(await set({ ...renamed, password: 'mat-khau-khac' })).toMatchObject({ status: 200 })
    expect(await tell(server, '/api/enrolments', { deviceName: 'x' }, { cookie })).toMatchObject({
      status: 401,
    })
    const signIn = (word: string) =>
      tell(server, '/api/session/sign-in', { username: 'binh.le', password: word })
    expect([(await signIn(password)).status, (await signIn('mat-khau-khac')).status]).toEqual([401, 200])
  })

  test('who left cannot come back in', async () => {
    const { server, set } = await start()
    const { cookie, identity } = await server.signIn('binh')
    const { personId } = identity
    await set({ personId, username: 'binh', displayName: 'Bình', roles: ['surveyor'], active: false })
    expect(await tell(server, '/api/enrolments', { deviceName: 'x' }, { cookie })).toMatchObject({
      status: 401,
    })
    expect(await tell(server, '/api/session/sign-in', { username: 'binh', password })).toMatchObject({
      status: 403,
    })
  })

  test('always include an administrator', async () => {
    const { server, set } = await start()
    const { personId } = (await server.signIn('quantri')).identity
    const stepDown = {
      personId,
      username: 'quantri',
      displayName: 'Quản trị',
      roles: ['supervisor'],
      active: true,
    }
    expect(await set(stepDown)).toMatchObject({
      status: 403,
      answer: { problem: { code: 'notAllowed', at: 'roles' } },
    })
    expect(await set({ ...person, roles: ['administrator'] })).toMatchObject({ status: 200 })
    expect(await set(stepDown)).toMatchObject({ status: 200 })
  })

  test('are taken up again where adding them broke off', async () => {
    const { server, set } = await start()
    const user = { id: '01a1fcbf-b68f-7627-bb9e-2375e011c23c', unitId: server.unitId }
    await server.handler.parts.accounts.createUser({ ...person, ...user })
    expect(await set(person)).toMatchObject({ status: 200 })
    expect(await server.signIn('hoa')).toBeDefined()
  })
})

describe('the first run', () => {
  const unit = { kind: 'unit', unitName: 'Đảng ủy', username: 'quantri', displayName: 'Quản trị', password }

  function start(openSample?: () => Promise<void>) {
    const settings = { setupCode: 'ABCD-EFGH-JKMN', ...(openSample !== undefined && { openSample }) }
    return serverForTest({ empty: true, settings })
  }

  test('makes the unit and its first administrator, once, against the printed code', async () => {
    const server = await start()
    expect(await (await server.fetch('/api/status')).json()).toEqual({ protocol: 1, setUp: false })
    const setUp = (code: string) => tell(server, '/api/set-up', { ...unit, code })
    expect(await setUp('ABCD-EFGH-JKMM')).toMatchObject({
      status: 403,
      answer: { problem: { code: 'wrongSetupCode' } },
    })
    expect(await setUp(' abcd-efgh-jkmn')).toMatchObject({ status: 200 })
    expect(await setUp('ABCD-EFGH-JKMN')).toMatchObject({
      status: 409,
      answer: { problem: { code: 'alreadySetUp' } },
    })
    expect(await (await server.fetch('/api/status')).json()).toEqual({
      protocol: 1,
      setUp: true,
      unitName: 'Đảng ủy',
    })
    expect((await server.signIn('quantri')).identity.roles).toEqual(['administrator'])
  })

  test('is made once, also when it is asked for twice at the same time', async () => {
    const server = await start()
    const setUp = (username: string) =>
      tell(server, '/api/set-up', { ...unit, username, code: 'ABCD-EFGH-JKMN' })
    const answers = await Promise.all([setUp('quantri'), setUp('admin')])
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409])
    const [winner] = ['quantri', 'admin'].filter((_name, index) => answers[index]!.status === 200)
    expect((await server.signIn(winner!)).identity.roles).toEqual(['administrator'])
  })

  test('cannot be guessed at', async () => {
    const server = await start()
    for (let round = 0; round < 10; round += 1) await tell(server, '/api/set-up', { ...unit, code: 'AAAA' })
    expect(await tell(server, '/api/set-up', { ...unit, code: 'ABCD-EFGH-JKMN' })).toMatchObject({
      status: 429,
    })
    const codes = new Set(Array.from({ length: 50 }, () => makeSetupCode(randomBytes)))
    expect(codes.size).toBe(50)
    for (const code of codes) expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  })

  test('offers the sample to this machine only', async () => {
    let opened = 0
    const server = await start(async () => {
      opened += 1
    })
    const body = JSON.stringify({ kind: 'sample', code: 'ABCD-EFGH-JKMN' })
    const headers = { 'content-type': 'application/json' }
    const ask = async (address: string) => {
      const request = new Request('http://localhost:8787/api/set-up', { method: 'POST', headers, body })
      return (await server.handler.handle(request, address)).status
    }
    expect([await ask('192.168.1.7'), opened, await ask('127.0.0.1'), opened]).toEqual([403, 0, 200, 1])
  })
})
