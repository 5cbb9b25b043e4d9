/** Code lists of the survey. «Chưa rõ» is never a code: it is an answer of kind `unknown`. */

/** Who was met, or why nobody was. The first six say that someone answered. */
export const outcomes = [
  'metOwner',
  'metRepresentative',
  'metStaff',
  'metUnion',
  'metCell',
  'metOther',
  'absent',
  'appointmentOnly',
  'refused',
  'notFound',
] as const
export type Outcome = (typeof outcomes)[number]

export const respondentRoles = ['owner', 'representative', 'staff', 'union', 'cell', 'other'] as const
export type RespondentRole = (typeof respondentRoles)[number]

/** Who answered, by what was said of the outcome; an outcome that is not listed had no respondent. */
export const respondentByOutcome: Readonly<Partial<Record<Outcome, RespondentRole>>> = {
  metOwner: 'owner',
  metRepresentative: 'representative',
  metStaff: 'staff',
  metUnion: 'union',
  metCell: 'cell',
  metOther: 'other',
}

/** Sources of a number other than the respondent. */
export const otherSources = ['labourReport', 'zoneAuthority', 'committee', 'estimate'] as const

export const modes = ['inPerson', 'phone', 'message', 'conference', 'documents'] as const

export const refusalReasons = ['needsLetter', 'busy', 'parentCompany', 'notCompetent', 'noReason'] as const

export const absenceDetails = ['leftMessage', 'guardDeclined', 'gateClosed', 'outsideHours'] as const

export const operatingStatuses = [
  'operating',
  'underConstruction',
  'suspended',
  'closed',
  'notAtAddress',
  'moved',
] as const
export type OperatingStatus = (typeof operatingStatuses)[number]

export const unitKinds = ['enterprise', 'cooperative', 'healthFacility', 'school', 'other'] as const
export type UnitKind = (typeof unitKinds)[number]

export const legalForms = [
  'privateEnterprise',
  'singleMemberLimited',
  'multiMemberLimited',
  'jointStock',
  'partnership',
  'cooperative',
  'branch',
  'nonPublicUnit',
  'householdBusiness',
  'other',
] as const
export type LegalForm = (typeof legalForms)[number]

/** State capital in three bands: all, from half to below all, below half. */
export const ownershipGroups = [
  'domesticPrivate',
  'foreign',
  'jointVenture',
  'stateFull',
  'stateMajority',
  'stateMinority',
  'cooperative',
  'nonPublic',
] as const
export type OwnershipGroup = (typeof ownershipGroups)[number]

export const industryVersions = ['vsic2018', 'vsic2025'] as const

export const businessStabilities = ['growing', 'stable', 'difficult'] as const
export type BusinessStability = (typeof businessStabilities)[number]

/** `granted`: not more than 24 months ago. */
export const projectStages = ['none', 'applying', 'granted'] as const

/** `none` and `beingOrganised` have no union; `otherWorkersOrganisation` is outside the union system. */
export const unionStatuses = [
  'active',
  'joint',
  'dormant',
  'none',
  'beingOrganised',
  'otherWorkersOrganisation',
] as const
export type UnionStatus = (typeof unionStatuses)[number]

export const youthStatuses = ['cell', 'grassroots', 'none'] as const
export type YouthStatus = (typeof youthStatuses)[number]

/** `cell` and `committee` belong to the firm alone; `jointCell` to several firms. */
export const partyOrgStatuses = ['cell', 'jointCell', 'committee', 'none'] as const
export type PartyOrgStatus = (typeof partyOrgStatuses)[number]

export const ownerStances = ['support', 'neutral', 'hesitant', 'notAgreed', 'refused'] as const
export type OwnerStance = (typeof ownerStances)[number]

export const agreedSteps = ['union', 'youth', 'cell', 'unspecified'] as const

export const ownerConcerns = [
  'burden',
  'production',
  'unclearRole',
  'ownerNotMember',
  'businessDifficulty',
  'parentRules',
  'notStated',
  'other',
] as const
export type OwnerConcern = (typeof ownerConcerns)[number]

export const ownerNeeds = ['networking', 'procedures', 'other'] as const

export const ownerNationalities = ['vietnamese', 'foreign', 'both'] as const
export type OwnerNationality = (typeof ownerNationalities)[number]

export const commitments = ['notAsked', 'asked', 'included', 'refused'] as const

export const accessEases = ['easy', 'medium', 'hard'] as const
export type AccessEase = (typeof accessEases)[number]

export const activities = ['survey', 'ownerOutreach', 'workerOutreach', 'dialogue', 'guidance'] as const
export type Activity = (typeof activities)[number]

export const nextActions = [
  'surveyAgain',
  'revisit',
  'meetOwner',
  'dialogue',
  'verifyMembers',
  'residence',
  'transfer',
  'dossier',
  'consolidate',
  'admissionPlan',
  'regulation',
  'nurture',
  'unionSetup',
  'unionStrengthen',
  'youthPilot',
  'commitment',
  'request',
  'escalate',
  'recheck',
  'handOver',
  'watch',
] as const
export type NextAction = (typeof nextActions)[number]
