import { pullAnswerSchema } from '#protocol/sync.ts'
import { askSync } from '#sync/transport.ts'
import type { Participant } from '../support/participant.ts'
import type { ServerTruth } from './store.ts'

/** A device that does nothing but pull, and remembers of which visit it heard when. */
export interface PullWatch {
  readonly lookUntil: (done: Promise<unknown>) => Promise<void>
  /** How often it was told that it has everything up to a number. */
  readonly moments: () => number
  /** Visits that it was told it has, by number, before it had them, or that never came. */
  readonly skipped: (truth: ServerTruth) => number
}

export function watchPulls({ road, device }: Participant): PullWatch {
  const { enrolmentId, readToken } = device.identity
  const completeUpTo: number[] = []
  /** At which of these moments a visit was there. */
  const momentByVisit = new Map<string, number>()
  let cursor: string | null = null

  async function look(): Promise<void> {
    const body = { deviceId: enrolmentId, cursor, limit: 1000 }
    const answered = await askSync(road, {
      path: '/api/sync/pull',
      body,
      token: readToken,
      answer: pullAnswerSchema,
    })
    // one of the servers may be gone; the next time the other is asked
    if (!answered.ok) return
    const { changes, more, upTo } = answered.value
    for (const change of changes) {
      const isNew = change.kind === 'record' && change.collection === 'visit' && !momentByVisit.has(change.id)
      if (isNew) momentByVisit.set(change.id, completeUpTo.length)
    }
    cursor = answered.value.cursor
    if (!more) completeUpTo.push(upTo)
  }

  return {
    lookUntil: async (done) => {
      let isDone = false
      const settled = done.finally(() => (isDone = true))
      while (!isDone) await look()
      await settled
      await look()
    },
    moments: () => completeUpTo.length,
    skipped: ({ seqByVisit }) =>
      [...seqByVisit].filter(([id, seq]) => {
        const promised = completeUpTo.findIndex((upTo) => upTo >= seq)
        return promised === -1 || (momentByVisit.get(id) ?? Number.POSITIVE_INFINITY) > promised
      }).length,
  }
}
