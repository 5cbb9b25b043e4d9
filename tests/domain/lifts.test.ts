import { expect, test } from 'vitest'
import { liftContent, liftRecord, type Lifts } from '#domain/lifts.ts'
import type { OperationContent } from '#domain/operation.ts'

/** A future in which plans got a reason in version 2 and lost their old word for it in version 3. */
const future: Lifts = {
  'plan.set': {
    1: (body) => ({ ...body, basis: body['basis'] ?? 'none' }),
    2: ({ basis, ...body }) => ({ ...body, reason: basis }),
  },
  'visit.submit': { 2: (body) => ({ ...body, lifted: true }) },
}

function plan(schemaVersion: number, body: OperationContent['body']): OperationContent {
  return {
    id: '019aa000-0000-7000-8000-000000000001',
    unitId: 'u',
    personId: 'p',
    kind: 'plan.set',
    recordId: 'f',
    schemaVersion,
    clientTime: '2026-11-21T09:40:00.000+07:00',
    body,
  }
}

test('[I20] a deed goes through every step from its own version on, and unknown fields go with it', () => {
  const body = { inApproachPlan: true, unknown: { nested: [1.5, null] } }
  expect(liftContent(plan(1, body), future, 3)).toMatchObject({
    schemaVersion: 3,
    body: { ...body, reason: 'none' },
  })
  expect(liftContent(plan(2, { ...body, basis: 'x' }), future, 3).body).toEqual({ ...body, reason: 'x' })
  expect(liftContent(plan(1, body), {}, 3)).toEqual({ ...plan(1, body), schemaVersion: 3 })
})

test('[I20] a deed of this version or a newer one is left as it is', () => {
  for (const version of [3, 4]) {
    const content = plan(version, { reason: 'x' })
    expect(liftContent(content, future, 3)).toBe(content)
  }
})

test('[I20] the bodies inside a record are lifted each from its own version', () => {
  const entry = { operationId: 'o', seq: 1, personId: 'p', clientTime: 't' }
  const history = {
    id: 'f',
    entries: [
      { ...entry, body: { inApproachPlan: true } },
      { ...entry, schemaVersion: 2, body: { basis: 'x' } },
    ],
  }
  expect(liftRecord('plan', history, future, 3)).toMatchObject({
    entries: [{ body: { reason: 'none' } }, { schemaVersion: 3, body: { reason: 'x' } }],
  })
  const visit = { id: 'v', revisions: [{ schemaVersion: 1, body: { firmId: 'f' } }] }
  expect(liftRecord('visit', visit, future, 3)).toEqual({
    id: 'v',
    revisions: [{ schemaVersion: 3, body: { firmId: 'f', lifted: true } }],
  })
  const untouched = { id: 'x', entries: [] }
  expect(liftRecord('pin', untouched, future, 3)).toBe(untouched)
  expect(liftRecord('somethingNew', untouched, future, 3)).toBe(untouched)
})
