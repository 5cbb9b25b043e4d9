import { lazy } from 'react'

const loadQuestion = () => import('./questions/LaterQuestion.tsx')
const loadReturned = () => import('./ReturnedForm.tsx')
const loadResult = () => import('./Result.tsx')
export const loadAdvising = () => import('./advising.ts')

// Parts of the form that its first question does not need; the service worker has them all.
export const LaterQuestion = lazy(async () => ({ default: (await loadQuestion()).LaterQuestion }))
export const ReturnedForm = lazy(async () => ({ default: (await loadReturned()).ReturnedForm }))
export const Result = lazy(async () => ({ default: (await loadResult()).Result }))

/** Everything that may be needed next, at once: a form that is reopened in its middle waits for it. */
export async function loadRest(): Promise<void> {
  await Promise.all([loadQuestion(), loadReturned(), loadAdvising(), loadResult()])
}
