import { randomBytes } from 'node:crypto'
import { getMigrations } from 'better-auth/db/migration'
import { describe, expect, test } from 'vitest'
import { createAuth } from '#server/accounts/accounts.ts'
import { createSecrets } from '#server/accounts/secrets.ts'
import { serverForTest } from '../server/deeds.ts'

describe('the tables of the account library', () => {
  test('are complete: its own check finds nothing to add', async () => {
    const server = await serverForTest()
    const { log, settings } = server.handler.parts
    const auth = createAuth({
      store: server.store,
      secrets: createSecrets('x'.repeat(40)),
      random: randomBytes,
      log,
      publicUrl: settings.publicUrl,
    })
    const { toBeCreated, toBeAdded } = await getMigrations(auth.options)
    expect([toBeCreated, toBeAdded]).toEqual([[], []])
  })
})
