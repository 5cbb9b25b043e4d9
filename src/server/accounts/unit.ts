import type { PersonRecord, UnitRecord } from '#domain/records.ts'
import { protocolVersion } from '#protocol/sync.ts'
import type { StatusAnswer } from '#protocol/session.ts'
import type { Parts } from '#server/parts.ts'
import { referenceScope } from '#server/scopeKeys.ts'
import type { Store } from '#server/store/contract.ts'
import { readCollection, readRecord, readUnitId } from '#server/storedRecords.ts'
import { writeUnit } from '#server/writeUnit.ts'

/** The password of every account of a demo; never one of a real unit. */
export const demoPassword = 'nhip-cau-demo'

/** The unit this server is for; undefined before it is set up. */
export async function readUnit(store: Store): Promise<UnitRecord | undefined> {
  const unitId = await readUnitId(store)
  return unitId === undefined ? undefined : readRecord<UnitRecord>(store, unitId, 'unit', unitId)
}

/** Changes what an administrator decides for the whole unit; every device hears of it. */
export async function setUnit(
  parts: Parts,
  unitId: string,
  { allowsPhotos }: Pick<UnitRecord, 'allowsPhotos'>,
): Promise<object> {
  await writeUnit(parts, unitId, async (ledger) => {
    const { record } = (await ledger.read('unit', unitId))!
    const unit = { ...(record as UnitRecord), allowsPhotos }
    await ledger.write({
      collection: 'unit',
      id: unitId,
      scopeKey: referenceScope,
      seq: ledger.take(),
      record: unit,
    })
  })
  return {}
}

/** What anybody may know. */
export async function readStatus(store: Store): Promise<StatusAnswer> {
  const unit = await readUnit(store)
  if (unit === undefined) return { protocol: protocolVersion, setUp: false }
  const status = { protocol: protocolVersion, setUp: true, unitName: unit.name }
  if (!unit.demo) return status
  const people = await readCollection<PersonRecord>(store, unit.id, 'person')
  const accounts = people
    .filter((person) => person.active)
    .map(({ username, displayName, roles }) => ({ username, displayName, roles: [...roles] }))
  return { ...status, demo: { password: demoPassword, accounts } }
}
