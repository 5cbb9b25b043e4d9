import type { Answers } from './answers.ts'
import type { VisitRecord } from './visit.ts'

/** What a photo may be: small on the way, and few enough to look at. Sizes in bytes. */
export const photoLimits = { perVisit: 6, bytes: 1_500_000, chunkBytes: 256 * 1024 } as const

/** Photos are known by the SHA-256 of their bytes: these are the ones that some answers name. */
export function photosIn(answers: Answers): readonly string[] {
  const answer = answers['photos']
  const named = answer?.kind === 'value' ? answer.value : undefined
  return Array.isArray(named) ? named.filter((hash) => typeof hash === 'string') : []
}

/** Of every revision: what was handed in once belongs to the visit. */
export function photosOf({ revisions }: Pick<VisitRecord, 'revisions'>): readonly string[] {
  return [...new Set(revisions.flatMap(({ body }) => photosIn(body.answers as Answers)))]
}
