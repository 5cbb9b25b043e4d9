import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { momentWords } from '#app/outbox/statusLine.ts'
import { dotted } from '#app/ui/dotted.ts'
import { formatNumber } from '#app/ui/format.ts'
import { personName, type Reference } from '#device/people.ts'
import { questionIdsOf } from '#domain/questionnaire.ts'
import type { VisitDecision } from '#domain/visit.ts'

/** «Minh trả lại 09:12 · 2 câu được đánh dấu» */
export function returnedWords(
  decision: VisitDecision,
  reference: Reference | undefined,
  now: number,
): string {
  const marked = questionIdsOf(decision.fields ?? []).length
  return dotted([
    decisionWords(decision, reference, now),
    marked > 0 && m.today_marked({ n: formatNumber(marked, getLocale()) }),
  ])
}

/** «Minh duyệt 12/11/2026» */
export function decisionWords(
  decision: VisitDecision,
  reference: Reference | undefined,
  now: number,
): string {
  const person = reference === undefined ? '' : personName(reference, decision.personId)
  const time = momentWords(Date.parse(decision.clientTime), now)
  return {
    approve: m.decision_approve,
    return: m.decision_return,
    void: m.decision_void,
    reopen: m.decision_reopen,
    choose: m.decision_choose,
  }[decision.kind]({ person, time })
}
