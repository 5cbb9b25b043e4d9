import './why.css'
import { useLiveQuery } from 'dexie-react-hooks'
import { useLayoutEffect } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { optionLabel, ownerWords, valueLabel } from '#app/messages/labels.ts'
import { trackLabel, trackReason } from '#app/messages/trackLabels.ts'
import { basisWords } from '#app/firms/adviceWords.ts'
import { sourceWords } from '#app/firms/factWords.ts'
import { SetTrack } from '#app/firms/SetTrack.tsx'
import { useDevice } from '#app/ports.tsx'
import { DefinitionList, type Definition } from '#app/ui/DefinitionList.tsx'
import { dotted } from '#app/ui/dotted.ts'
import { formatDate, formatNumber } from '#app/ui/format.ts'
import { keepFocusSeen } from '#app/ui/keepFocusSeen.ts'
import { adviseView, readAdviceContext } from '#device/adviceContext.ts'
import type { Device } from '#device/device.ts'
import { openFirm, type FirmView } from '#device/firmView.ts'
import { personName, type Reference } from '#device/people.ts'
import type { PlannedFirm } from '#device/planList.ts'
import type { AccessLevel } from '#domain/accessEase.ts'
import type { Advice } from '#domain/advice.ts'
import type { FieldKey } from '#domain/fields.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { standing } from '#domain/merge/history.ts'
import { textOf } from '#domain/profile.ts'
import type { RuleSet } from '#domain/ruleSet.ts'

interface WhyProps {
  readonly firm: PlannedFirm
  readonly n: number
  readonly reference: Reference
}

/** The values that put a firm here, who said them and when, and the rule behind its way forward. */
export function Why({ firm, n, reference }: WhyProps) {
  const device = useDevice()
  const seen = useLiveQuery(() => readWhy(device, firm.card.id), [device, firm.card.id])
  const isRead = seen !== undefined
  useLayoutEffect(keepFocusSeen, [isRead])
  if (seen === undefined) return null
  const { view, advice, ruleSet } = seen
  const { track } = advice
  const planned = plannedBy(view)
  return (
    <div className="plan-why-inside">
      <section>
        <h2>{m.plan_whyOrder({ n: formatNumber(n, getLocale()) })}</h2>
        <DefinitionList items={orderItems(advice, view, reference)} />
        <p className="muted small">{m.reason_motto()}</p>
      </section>
      {planned !== undefined && (
        <section>
          <h2>{m.plan_whyPlanned()}</h2>
          <p>{planned.basis ?? m.plan_basisMissing()}</p>
          <p className="muted small">
            {m.plan_since({ date: planned.on, person: personName(reference, planned.personId) })}
          </p>
        </section>
      )}
      <section>
        <h2>{m.plan_whyTrack({ track: trackLabel(track.row) })}</h2>
        <SetTrack override={track.override} reference={reference} />
        {track.override !== undefined && (
          <p className="small">{m.track_decidedByRules({ track: trackLabel(track.decided.row) })}</p>
        )}
        <ul className="plan-reasons">
          {track.decided.reason.map((reason) => {
            const fact = reason.factKeys.map((key) => view.approved[key]).find((one) => one !== undefined)
            return (
              <li key={reason.key}>
                {trackReason(reason)}
                {fact !== undefined && (
                  <div className="muted small">{sourceWords(fact, reference, unitKindOf(view))}</div>
                )}
              </li>
            )
          })}
        </ul>
        <p className="muted small">
          {dotted([
            m.plan_rule({ row: track.row.replace('p', '+'), version: ruleSet.version }),
            ...track.decided.basis.map((basis) => basisWords(basis, ruleSet)),
          ])}
        </p>
      </section>
    </div>
  )
}

interface Seen {
  readonly view: FirmView
  readonly advice: Advice
  readonly ruleSet: RuleSet
}

async function readWhy(device: Device, firmId: string): Promise<Seen | undefined> {
  const [view, context] = await Promise.all([openFirm(device, firmId), readAdviceContext(device)])
  if (view === undefined) return undefined
  return { view, advice: adviseView(view, context, 'approved'), ruleSet: context.ruleSet }
}

/** The document that the firm is approached by, who put it into the plan and when. */
function plannedBy({ plan }: FirmView) {
  const [last, body] = [plan?.entries.at(-1), standing('plan', plan)]
  if (last === undefined || body?.inApproachPlan !== true) return undefined
  return {
    basis: body.basis,
    on: formatDate(last.clientTime.slice(0, 10), getLocale()),
    personId: last.personId,
  }
}

function orderItems({ contacts, priority }: Advice, view: FirmView, reference: Reference): Definition[] {
  const unitKind = unitKindOf(view)
  const { level } = contacts.access
  const meta = (key: FieldKey) => {
    const fact = view.approved[key]
    return fact === undefined ? undefined : sourceWords(fact, reference, unitKind)
  }
  const union = view.approved['unionStatus']
  return [
    {
      label: m.plan_access(),
      value: level === 'unknown' ? m.answer_notKnown() : optionLabel('accessEase', level),
      meta: accessWords(contacts.access, unitKind),
    },
    {
      label: m.field_unionStatus(),
      value: union === undefined ? m.answer_notKnown() : valueLabel('unionStatus', union.value, unitKind),
      meta: meta('unionStatus'),
    },
    {
      label: m.field_headcountTotal(),
      value: countWordsOf(priority.headcount),
      meta: meta('headcountTotal'),
    },
    {
      label: m.field_membersOfficial(),
      value: countWordsOf(priority.official),
      meta: meta('membersOfficial'),
    },
  ]
}

function countWordsOf(count: number | 'unknown'): string {
  return count === 'unknown' ? m.answer_notKnown() : formatNumber(count, getLocale())
}

function accessWords({ because, on, reason }: AccessLevel, unitKind: UnitKind | undefined): string {
  const date = on === undefined ? '—' : formatDate(on, getLocale())
  const { owner } = ownerWords(unitKind)
  switch (because) {
    case 'received':
      return m.accessWhy_received({ owner, date })
    case 'contacted':
      return m.accessWhy_contacted({ owner, date })
    case 'refused':
      return m.accessWhy_refused({ date })
    case 'unanswered':
      return m.accessWhy_unanswered({ date })
    case 'corrected':
      return m.accessWhy_corrected({ date, reason: reason ?? '—' })
    case 'noContact':
      return m.accessWhy_noContact()
  }
}

function unitKindOf({ profile }: FirmView): UnitKind | undefined {
  return textOf(profile, 'unitKind') as UnitKind | undefined
}
