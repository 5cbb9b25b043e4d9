import { Dexie, type Table } from 'dexie'
import { createDraft } from '#device/drafts.ts'
import { recordOperations } from '#device/recordOperation.ts'
import type { Answers } from '#domain/answers.ts'
import type { EnrolAnswer } from '#protocol/session.ts'
import { pause } from './clock.ts'
import { deviceOf } from './devices.ts'
import { offlineVisits } from './syncTasks.ts'

class PlainVisits extends Dexie {
  declare visits: Table<{ id: string }, string>

  constructor() {
    super('floor-visits', { chromeTransactionDurability: 'strict', cache: 'disabled' })
    this.version(1).stores({ visits: 'id' })
  }
}

export interface Saves {
  readonly identity: EnrolAnswer
  readonly firmIds: readonly string[]
  readonly templates: readonly Answers[]
  readonly count: number
}

const warmUp = 5

/** Milliseconds a save, ours and a plain strict put of the same document in turn. */
export async function saveInTurn({ identity, firmIds, templates, count }: Saves) {
  const device = await deviceOf(identity)
  const plain = new PlainVisits()
  await plain.open()
  const taken: { ours: number[]; floor: number[] } = { ours: [], floor: [] }
  for (const { id, body } of offlineVisits(firmIds, templates, count + warmUp)) {
    const draft = await createDraft(device, { firmId: body['firmId'] as string, visitId: id, form: body })
    if (!draft.ok) throw new Error('no draft')
    await pause(10)
    const deed = { id: draft.value.revisionId, kind: 'visit.submit' as const, recordId: id, body }
    let began = performance.now()
    const saved = await recordOperations(device, [deed], { draftId: id })
    taken.ours.push(performance.now() - began)
    if (!saved.ok) throw new Error('not saved')
    // what follows a save, off its path, must not fall into the floor's time
    await pause(25)
    began = performance.now()
    await plain.visits.put({ id, ...body })
    taken.floor.push(performance.now() - began)
    await pause(10)
  }
  await plain.delete()
  return { ours: taken.ours.slice(warmUp), floor: taken.floor.slice(warmUp) }
}
