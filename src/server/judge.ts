import { isAllowed, seesWholeUnit } from '#domain/access.ts'
import { isKnownKind } from '#domain/merge.ts'
import { otherOfAlias } from '#domain/merge/alias.ts'
import type { OperationContent, OperationKind } from '#domain/operation.ts'
import type { ProblemCode } from '#domain/problem.ts'
import type { PersonRecord } from '#domain/records.ts'
import { linkedFirms, readAliasesAmong } from './joinedFirms.ts'
import type { Ledger } from './ledger.ts'
import { hadScope, hasReason, hasScope } from './scopeRows.ts'
import { newBuildKey, viewKey } from './waitingRows.ts'

/** Counts, perhaps with something to look at; or is kept until someone decides. */
export type Verdict =
  | { readonly kind: 'counts'; readonly flag?: ProblemCode }
  | { readonly kind: 'held'; readonly problem: ProblemCode; readonly waitsFor?: readonly string[] }

export interface Author {
  readonly author: PersonRecord | undefined
  /** Whose enrolment brought it: a colleague's phone or a backup file may carry it for the author. */
  readonly carrier: PersonRecord
  /** The server's day, yyyy-mm-dd. */
  readonly today: string
}

type Rule = (ledger: Ledger, author: PersonRecord, content: OperationContent) => Promise<Verdict>

/** What must hold of the firm a deed is about, by kind; kinds that are not listed ask for nothing more. */
const rules: Readonly<Partial<Record<OperationKind, Rule>>> = {
  'firm.create': async (_ledger, author, { body }) =>
    body['approved'] === true && !seesWholeUnit(author) ? held('notAllowed') : counts(),
  'firm.merge': judgeAlias,
  'firm.unmerge': judgeAlias,
  'import.take': judgeList,
  'visit.submit': judgeVisit,
  'assignment.set': judgeGuidance,
  'plan.set': judgeGuidance,
  'pin.set': judgeGuidance,
  'track.override': judgeGuidance,
  'request.set': judgeGuidance,
}

/** Whether an operation may count: by its author's roles on the day it arrived, and by what they were shown. */
export async function judge(
  ledger: Ledger,
  { author, carrier, today }: Author,
  content: OperationContent,
  isReleased = false,
): Promise<Verdict> {
  if (!isKnownKind(content.kind)) return held('unknownKind', [newBuildKey])
  if (author === undefined) return held('foreignAuthor')
  // a supervisor takes the author's rights and view upon themselves; the firm must be there all the same
  if (isReleased) return judgeReleased(ledger, content)
  // carrying lends nobody a right: a surveyor's phone can't bring a supervisor's decision
  if (author.id !== carrier.id && !isAllowed(carrier, content.kind, today)) return held('foreignAuthor')
  if (!isAllowed(author, content.kind, today)) return held('notAllowed')
  return rules[content.kind]?.(ledger, author, content) ?? counts()
}

/** A visit is never refused: it counts where the author may see the firm, or once could. */
async function judgeVisit(ledger: Ledger, author: PersonRecord, content: OperationContent): Promise<Verdict> {
  const firmId = content.body['firmId']
  if (typeof firmId !== 'string') return held('notApplicable')
  if (!(await ledger.has('firm', firmId))) return held('firmUnknown', [firmId])
  if (seesWholeUnit(author) || (await hasScope(ledger, author.id, firmId))) return counts()
  const card = await ledger.read('directory', firmId)
  const sets = card === undefined ? [firmId] : [firmId, card.scopeKey]
  for (const set of sets) if (await hasScope(ledger, author.id, set)) return counts()
  for (const set of sets) if (await hadScope(ledger, author.id, set)) return counts('outOfScopeNow')
  return held(
    'neverInScope',
    sets.map((set) => viewKey(author.id, set)),
  )
}

/** Both firms must be there. */
async function judgeAlias(
  ledger: Ledger,
  _author: PersonRecord,
  content: OperationContent,
): Promise<Verdict> {
  for (const firmId of [content.recordId, otherOfAlias(content)])
    if (firmId !== undefined && !(await ledger.has('firm', firmId))) return held('firmUnknown', [firmId])
  return counts()
}

/** What a list says of a firm waits for the firm: a server that was put back may hear of them in any order. */
async function judgeList(
  ledger: Ledger,
  _author: PersonRecord,
  { body }: OperationContent,
): Promise<Verdict> {
  for (const firmId of Object.keys(body['set'] ?? {}))
    if (!(await ledger.has('firm', firmId))) return held('firmUnknown', [firmId])
  return counts()
}

async function judgeReleased(ledger: Ledger, { body, kind }: OperationContent): Promise<Verdict> {
  const { firmId } = body
  if (kind !== 'visit.submit') return counts()
  if (typeof firmId !== 'string') return held('notApplicable')
  return (await ledger.has('firm', firmId)) ? counts() : held('firmUnknown', [firmId])
}

/** Who leads a working group guides its firms, nobody else's. */
async function judgeGuidance(
  ledger: Ledger,
  author: PersonRecord,
  content: OperationContent,
): Promise<Verdict> {
  if (!(await ledger.has('firm', content.recordId))) return held('firmUnknown', [content.recordId])
  if (seesWholeUnit(author)) return counts()
  const { membersOf } = await readAliasesAmong(ledger, await linkedFirms(ledger, content.recordId))
  for (const firmId of membersOf(content.recordId))
    if (await hasReason(ledger, author.id, firmId, 'led')) return counts()
  return held('notAllowed')
}

function counts(flag?: ProblemCode): Verdict {
  return { kind: 'counts', ...(flag !== undefined && { flag }) }
}

function held(problem: ProblemCode, waitsFor: readonly string[] = []): Verdict {
  return { kind: 'held', problem, waitsFor }
}
