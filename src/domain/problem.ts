/** Every reason why something is not done or does not count, in one list. Words for them live with the screens. */
export const problemCodes = [
  // the request
  'badJson',
  'badShape',
  'tooLarge',
  'tooDeep',
  'unknownProtocol',
  'wrongUnit',
  'notFound',
  'methodNotAllowed',
  'unsupportedMediaType',
  'tooManyRequests',
  'unexpected',
  // the person
  'notSignedIn',
  'badCredentials',
  'notAllowed',
  'enrolmentRevoked',
  'wrongSetupCode',
  'alreadySetUp',
  'usernameTaken',
  'clientTooOld',
  // an operation that is kept but does not count yet, or not as meant
  'unknownKind',
  'newerSchema',
  'hashDiffers',
  'idReused',
  'foreignAuthor',
  'neverInScope',
  'outOfScopeNow',
  'notApplicable',
  'ownVisit',
  'changedSinceReview',
  'twoRevisionsOnOneBase',
  'fieldMovedMeanwhile',
  'clockFarOff',
  // a step of a visit
  'visitUnknown',
  'firmUnknown',
  'stepNotAllowed',
  'reasonMissing',
  'visitIncomplete',
  'visitHasErrors',
  'draftOpenElsewhere',
  // the device
  'notSaved',
  'storageFull',
  'notABackup',
  'backupDamaged',
  'backupOfOtherUnit',
] as const

export type ProblemCode = (typeof problemCodes)[number]
