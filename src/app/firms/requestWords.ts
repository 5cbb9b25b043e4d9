import { m } from '#app/messages/compiled/messages.js'
import type { RequestState } from '#domain/ownerRequests.ts'

export function requestStateWords(state: RequestState): string {
  return words[state]()
}

const words: Readonly<Record<RequestState, () => string>> = {
  open: m.requests_open,
  settled: m.requests_settled,
  declined: m.requests_declined,
}
