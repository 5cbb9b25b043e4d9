import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { Sheet } from '#app/ui/Dialog.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatWeekday } from '#app/ui/format.ts'
import { Segmented } from '#app/ui/Segmented.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import type { Reference } from '#device/people.ts'
import type { Assignment } from '#device/plans.ts'
import { workingDayFrom } from '#domain/calendar.ts'
import { isDay } from '#domain/day.ts'
import { vietnamDay } from '#domain/time.ts'
import { membersByName } from './members.ts'
import { afterWorkingDays } from './workingDays.ts'

interface AssignSheetProps {
  /** «3 doanh nghiệp» */
  readonly firms: string
  /** Firms each member has now. */
  readonly workload: ReadonlyMap<string, number>
  readonly reference: Reference
  readonly onAssign: (assignment: Assignment) => void
  readonly onClose: () => void
}

/** Not an id of anyone. */
const nobody = 'nobody'

/** «Giao cho…»: who goes, by name with what they have already, and until which working day. */
export function AssignSheet({ firms, workload, reference, onAssign, onClose }: AssignSheetProps) {
  const today = vietnamDay(useDevice().now())
  const members = membersByName(reference)
  const [who, setWho] = useState<string>()
  const [due, setDue] = useState(() => afterWorkingDays(today, 5))
  const [tried, setTried] = useState(false)
  const isDueBad = due !== '' && (!isDay(due) || due < today)
  const dueOn = due === '' || isDueBad ? undefined : workingDayFrom(due)
  const assign = () => {
    setTried(true)
    if (who === undefined || (isDueBad && who !== nobody)) return
    onAssign(who === nobody ? { personId: null } : { personId: who, dueOn })
  }
  return (
    <Sheet
      open
      title={m.plan_assignTitle({ firms })}
      onClose={onClose}
      actions={
        <Button tone="primary" onClick={assign} disabled={members.length === 0}>
          {m.plan_assignDo()}
        </Button>
      }
    >
      {members.length === 0 ? (
        <EmptyState
          text={m.plan_noMembers()}
          action={<ButtonLink href={paths.admin}>{m.nav_admin()}</ButtonLink>}
        />
      ) : (
        <div className="stack">
          <Segmented
            label={m.plan_assignWho()}
            required
            options={[
              ...members.map(({ id, displayName }) => ({
                value: id,
                label: displayName,
                hint: m.plan_workload({ firms: countWords(workload.get(id) ?? 0, 'firms') }),
              })),
              { value: nobody, label: m.plan_takeBack() },
            ]}
            value={who}
            onChange={setWho}
            error={tried && who === undefined ? m.plan_chooseWho() : undefined}
          />
          {who !== nobody && (
            <>
              <TextField
                label={m.plan_due()}
                type="date"
                min={today}
                value={due}
                onChange={setDue}
                hint={dueHint(due, dueOn)}
                error={isDueBad ? m.plan_dueBad() : undefined}
              />
              <div className="row">
                {([3, 5, 10] as const).map((days) => (
                  <Button key={days} onClick={() => setDue(afterWorkingDays(today, days))}>
                    {inDays[days]()}
                  </Button>
                ))}
                <Button tone="quiet" onClick={() => setDue('')}>
                  {m.plan_dueNone()}
                </Button>
              </div>
            </>
          )}
        </div>
      )}
    </Sheet>
  )
}

/** Which weekday it is, and whether it had to be moved off a weekend. */
function dueHint(typed: string, dueOn: string | undefined): string | undefined {
  if (dueOn === undefined) return undefined
  const date = formatWeekday(dueOn, getLocale())
  return dueOn === typed ? date : m.plan_dueMoved({ date })
}

const inDays = { 3: m.plan_dueIn3, 5: m.plan_dueIn5, 10: m.plan_dueIn10 } as const
