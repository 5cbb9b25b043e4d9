import { readCards } from '#device/cards.ts'
import { putDraft, readDrafts } from '#device/drafts.ts'
import { browserWorld, reopenDevice, type Device } from '#device/device.ts'
import { currentEnrolment, databaseOf } from '#device/session.ts'
import { unsealAll } from '#device/stored.ts'
import { completeVisit, openVisit, startVisit, type VisitDraft, type VisitForm } from '#device/visits.ts'
import { answered, type Answer } from '#domain/answers.ts'
import { applyAnswer } from '#domain/applyAnswer.ts'
import type { FieldKey } from '#domain/fields.ts'
import { hashContent, type OperationContent } from '#domain/operation.ts'
import type { Result } from '#domain/result.ts'

// A page on the app's own origin with the app's own device code: it saves as fast as it can and says so, and later
// tells what it finds. It knows nothing of what will be done to the browser around it.

/** What the page says the moment a save has succeeded. */
export type Report =
  | { readonly kind: 'draft'; readonly visitId: string; readonly revision: number }
  | { readonly kind: 'visit'; readonly visitId: string; readonly operationId: string }

/** What the page says instead when a save did not succeed; nothing of it is on disk. */
export interface Refusal {
  readonly kind: 'refused'
  readonly words: string
}

/** What is in the database of whoever is signed in. */
export interface Found {
  readonly operations: readonly {
    readonly operationId: string
    readonly visitId: string
    /** What is kept is still what was hashed when it was recorded. */
    readonly isWhole: boolean
  }[]
  readonly drafts: readonly { readonly visitId: string; readonly revision: number }[]
}

export interface ChaosPage {
  /** One of so many tabs that share the firms among them, so that no two fill in the same form. */
  readonly saveWithoutEnd: (tab: number, tabs: number) => void
  readonly find: () => Promise<Found | undefined>
  /** Completes what was left half-way, as the person would. Returns how many. */
  readonly completeDrafts: () => Promise<number>
}

declare const tell: (report: string) => void

/** Everything that a visit needs in which nobody was met. */
const nobodyThere: Readonly<Partial<Record<FieldKey, Answer>>> = {
  mode: answered('inPerson'),
  outcome: answered('absent'),
  absenceDetail: answered('gateClosed'),
  nextActions: answered({ revisit: { dueOn: '2030-12-31' } }),
}

const page: ChaosPage = {
  saveWithoutEnd: (tab, tabs) =>
    void saveWithoutEnd(tab, tabs).catch((error: unknown) =>
      report({ kind: 'refused', words: String(error) }),
    ),
  find: async () => {
    const device = await openDevice()
    return device === undefined ? undefined : findAll(device)
  },
  completeDrafts: async () => {
    const device = await openDevice()
    const drafts = device === undefined ? [] : await readDrafts<VisitForm>(device)
    for (const draft of drafts) await complete(device!, draft.visitId)
    return drafts.length
  },
}
Object.assign(globalThis, { chaos: page })

async function openDevice(): Promise<Device | undefined> {
  const enrolment = await currentEnrolment()
  return enrolment && reopenDevice(databaseOf(enrolment), browserWorld())
}

async function saveWithoutEnd(tab: number, tabs: number): Promise<void> {
  const device = await openDevice()
  if (device === undefined) throw new Error('nobody is signed in')
  // a form that is open in the app is not this page's to fill in
  const inHand = new Set((await readDrafts(device)).map((draft) => draft.firmId))
  const cards = (await readCards(device)).filter((_card, index) => index % tabs === tab)
  const firmIds = cards.map((card) => card.id).filter((id) => !inHand.has(id))
  if (firmIds.length === 0) throw new Error('there is no firm to visit')
  for (let index = 0; ; index += 1) {
    const draft = must(await startVisit(device, firmIds[index % firmIds.length]!))
    report({ kind: 'draft', visitId: draft.visitId, revision: draft.revision })
    await complete(device, draft.visitId)
  }
}

async function complete(device: Device, visitId: string): Promise<void> {
  const open = await openVisit(device, visitId)
  if (open === undefined) throw new Error('a draft that was saved is not there')
  let { answers } = open.draft.form
  for (const [key, answer] of Object.entries(nobodyThere))
    answers = applyAnswer(answers, key as FieldKey, answer, open.context)
  const draft: VisitDraft = {
    ...open.draft,
    form: { ...open.draft.form, answers },
    revision: open.draft.revision + 1,
  }
  must(await putDraft(device, draft))
  report({ kind: 'draft', visitId, revision: draft.revision })
  must(await completeVisit(device, draft, open.context))
  report({ kind: 'visit', visitId, operationId: draft.revisionId })
}

async function findAll(device: Device): Promise<Found> {
  const { database } = device
  const [waiting, sent, drafts] = await Promise.all([
    database.outbox.toArray(),
    database.acknowledged.toArray(),
    readDrafts(device),
  ])
  const operations = [...waiting, ...sent].filter((row) => row.kind === 'visit.submit')
  const contents = await unsealAll<OperationContent>(operations.map((row) => row.sealed))
  return {
    operations: await Promise.all(
      operations.map(async ({ operationId, recordId, bodyHash }, index) => ({
        operationId,
        visitId: recordId,
        isWhole: bodyHash === (await hashContent(contents[index]!, device.sha256)),
      })),
    ),
    drafts: drafts.map(({ visitId, revision }) => ({ visitId, revision })),
  }
}

function report(what: Report | Refusal): void {
  tell(JSON.stringify(what))
}

function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`)
  return result.value
}
