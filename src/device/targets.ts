import { isDay } from '#domain/day.ts'
import { makeId } from '#domain/ids.ts'
import { joinOutcomes } from '#domain/joinedOutcomes.ts'
import { standing } from '#domain/merge/history.ts'
import { normaliseText } from '#domain/normaliseAnswers.ts'
import type { OperationKind } from '#domain/operation.ts'
import type { HistoryRecord } from '#domain/records.ts'
import { refuse, succeed, type Problem, type Result } from '#domain/result.ts'
import {
  indicators,
  organisationIndicators,
  periodKey,
  progressIn,
  type Indicator,
  type Outcome,
  type Period,
  type Progress,
  type Target,
} from '#domain/targets.ts'
import { vietnamDay } from '#domain/time.ts'
import type { Device } from './device.ts'
import { mayRecord } from './mayRecord.ts'
import { readPending } from './pending.ts'
import { recordOperation } from './recordOperation.ts'
import { settleSave } from './settleSave.ts'
import { readAliases, readRecords } from './view.ts'

/** The figures of a period as they were when it was closed, and by whom. */
export interface ClosedPeriod extends Period {
  readonly progress: readonly Progress[]
  readonly personId: string
  /** yyyy-mm-dd */
  readonly on: string
}

export interface Targets {
  readonly targets: readonly Target[]
  /** The latest first; what was withdrawn is not among them. */
  readonly outcomes: readonly Outcome[]
  /** By the period's key. */
  readonly closed: ReadonlyMap<string, ClosedPeriod>
}

/** All targets and results, this device's unsent deeds counted in. */
export async function readTargets(device: Device): Promise<Targets> {
  const pending = await readPending(device)
  const { rootOf } = await readAliases(device, pending)
  const [targets, outcomes, periods] = await Promise.all(
    (['target', 'outcome', 'period'] as const).map((collection) =>
      readRecords<HistoryRecord>(device, collection, undefined, pending),
    ),
  )
  return {
    targets: targets!.flatMap((record) => targetOf(record) ?? []),
    outcomes: joinOutcomes(
      outcomes!.flatMap((record) => outcomeOf(record) ?? []),
      rootOf,
    ).toSorted((one, other) => (one.decidedOn < other.decidedOn ? 1 : -1)),
    closed: new Map(
      periods!.flatMap((record) => {
        const period = closedOf(record)
        return period === undefined ? [] : [[periodKey(period), period] as const]
      }),
    ),
  }
}

/** Sets what is to be reached in a period; the same indicator and period again corrects it. */
export async function setTarget(
  device: Device,
  target: Omit<Target, 'id'>,
  known: readonly Target[],
): Promise<Result<string>> {
  const { indicator, from, to, value } = target
  if (!isPeriod(target)) return refuse('notApplicable', { at: 'to' })
  if (!Number.isInteger(value) || value < 0) return refuse('notApplicable', { at: 'value' })
  const same = known.find((one) => one.indicator === indicator && one.from === from && one.to === to)
  // one name, so that two who set it at the same time set the same
  const id = same?.id ?? `${indicator}.${periodKey(target)}`
  return record(device, 'target.set', id, { ...target })
}

/** Records a decision that counts. An organisation counts once, however many firms share it. */
export async function recordOutcome(
  device: Device,
  outcome: Omit<Outcome, 'id'>,
  correctedId?: string,
): Promise<Result<string>> {
  const wrong = wrongIn(outcome, vietnamDay(device.now()))
  if (wrong !== undefined) return { ok: false, problem: wrong }
  const { indicator, ...said } = outcome
  return record(device, 'outcome.record', correctedId, { ...said, outcome: indicator })
}

/** Takes a result back that was recorded by mistake; it stays listed in the history. */
export async function withdrawOutcome(
  device: Device,
  { id, indicator, ...said }: Outcome,
): Promise<Result<string>> {
  return record(device, 'outcome.record', id, { ...said, outcome: indicator, withdrawn: true })
}

