import { Pin, PinOff, UserRoundPlus, X } from 'lucide-react'
import { useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { useDevice, usePorts } from '#app/ports.tsx'
import { ActionBar } from '#app/ui/ActionBar.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button } from '#app/ui/Button.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { showToast } from '#app/ui/toasts.ts'
import { personName, type Reference } from '#device/people.ts'
import type { Plan, PlannedFirm } from '#device/planList.ts'
import { assignFirms, pinFirm, setApproachPlan } from '#device/plans.ts'
import type { ProblemCode } from '#domain/problem.ts'
import type { Problem, Result } from '#domain/result.ts'
import { AssignSheet } from './AssignSheet.tsx'
import { PlanBasisSheet } from './PlanBasisSheet.tsx'

interface PlanActionsProps {
  readonly chosen: readonly PlannedFirm[]
  readonly plan: Plan
  readonly reference: Reference
  readonly onDone: () => void
}

/** What can be done with the firms that are chosen, one or many at once. */
export function PlanActions({ chosen, plan, reference, onDone }: PlanActionsProps) {
  const device = useDevice()
  const ports = usePorts()
  const [asks, setAsks] = useState<'assign' | 'pin' | 'plan'>()
  const [problem, setProblem] = useState<Problem>()
  const firmIds = chosen.map(({ card }) => card.id)
  const firms = countWords(chosen.length, 'firms')
  const allPinned = chosen.every(({ pinned }) => pinned)
  const allPlanned = chosen.every(({ card }) => card.inApproachPlan)
  const record = async (deed: Promise<Result<unknown>>, done: string) => {
    setAsks(undefined)
    const recorded = await deed
    setProblem(recorded.ok ? undefined : recorded.problem)
    if (!recorded.ok) return
    ports.syncSoon()
    showToast(done)
    onDone()
  }
  const pinAll = async (reason: string): Promise<Result<unknown>> => {
    let pinned: Result<unknown> = { ok: true, value: undefined }
    for (const firmId of firmIds) {
      if (pinned.ok) pinned = await pinFirm(device, firmId, { pinned: !allPinned, reason })
    }
    return pinned
  }
  return (
    <>
      {problem !== undefined && (
        <div className="plan-problem">
          <Banner tone="bad" what={(problemWords[problem.code] ?? m.plan_notSaved)()} urgent />
        </div>
      )}
      <ActionBar
        note={
          <div className="plan-note">
            <span role="status">{m.plan_selected({ firms })}</span>
            <Button tone="quiet" icon={X} onClick={onDone}>
              {m.plan_unselect()}
            </Button>
          </div>
        }
      >
        <Button
          onClick={() =>
            allPlanned
              ? void record(setApproachPlan(device, firmIds, false), m.plan_removedFromPlan({ firms }))
              : setAsks('plan')
          }
        >
          {allPlanned ? m.plan_removeFromPlan() : m.plan_addToPlan()}
        </Button>
        <Button icon={allPinned ? PinOff : Pin} onClick={() => setAsks('pin')}>
          {allPinned ? m.plan_takeOffTop() : m.plan_putOnTop()}
        </Button>
        <Button tone="primary" icon={UserRoundPlus} onClick={() => setAsks('assign')}>
          {m.plan_assign()}
        </Button>
      </ActionBar>
      {asks === 'assign' && (
        <AssignSheet
          firms={firms}
          workload={plan.workload}
          reference={reference}
          onAssign={(assignment) =>
            void record(
              assignFirms(device, firmIds, assignment),
              assignment.personId === null
                ? m.plan_tookBack({ firms })
                : m.plan_assigned({ firms, person: personName(reference, assignment.personId) }),
            )
          }
          onClose={() => setAsks(undefined)}
        />
      )}
      {asks === 'plan' && (
        <PlanBasisSheet
          firms={firms}
          bases={plan.bases}
          onAdd={(basis) =>
            void record(setApproachPlan(device, firmIds, true, basis), m.plan_addedToPlan({ firms }))
          }
          onClose={() => setAsks(undefined)}
        />
      )}
      <ConfirmDialog
        open={asks === 'pin'}
        title={allPinned ? m.plan_unpinTitle() : m.plan_pinTitle()}
        confirmLabel={allPinned ? m.plan_takeOffTop() : m.plan_putOnTop()}
        reason={{ required: true, maxLength: 200, hint: m.plan_pinNote() }}
        onConfirm={(reason) =>
          void record(pinAll(reason), allPinned ? m.plan_unpinned({ firms }) : m.plan_pinned({ firms }))
        }
        onClose={() => setAsks(undefined)}
      >
        <p>{chosen.map(({ card }) => card.name).join(', ')}</p>
      </ConfirmDialog>
    </>
  )
}

const problemWords: Readonly<Partial<Record<ProblemCode, () => string>>> = {
  notAllowed: m.plan_notAllowed,
  reasonMissing: m.plan_reasonNeeded,
}
