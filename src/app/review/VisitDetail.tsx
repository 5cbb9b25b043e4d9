import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { LikelyDoubles, useLikelyDoubles } from '#app/firms/LikelyDoubles.tsx'
import { usePartnerNames } from '#app/firms/partnerNames.ts'
import { m } from '#app/messages/compiled/messages.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { OnceReceived } from '#app/session/OnceReceived.tsx'
import { Banner } from '#app/ui/Banner.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { withoutVisit } from '#device/firmViewIf.ts'
import type { Reference } from '#device/people.ts'
import { readReviewDetail, type ReviewDetail } from '#device/reviewQueue.ts'
import type { Answers } from '#domain/answers.ts'
import { compareVisits } from '#domain/compareVisits.ts'
import { nameOf, textOf } from '#domain/profile.ts'
import type { UnitKind } from '#domain/fields/codes.ts'
import { headRevision } from '#domain/visit.ts'
import { ChangeTable } from './ChangeTable.tsx'
import { DecisionBar } from './DecisionBar.tsx'
import { FlagList } from './FlagList.tsx'
import { History } from './History.tsx'
import { OutlookCards } from './OutlookCards.tsx'
import { ReviewPhotos } from './ReviewPhotos.tsx'
import { useIsWide } from './useIsWide.ts'
import type { Around } from './valueWords.ts'
import { VisitAnswers } from './VisitAnswers.tsx'
import { VisitHead } from './VisitHead.tsx'

interface VisitDetailProps {
  readonly visitId: string
  readonly reference: Reference | undefined
  /** The visit has left the queue. */
  readonly onDecided: () => void
}

/** One visit, for the decision. Mounted anew for each. */
export function VisitDetail({ visitId, reference, onDecided }: VisitDetailProps) {
  const device = useDevice()
  const isWide = useIsWide()
  const detail = useLiveQuery(
    async () => (await readReviewDetail(device, visitId)) ?? null,
    [device, visitId],
  )
  if (detail === undefined) return null
  if (detail === null) {
    return (
      <div className="queue-empty">
        {!isWide && <PageHeader title={m.nav_review()} />}
        <OnceReceived>
          <EmptyState
            text={m.detail_notHere()}
            action={<ButtonLink href={paths.review}>{m.queue_back()}</ButtonLink>}
          />
        </OnceReceived>
      </div>
    )
  }
  return <OpenVisit detail={detail} reference={reference} onDecided={onDecided} />
}

interface OpenVisitProps extends Omit<VisitDetailProps, 'visitId'> {
  readonly detail: ReviewDetail
}

function OpenVisit({ detail, reference, onDecided }: OpenVisitProps) {
  const { visit, view, flags, isOwn } = detail
  const { headRevisionId } = visit
  // a decision is on what was seen: a newer version must be looked at first
  const [seenId, setSeenId] = useState(headRevisionId)
  const isNewer = seenId !== headRevisionId
  const waits = visit.state === 'submitted'
  // somebody decided on an earlier version, not knowing of this one
  const wasOvertaken = waits && visit.decisions.at(-1)?.counts === false
  const unitKind = textOf(view.profile, 'unitKind') as UnitKind | undefined
  const names = usePartnerNames(view.approved, headRevision(visit).body.answers as Answers)
  const around: Around = { reference, unitKind, names }
  return (
    <>
      <div className="reviewed">
        <VisitHead detail={detail} reference={reference} />
        {(isNewer || wasOvertaken) && (
          <Banner
            tone="warn"
            what={m.review_newerVersion()}
            actions={
              isNewer && <Button onClick={() => setSeenId(headRevisionId)}>{m.detail_seeNew()}</Button>
            }
            urgent={isNewer}
          />
        )}
        {isOwn && waits && <Banner tone="info" what={m.review_notOwn()} />}
        {visit.state === 'returned' && <Banner tone="info" what={m.detail_returned()} />}
        {waits && flags.length > 0 && <FlagList detail={detail} around={around} />}
        {waits && view.firm.status === 'proposed' && <NewFirmDoubles detail={detail} reference={reference} />}
        {waits && <OutlookCards view={view} visit={visit} reference={reference} />}
        <ChangeTable {...comparedWithout(detail)} around={around} />
        <VisitAnswers revision={headRevision(visit)} around={around} />
        <ReviewPhotos visit={visit} />
        <History visit={visit} reference={reference} unitKind={unitKind} />
      </div>
      <DecisionBar
        detail={detail}
        around={around}
        revisionId={seenId}
        isNewer={isNewer}
        onDecided={onDecided}
      />
    </>
  )
}

/** A firm that was added at the gate may be there under another name: seen before it is taken into the list. */
function NewFirmDoubles({ detail: { view }, reference }: Pick<OpenVisitProps, 'detail' | 'reference'>) {
  const { firm, profile } = view
  const doubles = useLikelyDoubles({
    id: firm.id,
    name: nameOf(profile),
    parkId: textOf(profile, 'parkId') ?? '',
    taxCode: textOf(profile, 'taxCode') ?? '',
  })
  return doubles.length === 0 ? null : (
    <LikelyDoubles firmId={firm.id} doubles={doubles} reference={reference} />
  )
}

/** What is known without this visit, and what it says against that. */
function comparedWithout({ view, visit, comparison, flags }: ReviewDetail) {
  const revision = headRevision(visit)
  if (visit.state !== 'approved') return { before: view.approved, comparison, flags, revision }
  const before = withoutVisit(view, visit).approved
  return { before, comparison: compareVisits(before, revision), flags: [], revision }
}
