import { useEffect, useState } from 'react'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { windowSize } from '#app/firms/firmFilter.ts'
import { itemTitle } from '#app/outbox/itemWords.ts'
import { useDevice } from '#app/ports.tsx'
import { Badge } from '#app/ui/Badge.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { countWords } from '#app/ui/countWords.ts'
import { dotted } from '#app/ui/dotted.ts'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { formatDateTime } from '#app/ui/format.ts'
import { List, ListRow } from '#app/ui/ListRow.tsx'
import { MoreButton } from '#app/ui/MoreButton.tsx'
import { Section } from '#app/ui/Section.tsx'
import { SelectField } from '#app/ui/SelectField.tsx'
import { DayField } from '#app/visit/questions/DayField.tsx'
import { readAudit, type ListedDeed } from '#device/audit.ts'
import { personName, type Reference } from '#device/people.ts'
import { isDay } from '#domain/day.ts'
import type { OperationKind } from '#domain/operation.ts'
import { addDays } from '#domain/time.ts'
import { placeOfDeed } from './placeOfDeed.ts'

/** «Nhật ký»: who did what when, as far as the records of this device tell. */
export function AuditPart({ reference }: { readonly reference: Reference }) {
  const device = useDevice()
  const [days, setDays] = useState({ from: addDays(reference.today, -6), to: reference.today })
  const [who, setWho] = useState('')
  const [kind, setKind] = useState<OperationKind | ''>('')
  const [read, setRead] = useState<readonly ListedDeed[] | 'failed'>()
  const isGood = isDay(days.from) && isDay(days.to) && days.from <= days.to
  useEffect(() => {
    if (!isGood) return
    const stop = new AbortController()
    readAudit(device, days, stop.signal).then(
      (deeds) => stop.signal.aborted || setRead(deeds),
      () => setRead('failed'),
    )
    return () => stop.abort()
  }, [device, days, isGood])
  const all = Array.isArray(read) ? (read as readonly ListedDeed[]) : []
  const found = all.filter(
    (deed) => (who === '' || deed.personId === who) && (kind === '' || deed.kind === kind),
  )
  const change = (changes: Partial<typeof days>) => {
    setRead(undefined)
    setDays({ ...days, ...changes })
  }
  return (
    <Section
      title={m.audit_title()}
      note={read === undefined ? undefined : countWords(found.length, 'items')}
    >
      <div className="audit-filters">
        <DayField label={m.held_from()} value={days.from} onChange={(from) => change({ from })} />
        <DayField
          label={m.held_to()}
          value={days.to}
          onChange={(to) => change({ to })}
          error={isGood ? undefined : m.targets_periodBad()}
        />
        <SelectField label={m.audit_who()} options={peopleIn(all, reference)} value={who} onChange={setWho} />
        <SelectField label={m.audit_kind()} options={kindsIn(all)} value={kind} onChange={setKind} />
      </div>
      {read === 'failed' && <Banner tone="bad" what={m.audit_failed()} urgent />}
      {read === undefined && isGood && <p role="status">{m.audit_reading()}</p>}
      {Array.isArray(read) && found.length === 0 && <EmptyState text={m.audit_none()} />}
      {found.length > 0 && <Deeds key={`${who} ${kind}`} deeds={found} reference={reference} />}
      <p className="small muted">{m.audit_notHeld()}</p>
    </Section>
  )
}

interface DeedsProps {
  readonly deeds: readonly ListedDeed[]
  readonly reference: Reference
}

function Deeds({ deeds, reference }: DeedsProps) {
  const [most, setMost] = useState(windowSize)
  return (
    <>
      <List label={m.audit_title()}>
        {deeds.slice(0, most).map((deed) => (
          <ListRow
            key={deed.operationId}
            title={itemTitle(deed)}
            href={placeOfDeed(deed)}
            text={
              <>
                <div>
                  {dotted([
                    personName(reference, deed.personId),
                    formatDateTime(deed.at, getLocale()),
                    decisionWords[deed.decision ?? '']?.(),
                  ])}
                </div>
                {deed.reason !== undefined && <div>{deed.reason}</div>}
              </>
            }
          >
            {(deed.isIdle || deed.isUnsent) && (
              <div className="row admin-badges">
                {deed.isIdle && <Badge tone="neutral">{m.audit_idle()}</Badge>}
                {deed.isUnsent && <Badge tone="warn">{m.audit_unsent()}</Badge>}
              </div>
            )}
          </ListRow>
        ))}
      </List>
      {most < deeds.length && <MoreButton label={m.firms_more()} onMore={() => setMost(most + windowSize)} />}
    </>
  )
}

/** What was decided about a visit. */
const decisionWords: Readonly<Partial<Record<string, () => string>>> = {
  approve: m.held_decisionApprove,
  return: m.decide_return,
}

function peopleIn(deeds: readonly ListedDeed[], reference: Reference) {
  const ids = [...new Set(deeds.map(({ personId }) => personId))]
  const people = ids.map((id) => ({ value: id, label: personName(reference, id) }))
  return [
    { value: '', label: m.audit_everybody() },
    ...people.toSorted((one, other) => one.label.localeCompare(other.label, 'vi')),
  ]
}

function kindsIn(deeds: readonly ListedDeed[]) {
  const kinds = [...new Set(deeds.map(({ kind }) => kind))]
  const named = kinds.map((kind) => ({
    value: kind,
    label: itemTitle({ kind, firmName: undefined }).replace(/:$/, ''),
  }))
  return [
    { value: '' as const, label: m.audit_everything() },
    ...named.toSorted((one, other) => one.label.localeCompare(other.label, 'vi')),
  ]
}
