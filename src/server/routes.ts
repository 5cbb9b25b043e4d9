import * as z from 'zod/mini'
import { idSchema } from '#domain/ids.ts'
import * as session from '#protocol/session.ts'
import * as sync from '#protocol/sync.ts'
import { listDevices, revokeDevice } from './accounts/devices.ts'
import { enrol, noteSeen } from './accounts/enrolments.ts'
import { setPerson, setWorkingGroup } from './accounts/people.ts'
import { signIn, signOut } from './accounts/sessions.ts'
import { setUp } from './accounts/setUp.ts'
import { readStatus } from './accounts/unit.ts'
import { unitRoute } from './accounts/unitRoute.ts'
import { answerEvents, answerJson, answerJsonText, answerProblem, answerResult } from './answers.ts'
import { deliver, tellRevoked } from './deliver.ts'
import { describeRoutes } from './openApi.ts'
import { photoRoutes } from './photos/photoRoutes.ts'
import { receive } from './receive.ts'
import { findReceipts } from './have.ts'
import { fetchRecords, listView } from './repairs.ts'
import { defineRoute, type Route } from './route.ts'
import { readUnitId } from './storedRecords.ts'

const emptyAnswer = z.looseObject({})
/** One operation may be larger than a batch and then comes alone. */
const mostPushBytes = 4 * 1024 * 1024
const mostKeysBytes = 256 * 1024

const anybodysRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/healthz',
    summary: 'Whether the server can read its database.',
    who: 'anyone',
    answer: z.looseObject({ ok: z.literal(true) }),
    problems: [],
    handle: async ({ parts }) => {
      await readUnitId(parts.store)
      return answerJson({ ok: true })
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This description of every route.',
    who: 'anyone',
    answer: emptyAnswer,
    problems: [],
    handle: async () => answerJson(describeRoutes(routes)),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/status',
    summary: 'What anybody may know: the unit, and in a demo its accounts.',
    who: 'anyone',
    answer: session.statusAnswerSchema,
    problems: [],
    handle: async ({ parts }) => answerJson(await readStatus(parts.store)),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/set-up',
    summary: 'The first run, against the code that the server printed.',
    who: 'anyone',
    request: session.setUpRequestSchema,
    answer: emptyAnswer,
    problems: ['wrongSetupCode', 'alreadySetUp', 'usernameTaken', 'notAllowed', 'tooManyRequests'],
    handle: async ({ parts, body, address }) => answerResult(await setUp(parts, body, address)),
  }),
]

const sessionRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/api/session/sign-in',
    summary: 'Name and password for a session cookie.',
    who: 'anyone',
    request: session.signInRequestSchema,
    answer: emptyAnswer,
    problems: ['badCredentials', 'tooManyRequests', 'notAllowed'],
    handle: async ({ parts, body, headers, address }) => {
      const signedIn = await signIn(parts, body, { headers, address })
      return signedIn.ok ? answerJson({}, cookies(signedIn.value)) : answerProblem(signedIn.problem)
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/session/sign-out',
    summary: 'Ends the session and the right of the named enrolment to receive.',
    who: 'anyone',
    request: z.looseObject({ enrolmentId: z.optional(idSchema) }),
    answer: emptyAnswer,
    problems: ['notAllowed'],
    handle: async ({ parts, body, headers }) =>
      answerJson({}, cookies(await signOut(parts, headers, body.enrolmentId))),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/enrolments',
    summary: 'Tokens for this device: one that can only send, one that can only receive.',
    who: 'session',
    action: 'enrol',
    request: session.enrolRequestSchema,
    answer: session.enrolAnswerSchema,
    problems: [],
    handle: async ({ parts, body, caller }) =>
      answerJson(await enrol(parts, caller, body), cookies(caller.setCookies)),
  }),
]

const syncRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/api/sync/push',
    summary: 'Recorded operations, each answered with a receipt.',
    who: 'pusher',
    request: sync.pushRequestSchema,
    answer: sync.pushAnswerSchema,
    problems: ['unknownProtocol'],
    mostBytes: mostPushBytes,
    forRevoked: 'stolen',
    handle: async ({ parts, body, caller }) => {
      await noteSeen(parts, caller.enrolmentId)
      return answerJson(await receive(parts, caller, body))
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/sync/have',
    summary:
      'Receipts of those operations that the server has; a device asks when the server has another history.',
    who: 'pusher',
    request: sync.haveRequestSchema,
    answer: sync.haveAnswerSchema,
    problems: ['unknownProtocol'],
    mostBytes: mostKeysBytes,
    forRevoked: 'drain',
    handle: async ({ parts, body, caller }) => answerJson(await findReceipts(parts, caller, body)),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/sync/pull',
    summary: 'The next page of what changed in the view of the person.',
    who: 'reader',
    action: 'sync',
    request: sync.pullRequestSchema,
    answer: sync.pullAnswerSchema,
    problems: ['unknownProtocol'],
    forRevoked: 'stolen',
    handle: async ({ parts, body, caller }) => {
      await noteSeen(parts, caller.enrolmentId, body)
      if (caller.revoked !== undefined)
        return answerJson(await tellRevoked(parts, caller, body.requestId, caller.revoked))
      return answerJsonText(await deliver(parts, caller, body), 200, cookies(caller.setCookies))
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/sync/list',
    summary: 'The key and number of every record in the view of the person.',
    who: 'reader',
    action: 'sync',
    request: sync.listRequestSchema,
    answer: sync.listAnswerSchema,
    problems: ['unknownProtocol'],
    handle: async ({ parts, body, caller }) => answerJson(await listView(parts, caller, body.requestId)),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/sync/fetch',
    summary: 'Records by key, as far as they are in the view of the person.',
    who: 'reader',
    action: 'sync',
    request: sync.fetchRequestSchema,
    answer: sync.fetchAnswerSchema,
    problems: ['unknownProtocol'],
    mostBytes: mostKeysBytes,
    handle: async ({ parts, body, caller }) => answerJsonText(await fetchRecords(parts, caller, body)),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/sync/live',
    summary: 'An event stream that says when there is something newer, and nothing else.',
    who: 'reader',
    action: 'sync',
    answer: 'events',
    problems: [],
    handle: async ({ parts, caller }) => answerEvents(parts.live.open(caller.unitId, caller.person.id)),
  }),
]

const adminRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/devices',
    summary: 'Every device: when it was last heard of, what it still holds, what never arrived.',
    who: 'reader',
    action: 'devices.view',
    answer: session.devicesAnswerSchema,
    problems: [],
    handle: async ({ parts, caller }) => answerJson(await listDevices(parts, caller.unitId)),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/admin/devices/revoke',
    summary: 'Withdraws a device: it may only send, or neither send nor receive.',
    who: 'session',
    action: 'devices.manage',
    request: session.revokeRequestSchema,
    answer: emptyAnswer,
    problems: ['notFound'],
    handle: async ({ parts, body, caller }) => answerResult(await revokeDevice(parts, caller, body)),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/admin/people',
    summary: 'Adds a person or changes one.',
    who: 'session',
    action: 'people.manage',
    request: session.personSetRequestSchema,
    answer: z.looseObject({ personId: idSchema }),
    problems: ['notFound', 'usernameTaken'],
    handle: async ({ parts, body, caller }) => answerResult(await setPerson(parts, caller.unitId, body)),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/admin/working-groups',
    summary: 'Adds a working group or changes one.',
    who: 'session',
    action: 'people.manage',
    request: session.workingGroupSetRequestSchema,
    answer: z.looseObject({ workingGroupId: idSchema }),
    problems: ['notFound'],
    handle: async ({ parts, body, caller }) =>
      answerResult(await setWorkingGroup(parts, caller.unitId, body)),
  }),
]

/** Every route there is: what is not in this table is not mounted, not described and not tested. */
export const routes: readonly Route[] = [
  ...anybodysRoutes,
  ...sessionRoutes,
  ...syncRoutes,
  ...photoRoutes,
  unitRoute,
  ...adminRoutes,
]

function cookies(setCookies: readonly string[]): [string, string][] {
  return setCookies.map((cookie) => ['set-cookie', cookie])
}
