import { m } from '#app/messages/compiled/messages.js'
import type { Asked, RoadFailure } from '#app/ports.tsx'

/** Why the server did not keep a person or a group, and what to do. */
export function refusedWords({ failure, problem }: Extract<Asked<unknown>, { ok: false }>): string {
  if (problem?.code === 'usernameTaken') return m.admin_usernameTaken()
  if (problem?.code === 'notAllowed' && problem.at === 'roles') return m.admin_lastAdministrator()
  return words[failure]()
}

const words: Readonly<Record<RoadFailure, () => string>> = {
  offline: m.admin_failedOffline,
  timedOut: m.admin_failedServer,
  serverDown: m.admin_failedServer,
  notTheServer: m.signIn_captivePortal,
  sessionEnded: m.admin_failedSession,
  notAllowed: m.admin_failedAllowed,
  tooMany: m.signIn_tooMany,
  clientTooOld: m.signIn_tooOld,
  otherVersion: m.failure_otherVersion_what,
  tooLarge: m.admin_failedOther,
  refused: m.admin_failedOther,
}
