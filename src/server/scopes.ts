import type { Change, Look } from '#domain/merge.ts'
import { standing } from '#domain/merge/history.ts'
import type { OperationContent, OperationKind } from '#domain/operation.ts'
import type { FirmRecord, HistoryRecord } from '#domain/records.ts'
import { approvedRevision, type VisitRecord } from '#domain/visit.ts'
import { firmPatch, isOnlyItself, placeFirm, showAgain, visitPatch, withdrawCard } from './directory.ts'
import type { Ledger } from './ledger.ts'
import { noteLink } from './joinedFirms.ts'
import { addReason, removeReason, shareFirm } from './scopeReasons.ts'

/** What an operation did to the record it is about. */
export interface Done {
  readonly content: OperationContent
  readonly seq: number
  readonly before: unknown
  readonly after: unknown
  readonly changes: readonly Change[]
  /** Other firms as they were. */
  readonly look: Look
}

export type Effect = (ledger: Ledger, done: Done) => Promise<void>

/** What deeds do to the views of people, beyond changing records: the one table. */
export const scopeEffects: Readonly<Partial<Record<OperationKind, Effect>>> = {
  'firm.create': async (ledger, { content, after, seq }) => {
    await addReason(ledger, content.personId, content.recordId, 'created', seq)
    await placeFirm(ledger, content.recordId, firmPatch(after as FirmRecord), seq)
  },
  'firm.merge': followAlias,
  'firm.unmerge': followAlias,
  'import.take': followImport,
  'import.undo': followImport,
  'plan.set': showFirm,
  'pin.set': showFirm,
  'track.override': showFirm,
  'firm.set': async (ledger, { content, before, after, seq }) => {
    await placeFirm(ledger, content.recordId, firmPatch(after as FirmRecord, before as FirmRecord), seq)
    await showAgain(ledger, content.recordId)
  },
  'visit.submit': followVisit,
  'visit.void': followVisit,
  'review.decide': followVisit,
  'review.reopen': followVisit,
  'assignment.set': followAssignment,
}

/** Each firm of a list has its card, until the list is undone and nothing else is known of the firm. */
async function followImport(ledger: Ledger, { changes, look, seq }: Done): Promise<void> {
  const firms = changes
    .filter(({ collection }) => collection === 'firm')
    .map(({ record }) => record as FirmRecord)
  for (const firm of firms) {
    await placeFirm(ledger, firm.id, firmPatch(firm, look('firm', firm.id) as FirmRecord | undefined), seq)
    ledger.tell(firm.id)
    if (firm.status !== 'withdrawn') await showAgain(ledger, firm.id)
    else if (await isOnlyItself(ledger, firm.id)) await withdrawCard(ledger, firm.id)
  }
}

async function followAlias(ledger: Ledger, { content, after, seq }: Done): Promise<void> {
  await noteLink(ledger, after as HistoryRecord)
  await shareFirm(ledger, content.recordId, seq)
}

/** What is said of a firm that was withdrawn brings its card back. */
function showFirm(ledger: Ledger, { content }: Done): Promise<void> {
  return showAgain(ledger, content.recordId)
}

/** A visit that is not settled keeps its firm in its author's view; approved corrections show in the directory. */
async function followVisit(ledger: Ledger, { before, after, seq }: Done): Promise<void> {
  const visit = after as VisitRecord
  const reason = `ownOpenVisit:${visit.id}` as const
  const isOpen = visit.state === 'submitted' || visit.state === 'returned'
  if (isOpen) await addReason(ledger, visit.personId, visit.firmId, reason, seq)
  else await removeReason(ledger, visit.personId, visit.firmId, reason)
  const approvedBefore = (before as VisitRecord | undefined)?.approvedRevisionId
  await showAgain(ledger, visit.firmId)
  if (visit.approvedRevisionId === undefined || visit.approvedRevisionId === approvedBefore) return
  await placeFirm(ledger, visit.firmId, visitPatch(approvedRevision(visit)!.body), seq)
}

const sendings = ['assigned', 'helper'] as const
type Sent = Readonly<Record<(typeof sendings)[number], readonly string[]>>

async function followAssignment(ledger: Ledger, { content, before, after, seq }: Done): Promise<void> {
  const firmId = content.recordId
  await showAgain(ledger, firmId)
  const [was, is] = [sentBy(before), sentBy(after)]
  // who changes from helping to going keeps the firm without a gap, so coming is first
  for (const reason of sendings) {
    for (const personId of is[reason]) await addReason(ledger, personId, firmId, reason, seq)
  }
  for (const reason of sendings) {
    const gone = was[reason].filter((personId) => !is[reason].includes(personId))
    for (const personId of gone) await removeReason(ledger, personId, firmId, reason)
  }
}

function sentBy(assignment: unknown): Sent {
  const body = standing('assignment', assignment as HistoryRecord | undefined)
  return { assigned: body?.personId == null ? [] : [body.personId], helper: body?.helperIds ?? [] }
}