/** Freezes a period's figures with the results behind them, or opens it again. */
export async function closePeriod(
  device: Device,
  period: Period,
  isClosed: boolean,
): Promise<Result<string>> {
  const settled = await settleSave(() => readTargets(device))
  if (!settled.ok) return settled
  const figures = progressIn(period, vietnamDay(device.now()), settled.value)
  const { from, to } = period
  const body = { from, to, closed: isClosed, ...(isClosed && { figures }) }
  return record(device, 'period.close', periodKey(period), body)
}

async function record(
  device: Device,
  kind: OperationKind,
  recordId: string | undefined,
  body: Readonly<Record<string, unknown>>,
): Promise<Result<string>> {
  const may = await settleSave(() => mayRecord(device, kind))
  if (!may.ok) return may
  if (!may.value) return refuse('notAllowed')
  const id = recordId ?? makeId(device.now(), device.randomBytes)
  const recorded = await recordOperation(device, { kind, recordId: id, body: tidied(body) })
  return recorded.ok ? succeed(id) : recorded
}

function wrongIn(outcome: Omit<Outcome, 'id'>, today: string): Problem | undefined {
  const { indicator, firmIds, decidedOn, decisionNo = '', ceremonyOn, count } = outcome
  const isFounding = organisationIndicators.includes(indicator)
  const isPast = (day: string) => isDay(day) && day <= today
  if (!isPast(decidedOn)) return { code: 'notApplicable', at: 'decidedOn' }
  if (ceremonyOn !== undefined && !isDay(ceremonyOn)) return { code: 'notApplicable', at: 'ceremonyOn' }
  if (isFounding && firmIds.length === 0) return { code: 'notApplicable', at: 'firmIds' }
  // established is what a decision says, not a ceremony
  if (isFounding && decisionNo.trim() === '') return { code: 'notApplicable', at: 'decisionNo' }
  if (!Number.isInteger(count) || count < 1) return { code: 'notApplicable', at: 'count' }
  return undefined
}

function isPeriod({ from, to }: Period): boolean {
  return isDay(from) && isDay(to) && from <= to
}

/** Without what was not said; texts as everywhere. */
function tidied(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const said = Object.entries(body).map(([key, value]) => [
    key,
    typeof value === 'string' ? normaliseText(value) : value,
  ])
  return Object.fromEntries(said.filter(([, value]) => value !== undefined && value !== ''))
}

function isIndicator(name: string): name is Indicator {
  return (indicators as readonly string[]).includes(name)
}

function targetOf(history: HistoryRecord): Target | undefined {
  const body = standing('target', history)
  if (body === undefined || !isIndicator(body.indicator)) return undefined
  const { indicator, from, to, value, assignedBy } = body
  return { id: history.id, indicator, from, to, value, assignedBy }
}

function outcomeOf(history: HistoryRecord): Outcome | undefined {
  const body = standing('outcome', history)
  if (body === undefined || body.withdrawn === true || !isIndicator(body.outcome)) return undefined
  const { outcome: indicator, firmIds, decidedOn, decisionNo, ceremonyOn, count } = body
  return { id: history.id, indicator, firmIds, decidedOn, decisionNo, ceremonyOn, count }
}

function closedOf(history: HistoryRecord): ClosedPeriod | undefined {
  const last = history.entries.at(-1)
  const body = standing('period', history)
  if (last === undefined || body?.closed !== true || !Array.isArray(body.figures)) return undefined
  const { from, to } = body
  const progress = body.figures.filter(isProgress)
  return { from, to, progress, personId: last.personId, on: last.clientTime.slice(0, 10) }
}

/** What another client froze is shown as far as it can be read. */
function isProgress(row: unknown): row is Progress {
  const { indicator, achieved, yearBefore, inAll, outcomeIds } = (row ?? {}) as Partial<Progress>
  const areNumbers = [achieved, yearBefore, inAll].every((one) => typeof one === 'number')
  return typeof indicator === 'string' && isIndicator(indicator) && areNumbers && Array.isArray(outcomeIds)
}
