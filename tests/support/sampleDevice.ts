import 'fake-indexeddb/auto'
import { openDevice, type Device } from '#device/device.ts'
import { applyPage } from '#device/inbox.ts'
import { makeId } from '#domain/ids.ts'
import { personNamed, sample } from '../seeds/sample.ts'
import { sampleRecords } from '../seeds/sampleRecords.ts'
import { createTestWorld } from './testWorld.ts'

let opened = 0

/** The sample unit on its supervisor's tablet, on 21/11/2026. */
export async function openSample(): Promise<Device> {
  opened += 1
  const world = createTestWorld({ seed: 7000 + opened })
  const newId = () => makeId(world.now(), world.randomBytes)
  const { id: personId, username, displayName, roles } = personNamed('minh')
  const { id: unitId, name: unitName } = sample.unit
  const device = await openDevice(
    {
      enrolmentId: newId(),
      deviceId: newId(),
      unitId,
      unitName,
      personId,
      username,
      displayName,
      roles: [...roles],
      pushToken: 'push',
      readToken: 'read',
    },
    world,
  )
  await applyPage(device, undefined, {
    changes: [
      ...records('unit', 'unit', [sample.unit]),
      ...records('person', 'reference', sample.people),
      ...records('commune', 'reference', sample.communes),
      ...records('organisation', 'reference', sample.organisations),
      ...records('park', 'reference', sampleRecords.parks),
      ...records('target', 'reference', sampleRecords.targets),
      ...records('outcome', 'unit', sampleRecords.outcomes),
      ...sampleRecords.firms.flatMap((firm) => records('firm', firm.id, [firm])),
      ...sampleRecords.visits.flatMap((visit) => records('visit', visit.firmId, [visit])),
      ...sampleRecords.assignments.flatMap((row) => records('assignment', row.id, [row])),
      ...sampleRecords.plans.flatMap((row) => records('plan', row.id, [row])),
    ],
    meta: { cursor: 'c', upTo: 100_000 },
  })
  return device
}

function records(collection: string, scope: string, all: readonly { readonly id: string }[]) {
  return all.map((record) => ({
    kind: 'record' as const,
    collection,
    id: record.id,
    scope,
    seq: 1,
    record,
  }))
}
