import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { DataTable } from '#app/ui/DataTable.tsx'
import { formatPercent } from '#app/ui/format.ts'
import { Section } from '#app/ui/Section.tsx'
import { approachBy, type ApproachStep, type CountedFirm } from '#domain/overview.ts'
import { BarPlot } from './BarPlot.tsx'
import { FirmsFigure, type Behind } from './FirmsBehind.tsx'

interface ApproachProps {
  readonly firms: readonly CountedFirm[]
  readonly asOf: string
  readonly onOpen: (behind: Behind) => void
}

/** «Các bước tiếp cận»: of the firms in the plan, with their share of it; what was reached besides stands apart. */
export function Approach({ firms, asOf, onOpen }: ApproachProps) {
  const steps = approachBy(firms, asOf)
  const planned = steps[0]!.plannedIds.length
  return (
    <Section title={m.overview_approach()}>
      <BarPlot
        direction="along"
        bars={steps.map(({ step, plannedIds }) => ({
          key: step,
          label: stepWords[step](),
          value: plannedIds.length,
        }))}
      />
      <DataTable
        caption={m.overview_approach()}
        captionHidden
        rows={steps}
        rowKey={({ step }) => step}
        columns={[
          { key: 'step', header: m.overview_step(), cell: ({ step }) => stepWords[step]() },
          {
            key: 'planned',
            header: m.overview_inPlan(),
            align: 'end',
            cell: ({ step, plannedIds }) => (
              <FirmsFigure title={stepWords[step]()} firmIds={plannedIds} onOpen={onOpen} />
            ),
          },
          {
            key: 'share',
            header: m.targets_share(),
            align: 'end',
            cell: ({ plannedIds }) =>
              planned === 0 ? '—' : formatPercent(plannedIds.length / planned, getLocale()),
          },
          {
            key: 'others',
            header: m.overview_outsidePlan(),
            align: 'end',
            cell: ({ step, otherIds }) => (
              <FirmsFigure
                title={`${stepWords[step]()}, ${m.overview_outsidePlan()}`}
                firmIds={otherIds}
                onOpen={onOpen}
              />
            ),
          },
        ]}
      />
    </Section>
  )
}

export const stepWords: Readonly<Record<ApproachStep, () => string>> = {
  planned: m.overview_planned,
  contacted: m.overview_contacted,
  met: m.overview_met,
  agreed: m.overview_agreed,
  decided: m.overview_decided,
}
