/** The routes of the app: stable, known to tests and to anybody who bookmarked one. */
export const paths = {
  signIn: '/sign-in',
  firstRun: '/first-run',
  today: '/today',
  firms: '/firms',
  newFirm: '/firms/new',
  firm: (firmId: string) => `/firms/${firmId}`,
  letter: (firmId: string) => `/firms/${firmId}/letter`,
  visit: (visitId: string) => `/visits/${visitId}`,
  outbox: '/outbox',
  settings: '/settings',
  review: '/review',
  reviewOf: (visitId: string) => `/review/${visitId}`,
  plan: '/plan',
  admin: '/admin',
} as const

/** The same as patterns for the router. */
export const patterns = {
  firm: '/firms/:firmId',
  letter: '/firms/:firmId/letter',
  visit: '/visits/:visitId',
  review: '/review/:visitId?',
} as const
