import * as z from 'zod/mini'
import {
  devicesAnswerSchema,
  enrolAnswerSchema,
  statusAnswerSchema,
  type DevicesAnswer,
  type EnrolAnswer,
  type StatusAnswer,
} from '#protocol/session.ts'
import { ask, askForBytes, type Answered, type Road } from './transport.ts'

const anyAnswer = z.looseObject({})

/** What the server says of itself to anybody. */
export function readStatus(road: Road): Promise<Answered<StatusAnswer>> {
  return ask(road, { path: '/api/status', method: 'GET', answer: statusAnswerSchema })
}

/** Signs in and enrols this device for the person; a known enrolment is renewed, so that its database goes on. */
export async function signIn(
  road: Road,
  who: { readonly username: string; readonly password: string },
  device: { readonly deviceName: string; readonly enrolmentId?: string | undefined },
): Promise<Answered<EnrolAnswer>> {
  const signedIn = await ask(road, { path: '/api/session/sign-in', body: who, answer: anyAnswer })
  if (!signedIn.ok) return signedIn
  return ask(road, { path: '/api/enrolments', body: device, answer: enrolAnswerSchema })
}

/** Ends the session and the enrolment's right to receive; what waits can still be sent. */
export function signOut(road: Road, enrolmentId: string): Promise<Answered<object>> {
  return ask(road, { path: '/api/session/sign-out', body: { enrolmentId }, answer: anyAnswer })
}

export type SetUp =
  | {
      readonly kind: 'unit'
      readonly code: string
      readonly unitName: string
      readonly username: string
      readonly displayName: string
      readonly password: string
    }
  | { readonly kind: 'sample'; readonly code: string }

export function setUp(road: Road, how: SetUp): Promise<Answered<object>> {
  return ask(road, { path: '/api/set-up', body: how, answer: anyAnswer })
}

/** Adds or changes a person; needs a connection and an administrator's session. */
export function setPerson(road: Road, person: object): Promise<Answered<object>> {
  return ask(road, { path: '/api/admin/people', body: person, answer: anyAnswer })
}

/** Every device of the unit, as the server last heard of it; for supervisors and administrators. */
export function readDevices(road: Road, readToken: string): Promise<Answered<DevicesAnswer>> {
  return ask(road, {
    path: '/api/admin/devices',
    method: 'GET',
    token: readToken,
    answer: devicesAnswerSchema,
  })
}

export function revokeDevice(
  road: Road,
  which: { readonly enrolmentId: string; readonly how: 'drain' | 'stolen' },
): Promise<Answered<object>> {
  return ask(road, { path: '/api/admin/devices/revoke', body: which, answer: anyAnswer })
}

/** Changes what an administrator decides for the unit. */
export function setUnit(road: Road, unit: object): Promise<Answered<object>> {
  return ask(road, { path: '/api/admin/unit', body: unit, answer: anyAnswer })
}

/** A photo of a visit that this person may see. */
export async function readPhoto(
  road: Road,
  readToken: string,
  visitId: string,
  hash: string,
): Promise<Answered<Blob>> {
  const asked = await askForBytes(road, `/api/photos/${visitId}/${hash}`, readToken)
  const isPhoto = !asked.ok || asked.value.type === 'image/jpeg'
  return isPhoto ? asked : { ok: false, failure: { kind: 'notTheServer' } }
}

export function setWorkingGroup(road: Road, group: object): Promise<Answered<object>> {
  return ask(road, { path: '/api/admin/working-groups', body: group, answer: anyAnswer })
}
