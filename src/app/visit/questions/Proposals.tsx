import { Check } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { optionLabel } from '#app/messages/labels.ts'
import { Button } from '#app/ui/Button.tsx'
import { Chips } from '#app/ui/Chips.tsx'
import { Sheet } from '#app/ui/Dialog.tsx'
import { Field } from '#app/ui/Field.tsx'
import { Segmented } from '#app/ui/Segmented.tsx'
import { answered } from '#domain/answers.ts'
import { workingDayFrom } from '#domain/calendar.ts'
import { nextActions, type NextAction } from '#domain/fields/codes.ts'
import { planAnswer, plannedActions, type PlannedAction } from '#domain/plannedActions.ts'
import { addDays } from '#domain/time.ts'
import { useDevice } from '#app/ports.tsx'
import { useEntries, useVisitForm } from '#app/visit/formInHand.ts'
import type { Proposal } from '#domain/proposals.ts'
import type { QuestionProps } from '#app/visit/useWords.tsx'
import { codesOf } from './Choice.tsx'
import { DayField } from './DayField.tsx'

/** What comes next: earlier steps first, then what the advice proposes, each with a day; and any other. */
export function Proposals(props: QuestionProps & { readonly proposals: readonly Proposal[] }) {
  const { question, label, required, error, proposals, unitKind } = props
  const { planned, accept, drop, setDay } = usePlan(question.keys)
  const [chooses, setChooses] = useState(false)
  const open = proposals.filter(({ action }) => !planned.some((plan) => plan.action === action))
  const rows: readonly PlannedAction[] = [...planned, ...open]
  const day = useVisitForm().context().day
  return (
    <Field label={label} required={required} error={error} kind="group">
      {() => (
        <>
          <EarlierActions keys={question.keys} unitKind={unitKind} />
          <ul className="plan">
            {rows.map((row) => {
              const isPlanned = planned.includes(row)
              const name = optionLabel('nextActions', row.action, unitKind)
              return (
                <li key={row.action} className="plan-row" data-planned={isPlanned || undefined}>
                  <span className="plan-name">{name}</span>
                  <DayField
                    label={m.form_dayOf({ name })}
                    labelHidden
                    weekday
                    min={day}
                    value={row.dueOn ?? ''}
                    onChange={(dueOn) => setDay(row.action, dueOn)}
                  />
                  <Button
                    icon={isPlanned ? Check : undefined}
                    aria-pressed={isPlanned}
                    aria-label={m.form_named({
                      text: isPlanned ? m.form_accepted() : m.proposal_accept(),
                      name,
                    })}
                    onClick={() => (isPlanned ? drop(row.action) : accept([row]))}
                  >
                    {isPlanned ? m.form_accepted() : m.proposal_accept()}
                  </Button>
                </li>
              )
            })}
          </ul>
          <div className="row">
            {open.length > 1 && <Button onClick={() => accept(open)}>{m.proposal_acceptAll()}</Button>}
            <Button tone="quiet" onClick={() => setChooses(true)} aria-haspopup="dialog">
              {m.proposal_other()}
            </Button>
          </div>
          <OtherActions
            open={chooses}
            planned={planned}
            unitKind={unitKind}
            onChange={(actions) => {
              const dueOn = workingDayFrom(addDays(day, 14))
              accept(
                actions.map((action) => proposals.find((one) => one.action === action) ?? { action, dueOn }),
                true,
              )
            }}
            onClose={() => setChooses(false)}
          />
        </>
      )}
    </Field>
  )
}

/** The steps in hand, and what can be done with them; each falls to whoever fills in the form. */
function usePlan(keys: QuestionProps['question']['keys']) {
  const [entry] = useEntries(keys)
  const { answer, clear } = useVisitForm()
  const assignee = useDevice().identity.personId
  const planned = plannedActions(entry?.answer.kind === 'value' ? entry.answer.value : undefined)
  const keep = (plan: readonly PlannedAction[]) =>
    plan.length === 0 ? clear('nextActions') : answer('nextActions', planAnswer(plan))
  return {
    planned,
    accept: (plans: readonly PlannedAction[], onlyThese = false) => {
      const kept = planned.filter(({ action }) => plans.some((plan) => plan.action === action) === onlyThese)
      const fresh = plans.filter(({ action }) => !kept.some((plan) => plan.action === action))
      keep([...kept, ...fresh.map((plan) => ({ ...plan, assignee }))])
    },
    drop: (action: NextAction) => {
      keep(planned.filter((plan) => plan.action !== action))
    },
    setDay: (action: NextAction, day: string) => {
      const dueOn = day === '' ? undefined : day
      keep([...planned.filter((plan) => plan.action !== action), { action, dueOn, assignee }])
    },
  }
}

/** What was planned last time: done, or not. */
function EarlierActions(props: Pick<QuestionProps, 'unitKind'> & Pick<QuestionProps['question'], 'keys'>) {
  const { keys, unitKind } = props
  const [entry, done] = useEntries(keys)
  const { open, answer } = useVisitForm()
  const { accept, drop, planned } = usePlan(keys)
  const earlier = plannedActions(open.context.facts['nextActions']?.value)
  const doneCodes = codesOf(done)
  const judge = (plan: PlannedAction, how: string) => {
    const others = doneCodes.filter((code) => code !== plan.action)
    answer('actionsDone', answered(how === 'done' ? [...others, plan.action] : others))
    if (how === 'done') drop(plan.action)
    else
      accept([
        plan.dueOn !== undefined && plan.dueOn >= open.context.day ? plan : renewed(plan, open.context.day),
      ])
  }
  return earlier.map((plan) => (
    <Segmented
      key={plan.action}
      label={m.form_earlierAction({ name: optionLabel('nextActions', plan.action, unitKind) })}
      layout="row"
      options={[
        { value: 'done', label: m.action_done() },
        { value: 'notDone', label: m.action_notDone() },
      ]}
      value={
        doneCodes.includes(plan.action)
          ? 'done'
          : entry !== undefined && planned.some(({ action }) => action === plan.action)
            ? 'notDone'
            : undefined
      }
      onChange={(how) => judge(plan, how)}
    />
  ))
}

function renewed(plan: PlannedAction, today: string): PlannedAction {
  return { ...plan, dueOn: workingDayFrom(addDays(today, 7)) }
}

function OtherActions(props: {
  readonly open: boolean
  readonly planned: readonly PlannedAction[]
  readonly unitKind: QuestionProps['unitKind']
  readonly onChange: (actions: readonly NextAction[]) => void
  readonly onClose: () => void
}) {
  const { open, planned, unitKind, onChange, onClose } = props
  return (
    <Sheet open={open} title={m.proposal_other()} onClose={onClose}>
      <Chips
        label={m.proposal_other()}
        labelHidden
        options={nextActions.map((action) => ({
          value: action,
          label: optionLabel('nextActions', action, unitKind),
        }))}
        value={planned.map(({ action }) => action)}
        onChange={onChange}
      />
    </Sheet>
  )
}
