import { describe, expect, test } from 'vitest'
import { demoPassword } from '#server/accounts/unit.ts'
import { loadSample } from '#server/sample.ts'
import { post } from '../support/serverForTests.ts'
import { fold, newId, serverForTest } from './deeds.ts'

describe('the sample', () => {
  test('is made of deeds that all count, and its accounts open it', async () => {
    const server = await serverForTest({ empty: true })
    expect(await loadSample(server.handler.parts, 'seeds')).toEqual([])
    const status = (await (await server.fetch('/api/status')).json()) as {
      demo: { accounts: { username: string }[] }
    }
    expect(status).toMatchObject({ setUp: true, demo: { password: demoPassword } })
    expect(status.demo.accounts.map(({ username }) => username)).toContain('an')
    const count = async (username: string) => {
      const browser = server.browser()
      await post(browser, '/api/session/sign-in', { username, password: demoPassword })
      const identity = (await (await post(browser, '/api/enrolments', { deviceName: 'x' })).json()) as {
        readToken: string
        deviceId: string
      }
      const request = {
        protocol: 1,
        requestId: newId(),
        deviceId: identity.deviceId,
        cursor: null,
        limit: 1000,
      }
      const page = (await (
        await post(server.fetch, '/api/sync/pull', request, identity.readToken)
      ).json()) as { changes: never[]; more: boolean }
      expect(page.more).toBe(false)
      const keys = [...fold(page.changes).keys()]
      return (collection: string) => keys.filter((key) => key.startsWith(`${collection}/`)).length
    }
    const [minh, an, binh] = [await count('minh'), await count('an'), await count('binh')]
    expect([minh('firm'), minh('directory'), minh('park'), minh('held')]).toEqual([40, 40, 6, 0])
    expect([an('firm'), an('directory')]).toEqual([40, 40])
    expect(binh('firm')).toBeGreaterThan(0)
    expect(binh('firm')).toBeLessThan(40)
    expect(minh('visit')).toBeGreaterThan(40)
  })
})
