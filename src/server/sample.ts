import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashContent, schemaVersion, type OperationContent, type OperationKind } from '#domain/operation.ts'
import type { PersonRecord, UnitRecord, WorkingGroupRecord } from '#domain/records.ts'
import type { DecisionKind } from '#domain/visit.ts'
import { protocolVersion } from '#protocol/sync.ts'
import { enrol } from './accounts/enrolments.ts'
import { writePerson, writeWorkingGroup } from './accounts/people.ts'
import { createUnit } from './accounts/setUp.ts'
import { demoPassword } from './accounts/unit.ts'
import type { Ledger } from './ledger.ts'
import type { Parts } from './parts.ts'
import { sha256Hex } from './readOperation.ts'
import { receive, type Carrier } from './receive.ts'
import { referenceScope } from './scopeKeys.ts'

/** Who did a thing and when; `operationId` is the id under which it is recorded. */
interface Deed {
  readonly operationId: string
  readonly by: string
  readonly at: string
}

type Row = Deed & { readonly id?: string; readonly firmId?: string }

interface Visit {
  readonly id: string
  readonly firmId: string
  readonly author: string
  readonly revisions: readonly Revision[]
}

interface Revision {
  readonly operationId: string
  readonly submittedAt: string
  readonly decision?: Deed & { readonly kind: DecisionKind }
}

/**
 * Fills an empty server with the unit that lies in `seeds`. What people did there is pushed as their devices
 * would have pushed it, at the server's time of then; returns what did not count, which should be nothing.
 */
export async function loadSample(parts: Parts, seedsDir: string): Promise<string[]> {
  const read = createReader(seedsDir)
  const unit = read<UnitRecord>('unit')
  const { people } = read<{ people: PersonRecord[] }>('people')
  const steps = allSteps(read, unit.id)
  let now = Math.min(...steps.map((step) => step.atMs)) - 1000
  const then: Parts = { ...parts, now: () => now }
  await createUnit(then, unit, (ledger) => writeReference(ledger, read))
  for (const { id, username, displayName } of people) {
    await parts.accounts.createUser({ id, username, displayName, password: demoPassword, unitId: unit.id })
  }
  const send = createSenders(then, unit.id, people)
  const held: string[] = []
  for (const { content, atMs } of steps) {
    now = atMs
    const problem = await send(content)
    if (problem !== undefined) held.push(`${content.kind} ${content.id}: ${problem}`)
  }
  return held
}

type Read = ReturnType<typeof createReader>

function createReader(seedsDir: string) {
  const parse = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown
  return Object.assign(<Content>(name: string) => parse(join(seedsDir, `${name}.json`)) as Content, {
    visits: () => {
      const folder = join(seedsDir, 'visits')
      return readdirSync(folder)
        .sort()
        .flatMap((file) => parse(join(folder, file)) as Visit[])
    },
  })
}

/** What is kept as it is and was nobody's deed. */
async function writeReference(ledger: Ledger, read: Read): Promise<void> {
  const { people, workingGroup } = read<{ people: PersonRecord[]; workingGroup: WorkingGroupRecord }>(
    'people',
  )
  const write = (collection: string, record: { id: string }) =>
    ledger.write({ collection, id: record.id, scopeKey: referenceScope, seq: ledger.take(), record })
  for (const commune of read<{ communes: { id: string }[] }>('places').communes)
    await write('commune', commune)
  for (const organisation of read<{ id: string }[]>('organisations'))
    await write('organisation', organisation)
  await writeWorkingGroup(ledger, workingGroup)
  for (const person of people) await writePerson(ledger, person)
}

interface Step {
  readonly content: OperationContent
  readonly atMs: number
}

