import { CalendarClock } from 'lucide-react'
import { appointmentWords } from '#app/firms/planWords.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { optionLabel } from '#app/messages/labels.ts'
import { useDevice } from '#app/ports.tsx'
import { formatDate } from '#app/ui/format.ts'
import { dueThings, dueUntil, type DueThing } from '#device/dueFirms.ts'
import type { PlannedFirm } from '#device/planList.ts'
import { vietnamDay } from '#domain/time.ts'

/** What falls due at a firm, and what should have been done by now. */
export function DueNotes({ firm }: { readonly firm: PlannedFirm }) {
  const today = vietnamDay(useDevice().now())
  return dueThings(firm, dueUntil(today)).map((thing) => (
    <div key={thing.what} className="small line-note">
      <CalendarClock aria-hidden />
      <span>{dueWords(firm, thing, today)}</span>
    </div>
  ))
}

/** «Gặp chủ doanh nghiệp, quá hạn 19/11/2026» */
export function dueWords({ advice }: PlannedFirm, { what, on }: DueThing, today: string): string {
  const date = formatDate(on, getLocale())
  const isOver = on < today
  if (what === 'appointment') {
    const time = advice.appointment === undefined ? date : appointmentWords(advice.appointment)
    return isOver ? m.plan_meetPassed({ time }) : m.plan_meet({ time })
  }
  if (what === 'recheck') return m.plan_recheck({ date })
  if (what === 'assignment') return isOver ? m.plan_overdue({ date }) : m.plan_visitDue({ date })
  const step = advice.nextStep === undefined ? '' : optionLabel('nextActions', advice.nextStep.action)
  return isOver ? m.plan_stepOverdue({ step, date }) : m.plan_step({ step, date })
}
