import { describe, expect, test } from 'vitest'
import { readEnvironment } from '#server/environment.ts'

describe('the settings', () => {
  test('have a sensible value each when nothing is said', () => {
    expect(readEnvironment({ PUBLIC_URL: '' })).toEqual({
      port: 8787,
      dataDir: './data',
      publicUrl: 'http://localhost:8787',
      trustedProxies: [],
    })
  })

  test('are taken as given', () => {
    const given = {
      PORT: '9000',
      DATA_DIR: '/srv/nhip-cau',
      DATABASE_URL: 'postgres://nhipcau:mat-khau@127.0.0.1/nhipcau',
      PUBLIC_URL: 'https://khao-sat.example.vn/',
      TRUSTED_PROXY: '127.0.0.1, ::1',
      SECRET: 's'.repeat(32),
    }
    expect(readEnvironment(given)).toEqual({
      port: 9000,
      dataDir: '/srv/nhip-cau',
      databaseUrl: 'postgres://nhipcau:mat-khau@127.0.0.1/nhipcau',
      publicUrl: 'https://khao-sat.example.vn',
      trustedProxies: ['127.0.0.1', '::1'],
      secret: 's'.repeat(32),
    })
  })

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://127.0.0.1/nhipcau'],
    ['PUBLIC_URL', 'khao-sat.example.vn'],
    ['TRUSTED_PROXY', 'the proxy'],
    ['SECRET', 'short'],
  ])('that make no sense are named: %s=%s', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(name)
  })
})
