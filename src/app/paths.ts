/** The parts of «Quản trị», in the order in which they stand there. */
export const adminParts = [
  'people',
  'groups',
  'parks',
  'lists',
  'introduction',
  'photos',
  'devices',
  'organisations',
  'reorganisations',
  'ruleSet',
  'audit',
] as const
export type AdminPart = (typeof adminParts)[number]

/** The routes of the app: stable, known to tests and to anybody who bookmarked one. */
export const paths = {
  signIn: '/sign-in',
  firstRun: '/first-run',
  today: '/today',
  firms: '/firms',
  newFirm: '/firms/new',
  /** A firm in the place of another; from a form, which is gone back to. */
  newFirmBeside: (firmId: string, visitId?: string) =>
    `/firms/new?from=${firmId}${visitId === undefined ? '' : `&visit=${visitId}`}`,
  firm: (firmId: string) => `/firms/${firmId}`,
  /** From a form, which is gone back to. */
  letter: (firmId: string, visitId?: string) =>
    `/firms/${firmId}/letter${visitId === undefined ? '' : `?visit=${visitId}`}`,
  visit: (visitId: string) => `/visits/${visitId}`,
  outbox: '/outbox',
  settings: '/settings',
  review: '/review',
  reviewOf: (visitId: string) => `/review/${visitId}`,
  plan: '/plan',
  workload: '/plan/members',
  daySheet: (personId: string) => `/plan/${personId}`,
  overview: '/overview',
  weekly: '/overview/week',
  map: '/map',
  targets: '/targets',
  reports: '/reports',
  report: (reportId: string) => `/reports/${reportId}`,
  admin: '/admin',
  adminPart: (part: AdminPart) => `/admin?part=${part}`,
  importList: '/admin/import',
  settle: '/settle',
  /** What stands before every address of a practice. */
  practice: '/practice',
} as const

/** The same as patterns for the router. */
export const patterns = {
  firm: '/firms/:firmId',
  letter: '/firms/:firmId/letter',
  visit: '/visits/:visitId',
  review: '/review/:visitId?',
  daySheet: '/plan/:personId',
  report: '/reports/:reportId?',
  practice: '/practice/*?',
} as const
