import { CalendarClock, ListTodo } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { optionLabel, ownerWords } from '#app/messages/labels.ts'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { Section } from '#app/ui/Section.tsx'
import { personName, type Reference } from '#device/people.ts'
import type { Advice } from '#domain/advice.ts'
import type { Facts } from '#domain/facts.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { fallsTo } from '#domain/handOver.ts'
import { appointmentOf, plannedActions } from '#domain/plannedActions.ts'
import type { HistoryRecord } from '#domain/records.ts'
import { appointmentWords } from './planWords.ts'

interface NextStepsProps {
  readonly advice: Advice
  readonly facts: Facts
  readonly assignment: HistoryRecord | undefined
  readonly reference: Reference | undefined
  readonly unitKind: UnitKind | undefined
}

/** What was agreed to be done, then what the rules add. */
export function NextSteps({ advice, facts, assignment, reference, unitKind }: NextStepsProps) {
  const appointment = appointmentOf(facts['appointmentAt']?.value)
  const planned = plannedActions(facts['nextActions']?.value)
  const advised = advice.actions.filter(({ action }) => planned.every((each) => each.action !== action))
  if (appointment === undefined && planned.length + advised.length === 0) return null
  const label = (action: string) => optionLabel('nextActions', action, unitKind)
  return (
    <Section title={m.section_6()}>
      <List>
        {appointment !== undefined && (
          <ListRow
            icon={CalendarClock}
            title={m.question_appointmentAt()}
            text={appointmentWords(appointment)}
          />
        )}
        {planned.map(({ action, dueOn, assignee }) => (
          <ListRow
            key={action}
            icon={ListTodo}
            title={label(action)}
            text={dotted([
              dueOn && m.today_due({ date: formatDate(dueOn, getLocale()) }),
              whose(assignee, assignment, reference),
            ])}
          />
        ))}
        {advised.map(({ action, waitsForOwner }) => (
          <ListRow
            key={action}
            title={label(action)}
            text={waitsForOwner ? m.action_waitsForOwner(ownerWords(unitKind)) : m.firm_advised()}
          />
        ))}
      </List>
    </Section>
  )
}

/** A step that fell to whoever had the firm falls to whoever has it now. */
function whose(
  assignee: string | undefined,
  assignment: HistoryRecord | undefined,
  reference: Reference | undefined,
): string | undefined {
  if (assignee === undefined || reference === undefined) return undefined
  return personName(reference, fallsTo(assignee, assignment))
}
