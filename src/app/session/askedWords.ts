import { m } from '#app/messages/compiled/messages.js'
import type { Asked, RoadFailure } from '#app/ports.tsx'
import { countWords } from '#app/ui/countWords.ts'
import type { ProblemCode } from '#domain/problem.ts'

type Refused = Extract<Asked<unknown>, { ok: false }>

/** Why the server did not do what was asked, and what to do now. */
export function askedWords({ failure, problem }: Refused): string {
  if (problem?.code === 'badCredentials') {
    const left = problem.parameters?.['left']
    return typeof left === 'number'
      ? m.signIn_wrong({ tries: countWords(left, 'tries') })
      : m.signIn_wrongUncounted()
  }
  return problemWords[problem?.code ?? 'unexpected']?.() ?? failureWords[failure]()
}

const problemWords: Readonly<Partial<Record<ProblemCode, () => string>>> = {
  wrongSetupCode: m.firstRun_wrongCode,
  alreadySetUp: m.firstRun_alreadySetUp,
  tooManyRequests: m.signIn_tooMany,
  usernameTaken: m.firstRun_usernameTaken,
  enrolmentRevoked: m.signIn_revoked,
}

const failureWords: Readonly<Record<RoadFailure, () => string>> = {
  offline: m.signIn_offline,
  timedOut: m.signIn_serverDown,
  serverDown: m.signIn_serverDown,
  notTheServer: m.signIn_captivePortal,
  sessionEnded: m.signIn_wrongUncounted,
  notAllowed: m.signIn_notAllowed,
  tooMany: m.signIn_tooMany,
  clientTooOld: m.signIn_tooOld,
  otherVersion: m.failure_otherVersion_what,
  tooLarge: m.signIn_refused,
  refused: m.signIn_refused,
}
