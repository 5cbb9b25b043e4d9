import { useState } from 'react'
import { usePartnerNames } from '#app/firms/partnerNames.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { refusalWords } from '#app/review/decide.ts'
import { Banner } from '#app/ui/Banner.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DefinitionList } from '#app/ui/DefinitionList.tsx'
import { formatDateTime } from '#app/ui/format.ts'
import type { RevisionConflict } from '#device/conflicts.ts'
import { personName, type Reference } from '#device/people.ts'
import { decideVisit } from '#device/reviews.ts'
import { answersIn, heldItems, type Said } from './heldWords.ts'

interface VersionsCardProps {
  readonly conflict: RevisionConflict
  readonly reference: Reference
  /** Whether this person decides about visits. */
  readonly may: boolean
  /** Hears what to say about it. */
  readonly onSettled: (words: string) => void
}

/** Two versions of one visit: what differs between them, and which of them goes to review. */
export function VersionsCard({ conflict, reference, may, onSettled }: VersionsCardProps) {
  const device = useDevice()
  const [refused, setRefused] = useState<string>()
  const { visit, firmName = '—', head, rival } = conflict
  const names = usePartnerNames(answersIn(head.body), answersIn(rival.body))
  const around = { reference, unitKind: undefined, names }
  const [headSays, rivalSays] = apart(heldItems(head.body, around), heldItems(rival.body, around))
  const choose = async () => {
    const { revisionId } = rival
    const chosen = await decideVisit(device, { visitId: visit.id, revisionId, kind: 'choose' })
    if (!chosen.ok) return setRefused(refusalWords(chosen.problem))
    onSettled(m.decide_chosen({ firm: firmName }))
  }
  const person = personName(reference, visit.personId)
  const recorded = (clientTime: string) =>
    m.settle_setBy({ person, time: formatDateTime(clientTime, getLocale()) })
  return (
    <Card tone="warn">
      <h3>{m.settle_twoVersions({ firm: firmName })}</h3>
      {refused !== undefined && <Banner tone="bad" what={refused} urgent />}
      {headSays.length === 0 && <p>{m.settle_sameContent()}</p>}
      <ul className="settle-values">
        <li className="settle-value">
          <div className="settle-value-words">
            <DefinitionList items={headSays} />
            <div className="muted small">
              {recorded(head.clientTime)} {m.settle_inReview()}
            </div>
          </div>
          {may && <ButtonLink href={paths.reviewOf(visit.id)}>{m.settle_reviewThis()}</ButtonLink>}
        </li>
        <li className="settle-value">
          <div className="settle-value-words">
            <DefinitionList items={rivalSays} />
            <div className="muted small">{recorded(rival.clientTime)}</div>
          </div>
          {may && <Button onClick={() => void choose()}>{m.settle_chooseThis()}</Button>}
        </li>
      </ul>
    </Card>
  )
}

/** Of two lists only what one says otherwise than the other, in the same order on both sides. */
function apart(one: readonly Said[], other: readonly Said[]): [Said[], Said[]] {
  const valueOf = (items: readonly Said[], label: string) =>
    items.find((item) => item.label === label)?.value ?? m.settle_notSaid()
  const labels = [...new Set([...one, ...other].map(({ label }) => label))].filter(
    (label) => valueOf(one, label) !== valueOf(other, label),
  )
  const said = (items: readonly Said[]) => labels.map((label) => ({ label, value: valueOf(items, label) }))
  return [said(one), said(other)]
}
