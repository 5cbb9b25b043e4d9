import * as z from 'zod/mini'
import { idSchema } from '#domain/ids.ts'
import { roles } from '#domain/records.ts'

export const signInRequestSchema = z.looseObject({
  username: z.string().check(z.minLength(1), z.maxLength(60)),
  password: z.string().check(z.minLength(1), z.maxLength(200)),
})

/** Asked with a session. A device that enrolled this person before names that enrolment, to keep its database. */
export const enrolRequestSchema = z.looseObject({
  enrolmentId: z.optional(idSchema),
  deviceName: z.string().check(z.maxLength(200)),
})

/** Who this device is for whom. `pushToken` can only send; `readToken` can only receive, and ends with the session. */
export const enrolAnswerSchema = z.looseObject({
  enrolmentId: idSchema,
  deviceId: idSchema,
  unitId: idSchema,
  unitName: z.string(),
  personId: idSchema,
  username: z.string(),
  displayName: z.string(),
  roles: z.array(z.enum(roles)),
  pushToken: z.string(),
  readToken: z.string(),
})
export type EnrolAnswer = z.infer<typeof enrolAnswerSchema>

/** What may be known before anybody signs in. Accounts with passwords only in a demo. */
export const statusAnswerSchema = z.looseObject({
  protocol: z.int(),
  setUp: z.boolean(),
  unitName: z.optional(z.string()),
  demo: z.optional(
    z.looseObject({
      password: z.string(),
      accounts: z.array(
        z.looseObject({ username: z.string(), displayName: z.string(), roles: z.array(z.enum(roles)) }),
      ),
    }),
  ),
})
export type StatusAnswer = z.infer<typeof statusAnswerSchema>

/** First run, against the one-time code that the server printed. */
export const setUpRequestSchema = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('unit'),
    code: z.string().check(z.maxLength(60)),
    unitName: z.string().check(z.minLength(1), z.maxLength(250)),
    username: z.string().check(z.minLength(2), z.maxLength(60), z.regex(/^[a-z0-9_.]+$/)),
    displayName: z.string().check(z.minLength(1), z.maxLength(120)),
    password: z.string().check(z.minLength(8), z.maxLength(200)),
  }),
  z.looseObject({ kind: z.literal('sample'), code: z.string().check(z.maxLength(60)) }),
])

/** How an enrolment is withdrawn; the device hears of it when it next reaches the server. */
export const revokeRequestSchema = z.looseObject({
  enrolmentId: idSchema,
  how: z.enum(['drain', 'stolen']),
})

/** Every device of the unit, as the server last heard of it. Times are ISO 8601 in UTC. */
export const devicesAnswerSchema = z.looseObject({
  devices: z.array(
    z.looseObject({
      enrolmentId: idSchema,
      personId: idSchema,
      deviceName: z.string(),
      createdAt: z.string(),
      /** Absent before its first contact. */
      lastSeenAt: z.optional(z.string()),
      /** Deeds it held unsent, by its own last word. */
      unsent: z.int(),
      /** Since when the oldest of them waits, by the device's clock. */
      unsentSince: z.optional(z.string()),
      /** Deeds that were numbered there before others that arrived, and have not come. */
      missing: z.int(),
      revoked: z.optional(z.enum(['drain', 'stolen'])),
    }),
  ),
})
export type DevicesAnswer = z.infer<typeof devicesAnswerSchema>

export const personSetRequestSchema = z.looseObject({
  /** Absent for a new person. */
  personId: z.optional(idSchema),
  username: z.string().check(z.minLength(2), z.maxLength(60), z.regex(/^[a-z0-9_.]+$/)),
  displayName: z.string().check(z.minLength(1), z.maxLength(120)),
  roles: z.array(z.enum(roles)),
  workingGroupId: z.optional(idSchema),
  leads: z.optional(z.boolean()),
  active: z.boolean(),
  /** Set for a new person, or to give a new one. */
  password: z.optional(z.string().check(z.minLength(8), z.maxLength(200))),
})

/** What the unit does beyond what every unit does. */
export const unitSetRequestSchema = z.looseObject({ allowsPhotos: z.boolean() })

export const workingGroupSetRequestSchema = z.looseObject({
  workingGroupId: z.optional(idSchema),
  name: z.string().check(z.minLength(1), z.maxLength(120)),
  parkIds: z.array(idSchema),
})
