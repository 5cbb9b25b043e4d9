import { compareText } from './compareText.ts'
import type { Answer, AnswerValue } from './answers.ts'
import { isDay } from './day.ts'
import { nextActions, type NextAction } from './fields/codes.ts'

export interface PlannedAction {
  readonly action: NextAction
  /** yyyy-mm-dd */
  readonly dueOn?: string | undefined
  /** The person it falls to. */
  readonly assignee?: string | undefined
}

/** The next steps of an answer or a fact, the earliest first, those without a day last. */
export function plannedActions(value: AnswerValue | undefined): readonly PlannedAction[] {
  if (typeof value !== 'object' || Array.isArray(value)) return []
  const byAction = value as { readonly [action: string]: unknown }
  return nextActions
    .filter((action) => Object.hasOwn(byAction, action))
    .map((action) => {
      const { dueOn, assignee } = (byAction[action] ?? {}) as { dueOn?: unknown; assignee?: unknown }
      return {
        action,
        ...(typeof dueOn === 'string' && isDay(dueOn) && { dueOn }),
        ...(typeof assignee === 'string' && { assignee }),
      }
    })
    .toSorted((one, other) => compareText(one.dueOn ?? '9999', other.dueOn ?? '9999'))
}

/** The answer that holds these steps. */
export function planAnswer(actions: readonly PlannedAction[]): Answer {
  const value = Object.fromEntries(
    actions.map(({ action, dueOn, assignee }) => [
      action,
      { ...(dueOn !== undefined && { dueOn }), ...(assignee !== undefined && { assignee }) },
    ]),
  )
  return { kind: 'value', value }
}

/** Parts of a day, or an hour. */
export interface Appointment {
  /** yyyy-mm-dd */
  readonly on: string
  /** `morning`, `afternoon` or `09:30`; without it, some time that day. */
  readonly at?: string | undefined
}

export function appointmentOf(value: AnswerValue | undefined): Appointment | undefined {
  if (typeof value !== 'object' || Array.isArray(value)) return undefined
  const { on, at } = value as { readonly on?: unknown; readonly at?: unknown }
  if (typeof on !== 'string' || !isDay(on)) return undefined
  return { on, ...(typeof at === 'string' && isPartOfDay(at) && { at }) }
}

function isPartOfDay(at: string): boolean {
  return at === 'morning' || at === 'afternoon' || /^([01]\d|2[0-3]):[0-5]\d$/.test(at)
}
