export interface NetworkWeather {
  mode: 'good' | 'bad' | 'offline' | 'portal'
  /** What a proxy on the way lets through. */
  mostBytes: number
  /** How many pieces of photos have bad luck on the best of roads. */
  piecesStruck: number
}

const troubles = [
  'requestLost',
  'answerLost',
  'requestCut',
  'requestGarbled',
  'answerCut',
  'answerGarbled',
  'doubledAtOnce',
  'lateDuplicate',
  'portal',
  'status',
] as const
type Trouble = (typeof troubles)[number]

/** What will become of one request and its answer. */
export interface Fate {
  readonly kind: 'passes' | 'offline' | Trouble
  readonly delayMs: number
  readonly backMs: number
}

const pieceTroubles = [
  'requestLost',
  'requestCut',
  'requestGarbled',
  'doubledAtOnce',
  'lateDuplicate',
  'answerLost',
] as const

export function pickFate(
  { mode, piecesStruck }: NetworkWeather,
  random: () => number,
  isPiece: boolean,
): Fate {
  if (isPiece && random() < piecesStruck) {
    const kind = pieceTroubles[Math.floor(random() * pieceTroubles.length)]!
    return { kind, delayMs: slow(random), backMs: slow(random) }
  }
  if (mode === 'good') return { kind: 'passes', delayMs: 20 + random() * 80, backMs: 20 + random() * 80 }
  if (mode === 'offline') return { kind: 'offline', delayMs: random() * 2_000, backMs: 0 }
  if (mode === 'portal') return { kind: 'portal', delayMs: 50 + random() * 500, backMs: 0 }
  const kind = random() < 0.45 ? 'passes' : troubles[Math.floor(random() * troubles.length)]!
  return { kind, delayMs: slow(random), backMs: slow(random) }
}

/** Mostly a second, now and then longer than anybody waits. */
function slow(random: () => number): number {
  const dice = random()
  if (dice < 0.7) return 20 + random() * 1_000
  return dice < 0.93 ? random() * 15_000 : 40_000 + random() * 60_000
}
