import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { trackLabel, trackReason } from '#app/messages/trackLabels.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Card } from '#app/ui/Card.tsx'
import { formatDate } from '#app/ui/format.ts'
import type { Reference } from '#device/people.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import type { Facts } from '#domain/facts.ts'
import type { RuleSet } from '#domain/ruleSet.ts'
import type { TrackDecision } from '#domain/track.ts'
import { basisWords, priorityWords } from './adviceWords.ts'
import { sourceWords } from './factWords.ts'
import { DecideTrack } from './DecideTrack.tsx'
import type { FirmPageData } from './readFirmPage.ts'
import { SetTrack } from './SetTrack.tsx'

interface TrackCardProps {
  readonly data: FirmPageData
  readonly reference: Reference | undefined
  readonly unitKind: UnitKind | undefined
}

/** The way forward, whether it is provisional, and everything it rests on. */
export function TrackCard({ data, reference, unitKind }: TrackCardProps) {
  const { own, approved, view, ruleSet } = data
  const { track } = own
  const isProvisional = track.override === undefined && restsOnUndecided(data)
  return (
    <Card tone="accent">
      <div className="firm-track-head">
        <h2>{m.firm_track()}</h2>
        {isProvisional && <Badge tone="info">{m.visit_provisional()}</Badge>}
      </div>
      <p className="firm-track-name">{trackLabel(track.row)}</p>
      <SetTrack override={track.override} reference={reference} />
      {track.override !== undefined && (
        <p className="small">{m.track_decidedByRules({ track: trackLabel(track.decided.row) })}</p>
      )}
      {isProvisional && approved.track.row !== track.row && (
        <p className="small">{m.firm_approvedTrack({ track: trackLabel(approved.track.row) })}</p>
      )}
      <p className="small muted">{priorityWords(own.priority)}</p>
      {track.decided.notes.map((note) => (
        <p key={note.key}>{trackReason(note)}</p>
      ))}
      <Why
        decided={track.decided}
        facts={view.own}
        ruleSet={ruleSet}
        reference={reference}
        unitKind={unitKind}
      />
      {data.mayDecideTrack && <DecideTrack firmId={view.firm.id} track={track} />}
    </Card>
  )
}

interface WhyProps {
  readonly decided: TrackDecision
  readonly facts: Facts
  readonly ruleSet: RuleSet
  readonly reference: Reference | undefined
  readonly unitKind: UnitKind | undefined
}

/** What decided, each with who said it and when; then the documents it rests on. */
function Why({ decided, facts, ruleSet, reference, unitKind }: WhyProps) {
  const isReported = decided.basis.some(
    (basis) => ruleSet.references[basis.reference]?.certainty === 'reported',
  )
  return (
    <details className="firm-fold">
      <summary>{m.firm_why()}</summary>
      <div className="firm-fold-inside">
        <ul className="firm-reasons">
          {decided.reason.map((reason) => (
            <li key={reason.key}>
              <div>{trackReason(reason)}</div>
              {reason.factKeys.slice(0, 1).flatMap((key) => {
                const fact = facts[key]
                return fact === undefined
                  ? []
                  : [
                      <div key={key} className="small muted">
                        {sourceWords(fact, reference, unitKind)}
                        {fact.provisional && ` · ${m.fact_provisional()}`}
                      </div>,
                    ]
              })}
            </li>
          ))}
        </ul>
        {decided.basis.length > 0 && (
          <div className="small">
            <h3>{m.basis_title()}</h3>
            <ul className="firm-bullets">
              {decided.basis.map((basis) => (
                <li key={`${basis.reference} ${basis.article}`}>{basisWords(basis, ruleSet)}</li>
              ))}
            </ul>
          </div>
        )}
        <p className="small muted">
          {m.basis_ruleSet({
            version: ruleSet.version,
            date: formatDate(ruleSet.effectiveFrom, getLocale()),
          })}
          {isReported && ` · ${m.basis_reported()}`}
        </p>
      </div>
    </details>
  )
}

/** Something it rests on was not approved yet. */
function restsOnUndecided({ own, approved, view }: FirmPageData): boolean {
  if (own.track.row !== approved.track.row) return true
  const keys = own.track.decided.reason.flatMap(({ factKeys }) => factKeys)
  return keys.some((key) => view.own[key]?.provisional === true)
}
