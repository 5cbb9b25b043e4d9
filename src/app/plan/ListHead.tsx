import { ArrowDownUp } from 'lucide-react'
import { m } from '#app/messages/compiled/messages.js'
import { Button } from '#app/ui/Button.tsx'
import { countWords } from '#app/ui/countWords.ts'
import type { Plan } from '#device/planList.ts'
import type { PlanListName } from './planFilter.ts'

interface ListHeadProps {
  readonly plan: Plan
  readonly list: PlanListName
  readonly onWhatIf: () => void
}

/** What a list holds and what not, and by which rule. */
export function ListHead({ plan, list, onWhatIf }: ListHeadProps) {
  if (list === 'due') return <p className="muted small">{m.plan_dueNote()}</p>
  if (list !== 'order') return null
  const waiting = plan.surveyQueue.length
  return (
    <div className="plan-head">
      <div>
        <p className="muted small plan-motto">{m.reason_motto()}</p>
        {waiting > 0 && (
          <p className="muted small">{m.plan_orderOnly({ firms: countWords(waiting, 'firms') })}</p>
        )}
      </div>
      <Button icon={ArrowDownUp} onClick={onWhatIf}>
        {m.whatIf_open()}
      </Button>
    </div>
  )
}
