import { useState } from 'react'
import { usePartnerNames } from '#app/firms/partnerNames.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { itemTitle, problemWords } from '#app/outbox/itemWords.ts'
import { paths } from '#app/paths.ts'
import { useDevice } from '#app/ports.tsx'
import { refusalWords } from '#app/review/decide.ts'
import type { Around } from '#app/review/valueWords.ts'
import { Banner } from '#app/ui/Banner.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { ConfirmDialog } from '#app/ui/ConfirmDialog.tsx'
import { DefinitionList } from '#app/ui/DefinitionList.tsx'
import { formatDateTime } from '#app/ui/format.ts'
import { discardHeld, releaseHeld, type HeldItem } from '#device/heldData.ts'
import { personName, type Reference } from '#device/people.ts'
import { isPassing } from '#domain/held.ts'
import type { HeldDecision } from '#domain/records.ts'
import { isBody } from './heldParts.ts'
import { answersIn, heldItems } from './heldWords.ts'
import { useAssignee } from './useAssignee.ts'

interface HeldItemCardProps {
  readonly item: HeldItem
  readonly reference: Reference
  /** Whether this person decides about it. */
  readonly may: boolean
  /** Hears what to say about it. */
  readonly onSettled: (words: string) => void
}

const mostCharacters = 500

/** Why it does not count, who recorded what, and the two ways on. */
export function HeldItemCard({ item, reference, may, onSettled }: HeldItemCardProps) {
  const device = useDevice()
  const [asks, setAsks] = useState<'release' | 'discard'>()
  const [refused, setRefused] = useState<string>()
  const assignee = useAssignee(item.problem === 'neverInScope' ? item.firmId : undefined)
  const tried = item.decisions.findLast(({ problem }) => problem !== undefined)
  const title = itemTitle(item)
  const decide = async (reason: string) => {
    const decided =
      asks === 'release'
        ? await releaseHeld(device, item.id, reason === '' ? undefined : reason)
        : await discardHeld(device, item.id, reason)
    setAsks(undefined)
    if (!decided.ok) return setRefused(refusalWords(decided.problem))
    onSettled(asks === 'release' ? m.settle_released({ title }) : m.settle_discarded({ title }))
  }
  return (
    <Card tone="info">
      <h3>{title}</h3>
      <p className="muted small">{recordedWords(item, reference)}</p>
      <p>
        {problemWords(item.problem)} {assignee !== undefined && m.settle_assignedTo(assignee)}
      </p>
      {!item.canRelease && <p>{isPassing(item) ? m.settle_waits() : m.settle_never()}</p>}
      {tried !== undefined && <p>{triedWords(tried, reference)}</p>}
      {refused !== undefined && <Banner tone="bad" what={refused} urgent />}
      <Held item={item} reference={reference} />
      <div className="row settle-actions">
        {item.firmId !== undefined && item.firmName !== undefined && (
          <ButtonLink href={paths.firm(item.firmId)}>{m.detail_firm()}</ButtonLink>
        )}
        {may && (
          <Button tone="danger" onClick={() => setAsks('discard')}>
            {m.settle_discard()}
          </Button>
        )}
        {may && item.canRelease && <Button onClick={() => setAsks('release')}>{m.settle_release()}</Button>}
      </div>
      <ConfirmDialog
        open={asks !== undefined}
        title={asks === 'release' ? m.settle_releaseTitle() : m.settle_discardTitle()}
        confirmLabel={asks === 'release' ? m.settle_release() : m.decide_void()}
        danger={asks === 'discard'}
        reason={{ required: asks === 'discard', maxLength: mostCharacters }}
        onConfirm={(reason) => void decide(reason)}
        onClose={() => setAsks(undefined)}
      >
        <p>{asks === 'release' ? m.settle_releaseWhat() : m.settle_discardWhat()}</p>
      </ConfirmDialog>
    </Card>
  )
}

/** What it holds, and beside it what has its place already; long visits are folded. */
function Held({ item, reference }: Pick<HeldItemCardProps, 'item' | 'reference'>) {
  const { body } = item.content
  const names = usePartnerNames(answersIn(body), answersIn(item.rival?.body))
  const around: Around = { reference, unitKind: undefined, names }
  const items = heldItems(body, around)
  const rival = item.rival === undefined ? [] : heldItems(item.rival.body, around)
  // some deeds say all in their title
  if (items.length === 0 && isBody(body) && Object.keys(body).length === 0) return null
  if (items.length === 0) return <p className="muted">{m.settle_unreadable()}</p>
  return (
    <details className="settle-held" open={items.length <= mostOpen}>
      <summary>{m.settle_holds()}</summary>
      <DefinitionList items={items} />
      {rival.length > 0 && (
        <>
          <h4>{m.settle_rival()}</h4>
          <DefinitionList items={rival} />
        </>
      )}
    </details>
  )
}

/** Somebody let it count and the server could not. */
function triedWords({ personId, clientTime, problem }: HeldDecision, reference: Reference): string {
  return m.settle_triedRelease({
    person: personName(reference, personId),
    time: formatDateTime(clientTime, getLocale()),
    why: problemWords(problem ?? ''),
  })
}

/** Lines that are shown without being asked for. */
const mostOpen = 6

/** «Bình ghi 12/11/2026 10:24 · máy chủ nhận 13:58» */
function recordedWords({ personId, heldAt, content }: HeldItem, reference: Reference): string {
  const { clientTime } = content
  const known = typeof clientTime === 'string' && !Number.isNaN(Date.parse(clientTime))
  return m.settle_recorded({
    person: personName(reference, personId),
    time: known ? formatDateTime(clientTime, getLocale()) : '—',
    received: formatDateTime(heldAt, getLocale()),
  })
}
