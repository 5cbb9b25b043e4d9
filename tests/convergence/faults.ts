interface Fault {
  readonly words: string
  /** How it comes about here; each must have happened in a long run. */
  readonly ways?: readonly string[]
  /** Why it is not simulated yet. */
  readonly missing?: string
}

/** Everything that may go wrong, by its number in the design of synchronisation. */
export const faults = {
  F1: {
    words: 'crash before commit',
    ways: ['tabKilledMidTransaction', 'phoneDiedMidTransaction', 'listCut'],
  },
  F2: { words: 'crash after commit, before the page hears', ways: ['killedUntold'] },
  F3: { words: 'power cut', ways: ['powerCut'] },
  F4: { words: 'request lost', ways: ['requestLost'] },
  F5: { words: 'answer lost after the commit', ways: ['answerLost'] },
  F6: { words: 'duplicate, at the same time', ways: ['doubledAtOnce'] },
  F7: { words: 'late duplicate', ways: ['lateDuplicate'] },
  F8: { words: 'reordering', ways: ['overtaken'] },
  F9: { words: 'cut or garbled body', ways: ['requestCut', 'requestGarbled', 'answerCut', 'answerGarbled'] },
  F10: { words: 'captive portal', ways: ['portalPage', 'portalJson', 'portalRedirect'] },
  F11: {
    words: 'refusals mid-run',
    ways: ['status401', 'status403', 'status413', 'status429', 'status500', 'status502', 'sessionExpired'],
  },
  F12: { words: 'client gives up while the server commits', ways: ['gaveUpOverCommit'] },
  F13: { words: 'server crash before and after the commit', ways: ['serverDiedBefore', 'serverDiedAfter'] },
  F14: { words: 'server loses power', ways: ['serverLostPower', 'serverDiedAmidPhoto'] },
  F15: { words: 'two pushes interleave', ways: ['pushesInterleaved'] },
  F16: {
    words: 'clock jumps ten years, back, stands still',
    ways: ['clockAhead', 'clockBack', 'clockStopped'],
  },
  F17: {
    words: 'tabs and service worker together, holder frozen, lock stolen',
    ways: ['roundsTogether', 'tabFrozen', 'lockStolen'],
  },
  F18: { words: 'one draft in two tabs', ways: ['draftInTwoTabs'] },
  F19: { words: 'disk full', ways: ['fullAtPut', 'fullAtCommit', 'fullAtOpen'] },
  F20: { words: 'spontaneous abort, close, stall', ways: ['abort', 'connectionLost', 'stall'] },
  F21: {
    words: 'eviction of all, of IndexedDB only, of caches only',
    ways: ['allEvicted', 'databaseEvicted', 'cachesEvicted'],
  },
  F22: {
    words: 'upgrade blocked, interrupted, old tab alive, app downgraded',
    ways: ['upgradedUnderOldTab', 'upgradeInterrupted', 'appDowngraded'],
  },
  F23: { words: 'scope changes', ways: ['scopeAdded', 'scopeRemoved', 'scopeChangedMidPage', 'roleChanged'] },
  F24: {
    words: 'server restored, told or silently, twice, then outgrowing the old number',
    ways: [
      'restoredAndTold',
      'restoredSilently',
      'restoredTwice',
      'restoredAndOutgrew',
      'restoredWithoutPhotos',
    ],
  },
  F25: {
    words: 'profile cloned, phone backup restored',
    ways: ['profileCloned', 'phonePutBack'],
  },
  F26: {
    words: 'enrolment revoked with work pending; another person enrols',
    ways: ['withdrawnToDrain', 'withdrawnAsStolen', 'withdrawnWithWork', 'foundAgain', 'anotherEnrolled'],
  },
  F27: { words: 'poison operation', ways: ['poisonTooDeep', 'poisonTooLarge', 'poisonBadBody'] },
  F28: { words: 'tombstones purged while away', ways: ['tombstonesPurged', 'purgedWhileAway'] },
  F29: {
    words: 'photo chunk missing, bad hash, re-sent',
    ways: ['photoPieceLost', 'photoPieceBent', 'photoPieceAgain'],
  },
  F30: {
    words: 'a stored byte flips',
    ways: ['rowVanished', 'recordBent', 'deedBent', 'draftBent'],
  },
  F31: { words: 'an old server behind the balancer', ways: ['newerKindHeld', 'routeUnknown'] },
  F32: { words: 'service worker update in mid-save', ways: ['updatedMidSave'] },
} as const satisfies Readonly<Record<string, Fault>>

export type FaultId = keyof typeof faults
type WaysOf<Table> = { [Id in keyof Table]: Table[Id] extends { ways: readonly (infer Way)[] } ? Way : never }
export type Way = WaysOf<typeof faults>[FaultId]

export function waysOf(fault: Fault): readonly string[] {
  return fault.ways ?? []
}

export function whyMissing(fault: Fault): string | undefined {
  return fault.missing
}
