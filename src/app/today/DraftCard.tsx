import { useLiveQuery } from 'dexie-react-hooks'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { LinkCard } from '#app/ui/Card.tsx'
import { formatAgo, formatNumber } from '#app/ui/format.ts'
import { ProgressBar } from '#app/ui/StepProgress.tsx'
import type { Device } from '#device/device.ts'
import type { OpenDraft } from '#device/today.ts'
import { openVisit } from '#device/visits.ts'
import { isConfirmed } from '#domain/draft.ts'
import { progress } from '#domain/questionnaire.ts'

/** A form that was begun, how far it is, and when it was last touched. */
export function DraftCard({ open: { draft, card } }: { readonly open: OpenDraft }) {
  const device = useDevice()
  const { visitId, updatedAt } = draft
  const done = useLiveQuery(() => readProgress(device, visitId), [device, visitId, updatedAt])
  const ago = formatAgo(new Date(updatedAt), new Date(device.now()), getLocale())
  return (
    <LinkCard href={paths.visit(visitId)} title={card?.name ?? m.firm_notHere()}>
      {done?.begun ? (
        <ProgressBar
          label={m.today_inProgress()}
          value={done.needed - done.missing}
          max={done.needed}
          text={`${leftWords(done.missing)} · ${ago}`}
        />
      ) : (
        `${m.today_notBegun()} · ${ago}`
      )}
    </LinkCard>
  )
}

async function readProgress(device: Device, visitId: string) {
  const visit = await openVisit(device, visitId)
  if (visit === undefined) return undefined
  const { answers } = visit.draft.form
  return { ...progress(answers, visit.context), begun: isConfirmed(answers, 'outcome') }
}

function leftWords(missing: number): string {
  return missing === 0 ? m.today_allAnswered() : m.visit_left({ n: formatNumber(missing, getLocale()) })
}
