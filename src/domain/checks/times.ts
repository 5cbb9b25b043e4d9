import type { Answers } from '#domain/answers.ts'
import { isDay, timeToMs } from '#domain/day.ts'
import { fieldKeys, fieldOf, isFieldKey, type FieldKey } from '#domain/fields.ts'
import { appointmentOf, plannedActions } from '#domain/plannedActions.ts'
import { vietnamDay } from '#domain/time.ts'
import { valueOf, type Check, type CheckInput } from './check.ts'

const dateKeys = fieldKeys.filter((key) => fieldOf(key)?.type === 'date')
/** Clocks differ by some minutes. */
const toleranceMs = 10 * 60_000

function visitDay({ occurredAt, nowMs }: CheckInput): string {
  const ms = timeToMs(occurredAt)
  return vietnamDay(Number.isNaN(ms) ? nowMs : ms)
}

/** Days that lie ahead of the visit, by question. */
function daysAhead(answers: Answers): readonly (readonly [FieldKey, string])[] {
  const appointment = appointmentOf(valueOf(answers, 'appointmentAt'))
  const recheck = valueOf(answers, 'recheckOn')
  return [
    ...plannedActions(valueOf(answers, 'nextActions')).map(({ dueOn }) => ['nextActions', dueOn] as const),
    ['appointmentAt', appointment?.on] as const,
    ['recheckOn', typeof recheck === 'string' && isDay(recheck) ? recheck : undefined] as const,
  ].flatMap(([key, day]) => (day === undefined ? [] : [[key, day] as const]))
}

function badDates(answers: Answers): readonly FieldKey[] {
  const dates = dateKeys.filter((key) => {
    const value = valueOf(answers, key)
    return value !== undefined && !(typeof value === 'string' && isDay(value))
  })
  const appointment = valueOf(answers, 'appointmentAt')
  const isBad = appointment !== undefined && appointmentOf(appointment) === undefined
  return isBad ? [...dates, 'appointmentAt'] : dates
}

export const timeChecks: readonly Check[] = [
  {
    key: 'badTime',
    severity: 'error',
    fields: ['occurredAt'],
    find: ({ occurredAt }) => (Number.isNaN(timeToMs(occurredAt)) ? [{ at: 'occurredAt' }] : []),
  },
  {
    key: 'badDate',
    severity: 'error',
    fields: [...dateKeys, 'appointmentAt'],
    find: ({ answers }) => badDates(answers).map((key) => ({ at: key })),
  },
  {
    key: 'establishedInFuture',
    severity: 'error',
    fields: ['establishedOn'],
    find: (input) => {
      const on = valueOf(input.answers, 'establishedOn')
      const isLater = typeof on === 'string' && isDay(on) && on > visitDay(input)
      return isLater ? [{ at: 'establishedOn' }] : []
    },
  },
  {
    key: 'dayBeforeVisit',
    severity: 'error',
    fields: ['nextActions', 'appointmentAt', 'recheckOn'],
    find: (input) => {
      const late = daysAhead(input.answers).filter(([, day]) => day < visitDay(input))
      return [...new Set(late.map(([key]) => key))].map((key) => ({ at: key }))
    },
  },
  {
    key: 'badAsOf',
    severity: 'error',
    fields: [],
    find: ({ answers, nowMs }) =>
      Object.entries(answers).flatMap(([key, answer]) => {
        const asOf = answer.kind === 'value' ? answer.asOf : undefined
        const isBad = asOf !== undefined && (!isDay(asOf) || asOf > vietnamDay(nowMs))
        return isBad && isFieldKey(key) ? [{ at: key }] : []
      }),
  },
  {
    key: 'timeInFuture',
    severity: 'confirm',
    fields: ['occurredAt'],
    find: ({ occurredAt, nowMs }) =>
      timeToMs(occurredAt) > nowMs + toleranceMs ? [{ at: 'occurredAt' }] : [],
  },
]
