import { recordOperations } from '#device/recordOperation.ts'
import type { Answers } from '#domain/answers.ts'
import { makeId } from '#domain/ids.ts'
import { vietnamTime } from '#domain/time.ts'
import type { EnrolAnswer } from '#protocol/session.ts'
import { pull } from '#sync/pull.ts'
import { push } from '#sync/push.ts'
import { runRound } from '#sync/round.ts'
import { visitBody } from '../visitBodies.ts'
import { measure, type Measured } from './clock.ts'
import { deviceOf, roadBy, world } from './devices.ts'

/** Everything there is, into an empty database. */
export async function pullAll(identity: EnrolAnswer): Promise<Measured> {
  const device = await deviceOf(identity)
  return measure(async (fetch) => {
    const { changes, repaired, failure } = await pull(device, roadBy(fetch))
    if (failure !== undefined || repaired) throw new Error(`pull: ${JSON.stringify({ failure, repaired })}`)
    return changes
  })
}

/** One round of a device that is in use. */
export async function round(identity: EnrolAnswer): Promise<Measured> {
  const device = await deviceOf(identity)
  return measure(async (fetch) => {
    const { sent, received, failure } = await runRound(device, roadBy(fetch))
    if (failure !== undefined) throw new Error(`round: ${JSON.stringify(failure)}`)
    return sent + received
  })
}

export interface OfflineVisits {
  readonly identity: EnrolAnswer
  readonly firmIds: readonly string[]
  readonly templates: readonly Answers[]
  readonly count: number
}

/** Visits made with no signal, waiting in the outbox. */
export async function recordVisits({ identity, firmIds, templates, count }: OfflineVisits): Promise<void> {
  const device = await deviceOf(identity)
  const deeds = offlineVisits(firmIds, templates, count).map(({ id, body }) => ({
    kind: 'visit.submit' as const,
    recordId: id,
    body,
  }))
  for (let start = 0; start < count; start += 100) {
    const recorded = await recordOperations(device, deeds.slice(start, start + 100))
    if (!recorded.ok) throw new Error(`not recorded: ${recorded.problem.code}`)
  }
}

export async function pushAll(identity: EnrolAnswer): Promise<Measured> {
  const device = await deviceOf(identity)
  const measured = await measure(async (fetch) => {
    const { sent, failure } = await push(device, roadBy(fetch))
    if (failure !== undefined) throw new Error(`push: ${JSON.stringify(failure)}`)
    return sent
  })
  const refused = await device.database.acknowledged.filter((row) => row.status === 'held').count()
  if (refused > 0) throw new Error(`the server held ${refused} visits`)
  return measured
}

export function offlineVisits(firmIds: readonly string[], templates: readonly Answers[], count: number) {
  return Array.from({ length: count }, (_, index) => {
    const at = vietnamTime(world.now() - (count - index) * 60_000)
    const firmId = firmIds[index % firmIds.length]!
    return { id: makeId(world.now(), world.randomBytes), body: visitBody(templates, index, firmId, at) }
  })
}
