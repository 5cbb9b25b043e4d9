import { retryAtOnce } from '#device/outbox.ts'
import type { AcknowledgedRow } from '#device/database.ts'
import type { Participant } from '../support/participant.ts'
import { recordVisit } from '../support/visitForm.ts'
import type { ServerTruth } from './store.ts'
import type { ChaosUnit, Surveyor } from './unit.ts'

/** Several devices that record and send, each as fast as it can, whatever becomes of the server. */
export interface Crowd {
  /** Resolves when so many more requests have set out. */
  readonly requests: (count: number) => Promise<void>
  /** Lets everybody finish what they are at. */
  readonly rest: () => Promise<void>
  /** Rounds until nothing waits on any device; throws when something still waits after many. */
  readonly sendAll: () => Promise<void>
  readonly devices: readonly Participant[]
  /** Visits of which a device said that they are saved. */
  readonly saved: readonly string[]
  /** Rounds in which the server failed somebody. */
  readonly failures: () => number
}

const mostRounds = 20

export async function gather(
  unit: ChaosUnit,
  devicesEach: number,
  isUp: () => Promise<void>,
): Promise<Crowd> {
  const watch = createWatch()
  const members: { readonly who: Participant; readonly firmIds: readonly string[] }[] = []
  for (const username of Object.keys(unit.firmIds) as Surveyor[]) {
    for (let device = 0; device < devicesEach; device += 1) {
      const who = await unit.join(username, watch.network)
      await who.sync()
      members.push({ who, firmIds: unit.firmIds[username] })
    }
  }
  const saved: string[] = []
  let failures = 0
  let resting = false

  async function work({ who, firmIds }: (typeof members)[number]): Promise<void> {
    for (let index = 0; !resting; index += 1) {
      saved.push(await recordVisit(who, firmIds[index % firmIds.length]!))
      if ((await who.sync()).failure === undefined) continue
      failures += 1
      await isUp()
      await retryAtOnce(who.device)
    }
  }
  const working = members.map(work)

  return {
    devices: members.map(({ who }) => who),
    saved,
    failures: () => failures,
    requests: watch.requests,
    rest: async () => {
      resting = true
      await Promise.all(working)
    },
    sendAll: async () => {
      for (const { who } of members) await sendAll(who)
    },
  }
}

export async function sendAll({ device, sync }: Participant): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    await retryAtOnce(device)
    const { failure, repaired } = await sync()
    if (repaired) throw new Error('a device differed from the server and was repaired')
    if (failure === undefined && (await device.database.outbox.count()) === 0) return
  }
  throw new Error(`something still waits after ${mostRounds} rounds`)
}

/** What the server does not have of what it should, and what it has more than once. */
export async function compareWithServer(crowd: Pick<Crowd, 'saved' | 'devices'>, truth: ServerTruth) {
  const operationsByVisit = Map.groupBy(
    [...truth.operations.values()].filter(({ kind }) => kind === 'visit.submit'),
    (operation) => operation.record_id,
  )
  const lostVisits = crowd.saved.filter(
    (id) => !operationsByVisit.has(id) || truth.revisionsByVisit.get(id)?.length === 0,
  )
  const doubledVisits = crowd.saved.filter(
    (id) => (operationsByVisit.get(id)?.length ?? 0) > 1 || (truth.revisionsByVisit.get(id)?.length ?? 0) > 1,
  )
  const acknowledged = await Promise.all(
    crowd.devices.map(({ device }) => device.database.acknowledged.toArray()),
  )
  const forgotten = acknowledged.flat().filter((row) => !isKept(truth, row))
  return {
    reported: crowd.saved.length,
    missing: lostVisits.length + forgotten.length,
    doubled: doubledVisits.length,
  }
}

/** The server still has what it gave a receipt for, the same and under the same number. */
function isKept(truth: ServerTruth, { operationId, bodyHash, receiptSeq, status }: AcknowledgedRow): boolean {
  const stored = truth.operations.get(operationId)
  return stored?.body_hash === bodyHash && stored.seq === receiptSeq && stored.status === status
}

function createWatch() {
  let count = 0
  const waiting: { readonly at: number; readonly resolve: () => void }[] = []
  return {
    network:
      (fetch: Participant['road']['fetch']): Participant['road']['fetch'] =>
      (url, init) => {
        count += 1
        for (const each of waiting.filter(({ at }) => at === count)) each.resolve()
        return fetch(url, init)
      },
    requests: (more: number) =>
      new Promise<void>((resolve) => {
        waiting.push({ at: count + more, resolve })
      }),
  }
}
