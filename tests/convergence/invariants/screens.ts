import type { Device } from '#device/device.ts'
import { readWaiting } from '#device/unsent.ts'
import { isInBase, readBasePlace } from '#device/basePlace.ts'
import { countUnsentPhotos } from '#device/photoRows.ts'
import { readFirmViews, readRecord } from '#device/view.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { VisitRecord } from '#domain/visit.ts'
import type { Place } from '../phones.ts'
import type { SimulatedWorld } from '../world.ts'
import { isSettled } from './history.ts'
import { checkPhotosSent } from './photoWatch.ts'

/** I9 and I21: looks at a place through the app's own eyes, at one moment. */
export async function lookAtScreens(world: SimulatedWorld, place: Place, device: Device): Promise<void> {
  const { database } = device
  // what is wrong on disk is wrong on screens
  if (place.damaged.size > 0) return
  const [outbox, acknowledged, basePlace] = await Promise.all([
    database.outbox.toArray(),
    database.acknowledged.toArray(),
    readBasePlace(database),
  ])
  for (const { kind, recordId, operationId, sealed } of outbox)
    if (kind === 'visit.submit') await lookForVisit(world, device, recordId, operationId, sealed.plain)
    else if (kind === 'import.take') await lookForListed(world, device, operationId, sealed.plain)
  for (const { kind, recordId, operationId, status, receiptSeq, history, sealed } of acknowledged) {
    if (status === 'held') continue
    const isInView = isInBase({ receiptSeq, history }, basePlace)
    if (kind === 'import.take' && !isInView) await lookForListed(world, device, operationId, sealed.plain)
    if (kind !== 'visit.submit') continue
    const { firmId } = (sealed.plain as OperationContent).body
    const isHere = !isInView || (await database.base.get(['firm', String(firmId)])) !== undefined
    if (isHere) await lookForVisit(world, device, recordId, operationId, sealed.plain)
  }
  await lookAtCount(world, place, device)
}

async function lookForVisit(
  world: SimulatedWorld,
  device: Device,
  visitId: string,
  operationId: string,
  content: unknown,
): Promise<void> {
  // what no rule can read is shown as it lies in the outbox
  if (
    world.poison.has(operationId) ||
    world.bentDeeds.has(operationId) ||
    !('answers' in (content as OperationContent).body)
  )
    return
  const visit = await readRecord<VisitRecord>(device, 'visit', visitId)
  const times = visit?.revisions.filter(({ revisionId }) => revisionId === operationId).length ?? 0
  world.check('I9', times === 1, () => `${operationId} of ${device.identity.username} is seen ${times} times`)
}

/** The firms of a list, while the server's records do not show them yet. */
async function lookForListed(
  world: SimulatedWorld,
  device: Device,
  operationId: string,
  content: unknown,
): Promise<void> {
  if (world.bentDeeds.has(operationId)) return
  const { create } = (content as OperationContent).body as { readonly create: object }
  const firmIds = Object.keys(create)
  const views = await readFirmViews(device, firmIds)
  for (const [index, firmId] of firmIds.entries())
    world.check('I9', views[index]!.has(`firm/${firmId}`), () => `${firmId} of ${operationId} is not seen`)
}

async function lookAtCount(world: SimulatedWorld, place: Place, device: Device): Promise<void> {
  const { count } = await readWaiting(device)
  const photos = await countUnsentPhotos(device)
  // of a server that was put back it hears with its next round
  if (count > 0 || !isSettled(world, place)) return
  const saved = world.saves.filter((save) => save.place === place && save.outcome === 'saved')
  for (const id of saved.flatMap(({ operationIds }) => operationIds)) {
    const stored = world.server.query('select id from operation where id = ?', id)
    world.check(
      'I21',
      stored.length === 1,
      () => `nothing waits, and the server has ${stored.length} of ${id}`,
    )
  }
  if (photos === 0) checkPhotosSent(world, place)
}