function allSteps(read: Read, unitId: string): Step[] {
  const goals = read<{ targets: Row[]; outcomes: Row[] }>('targets')
  const step = (
    kind: OperationKind,
    recordId: string,
    { operationId: id, by: personId, at: clientTime }: Deed,
    body: object,
  ) => ({
    content: { id, unitId, personId, kind, recordId, schemaVersion, clientTime, body: { ...body } },
    atMs: Date.parse(clientTime),
  })
  const deeds = (kind: OperationKind, rows: readonly Row[]) =>
    rows.map(({ operationId, by, at, id, firmId, ...body }) =>
      step(kind, (firmId ?? id)!, { operationId, by, at }, body),
    )
  const firms = read<(Row & { id: string; fields: object })[]>('firms')
  const steps: Step[] = [
    ...deeds('park.set', read<{ parks: Row[] }>('places').parks),
    ...firms.map((firm) => step('firm.create', firm.id, firm, { fields: firm.fields, approved: true })),
    ...deeds('assignment.set', read<Row[]>('assignments')),
    ...deeds('plan.set', read<Row[]>('plan')),
    ...deeds('target.set', goals.targets),
    ...deeds('outcome.record', goals.outcomes),
    ...read.visits().flatMap((visit) => visitSteps(visit, step)),
  ]
  return steps.sort((left, right) => left.atMs - right.atMs)
}

const decisionKinds: Readonly<Record<DecisionKind, OperationKind>> = {
  approve: 'review.decide',
  return: 'review.decide',
  void: 'visit.void',
  reopen: 'review.reopen',
  choose: 'revision.choose',
}

type MakeStep = (kind: OperationKind, recordId: string, deed: Deed, body: object) => Step

function visitSteps({ id, author, revisions, ...visit }: Visit, step: MakeStep): Step[] {
  return revisions.flatMap(({ operationId, submittedAt, decision, ...revision }, index) => {
    const deed = { operationId, by: author, at: submittedAt }
    const submitted = step('visit.submit', id, deed, { ...visit, questionnaireVersion: 1, ...revision })
    const base = revisions[index - 1]?.operationId
    const based = {
      ...submitted,
      content: { ...submitted.content, ...(base !== undefined && { baseRevisionId: base }) },
    }
    if (decision === undefined) return [based]
    const { kind, operationId: decisionId, by, at, ...said } = decision
    const body = {
      revisionId: operationId,
      ...(decisionKinds[kind] === 'review.decide' && { decision: kind }),
      ...said,
    }
    return [based, step(decisionKinds[kind], id, { operationId: decisionId, by, at }, body)]
  })
}

/** One device a person, enrolled when it is first needed. Returns why a deed does not count, if it does not. */
function createSenders(parts: Parts, unitId: string, people: readonly PersonRecord[]) {
  const devices = new Map<string, { carrier: Carrier; deviceId: string; deviceSeq: number }>()

  async function deviceOf(personId: string) {
    const known = devices.get(personId)
    if (known !== undefined) return known
    const person = people.find(({ id }) => id === personId)
    if (person === undefined) throw new Error(`the sample has no person ${personId}`)
    const asked = { deviceName: `Máy mẫu của ${person.displayName}` }
    const { enrolmentId, deviceId } = await enrol(parts, { unitId, person, setCookies: [] }, asked)
    const device = { carrier: { unitId, enrolmentId, person }, deviceId, deviceSeq: 0 }
    devices.set(personId, device)
    return device
  }

  return async (content: OperationContent): Promise<string | undefined> => {
    const device = await deviceOf(content.personId)
    device.deviceSeq += 1
    const bodyHash = await hashContent(content, async (text) => sha256Hex(text))
    const { receipts } = await receive(parts, device.carrier, {
      protocol: protocolVersion,
      requestId: content.id,
      epoch: null,
      deviceId: device.deviceId,
      operations: [{ content, bodyHash, deviceSeq: device.deviceSeq }],
    })
    const [receipt] = receipts
    return receipt?.status === 'applied' ? undefined : (receipt?.problem ?? 'unreadable')
  }
}
