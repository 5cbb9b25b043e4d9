interface Invariant {
  readonly words: string
  /** What of it is not checked here. */
  readonly missing?: string
}

/** What must hold whatever goes wrong, by its number in the design of synchronisation. */
export const invariants = {
  I1: { words: 'a save reported to the person exists after any crash or power cut' },
  I2: { words: 'an operation and its local effect are both there or neither' },
  I3: { words: 'every reported save has exactly one operation on the server' },
  I4: { words: 'one effect per operation, one first revision per visit' },
  I5: { words: 'what left the outbox is on the server with the same hash' },
  I6: { words: 'each device’s base equals a brute-force query of the server' },
  I7: { words: 'nothing up to the cursor is skipped' },
  I8: { words: 'within an epoch nothing goes back' },
  I9: { words: 'own saves stay visible' },
  I10: {
    words: 'the server’s state is the fold of its operations',
    missing: 'over SQLite here; the contract suite compares PostgreSQL',
  },
  I11: { words: 'a decision touches only the revision it names; no revision changes or vanishes' },
  I12: { words: 'every losing value is in a conflict record' },
  I13: { words: 'the outbox empties' },
  I14: { words: 'a bad operation delays no other record' },
  I15: { words: 'nothing out of scope is ever sent' },
  I16: { words: 'nothing that is gone comes back' },
  I17: { words: 'a restored server gets everything again, once' },
  I18: { words: 'all of them with several tabs, a service worker and no locks' },
  I19: { words: 'any device clocks, same state' },
  I20: { words: 'content is kept byte for byte, unknown fields too' },
  I21: { words: '“all sent” is true when it is said' },
  I22: { words: 'every save settles in bounded time' },
  I23: { words: 'what a list brought is there once, wherever it was taken in' },
  I24: { words: 'a list that was taken back leaves nothing but what others said since' },
  I25: { words: 'a visit to a firm of a list is never lost with the list' },
} as const satisfies Readonly<Record<string, Invariant>>

export type InvariantId = keyof typeof invariants

export function whatIsMissing(invariant: Invariant): string | undefined {
  return invariant.missing
}
