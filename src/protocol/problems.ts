import * as z from 'zod/mini'
import { problemCodes, type ProblemCode } from '#domain/problem.ts'

/** The body of every answer that is not a success. */
export const problemAnswerSchema = z.looseObject({
  problem: z.looseObject({
    code: z.enum(problemCodes),
    at: z.optional(z.string()),
    parameters: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
    /** English, for a log or a person at a terminal; the app has its own words for the code. */
    words: z.string(),
  }),
})
export type ProblemAnswer = z.infer<typeof problemAnswerSchema>

/** HTTP status and plain words of the problems that answer a request. */
export const requestProblems = {
  badJson: { status: 400, words: 'The body is not JSON.' },
  badShape: { status: 422, words: 'The body does not have the expected shape.' },
  tooLarge: { status: 413, words: 'The body is larger than allowed.' },
  tooDeep: { status: 422, words: 'The body is nested too deeply.' },
  unknownProtocol: { status: 422, words: 'This version of the protocol is not known here.' },
  wrongUnit: { status: 403, words: 'This belongs to another unit.' },
  notFound: { status: 404, words: 'There is nothing here.' },
  methodNotAllowed: { status: 405, words: 'This address does not take that method.' },
  unsupportedMediaType: { status: 415, words: 'Send application/json.' },
  tooManyRequests: { status: 429, words: 'Too many tries; wait a little.' },
  notSignedIn: { status: 401, words: 'Sign in first.' },
  badCredentials: { status: 401, words: 'Wrong name or password.' },
  notAllowed: { status: 403, words: 'This account may not do that.' },
  enrolmentRevoked: { status: 403, words: 'This device is no longer enrolled.' },
  wrongSetupCode: { status: 403, words: 'That is not the code the server printed.' },
  alreadySetUp: { status: 409, words: 'This server is set up already.' },
  usernameTaken: { status: 409, words: 'That name is taken.' },
  offsetDiffers: { status: 409, words: 'Another amount of it is here; ask how much.' },
  hashDiffers: { status: 422, words: 'What arrived is not what it is named after; it was dropped.' },
  clientTooOld: { status: 426, words: 'This app is too old to receive; update it.' },
  unexpected: { status: 500, words: 'Something went wrong here; nothing was changed.' },
} as const satisfies Partial<Record<ProblemCode, { status: number; words: string }>>

export type RequestProblemCode = keyof typeof requestProblems
