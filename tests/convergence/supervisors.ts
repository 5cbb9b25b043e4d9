import type { VisitRecord } from '#domain/visit.ts'
import { approveFirm, correctFirm } from '#device/firms.ts'
import { assignFirms, pinFirm, setApproachPlan } from '#device/plans.ts'
import { decideVisit, type ReviewDecision } from '#device/reviews.ts'
import type { Device } from '#device/device.ts'
import { readRecords } from '#device/view.ts'
import type { FirmRecord } from '#domain/records.ts'
import { tell, type Act } from './people.ts'
import { allTabs, chance, pick, type SimulatedWorld } from './world.ts'

const one = (id: string) => [id]
const all = (ids: readonly string[]) => ids

/** Decides on a visit as it is on the screen. */
export const decide: Act = async (world, tab, device) => {
  const isOpen = chance(world.dice, 0.8)
  const visits = await readRecords<VisitRecord>(device, 'visit', isOpen ? 'submitted' : 'approved')
  const visit = pick(world.dice, visits)
  if (visit === undefined) return
  const kind = isOpen ? pick(world.dice, ['approve', 'return', 'return', 'void'] as const)! : 'reopen'
  const decision: ReviewDecision = {
    visitId: visit.id,
    revisionId: visit.headRevisionId,
    kind,
    ...(kind !== 'approve' && { reason: 'xem lại' }),
    ...(kind === 'return' && { fields: ['headcountTotal'] }),
  }
  await tell(world, tab, `${kind} ${visit.id}`, () => decideVisit(device, decision), { idsOf: one })
}

/** Changes a few fields of a firm, of which somebody else may be changing the same. */
export const correctProfile: Act = async (world, tab, device) => {
  const firmId = chance(world.dice, 0.6) ? world.template.firmIds[0] : await anyFirm(world.dice, device)
  if (firmId === undefined) return
  const number = Math.floor(world.dice.random() * 1000)
  const fields = {
    ...(chance(world.dice, 0.8) && { address: `Lô ${number}` }),
    ...(chance(world.dice, 0.4) && { name: `Công ty đổi tên ${number}` }),
    ...(chance(world.dice, 0.5) && { parkId: pick(world.dice, world.template.parkIds)! }),
  }
  await tell(world, tab, `correct firm ${firmId}`, () => correctFirm(device, firmId, fields), { idsOf: one })
}

export const approveProposed: Act = async (world, tab, device) => {
  const firms = await readRecords<FirmRecord>(device, 'firm')
  const firm = pick(
    world.dice,
    firms.filter(({ status }) => status === 'proposed'),
  )
  if (firm === undefined) return
  await tell(world, tab, `approve firm ${firm.id}`, () => approveFirm(device, firm.id), { idsOf: one })
}

/** Gives a firm to a member, takes it back, or gives it to somebody else. */
export const assign: Act = async (world, tab, device) => {
  const firmId = chance(world.dice, 0.4) ? firmInWork(world) : await anyFirm(world.dice, device)
  if (firmId === undefined) return
  const { an, binh, chi, dung } = world.template.people
  const personId = pick(world.dice, [binh.id, chi.id, binh.id, dung.id, an.id, null])!
  const helperIds = chance(world.dice, 0.3) ? [pick(world.dice, [binh, chi, dung])!.id] : []
  const words = `assign ${firmId} to ${String(personId)}`
  await tell(world, tab, words, () => assignFirms(device, [firmId], { personId, helperIds }), { idsOf: all })
}

export const guide: Act = async (world, tab, device) => {
  const firmId = await anyFirm(world.dice, device)
  if (firmId === undefined) return
  const isPin = chance(world.dice, 0.5)
  const work = () =>
    isPin
      ? pinFirm(device, firmId, { pinned: chance(world.dice, 0.5), reason: 'việc gấp' })
      : setApproachPlan(device, [firmId], true)
  await tell(world, tab, `guide ${firmId}`, work, { idsOf: all })
}

/** A firm that somebody has a form open for. */
function firmInWork(world: SimulatedWorld): string | undefined {
  const forms = allTabs(world).flatMap(({ form }) => form ?? [])
  return pick(world.dice, forms)?.open.draft.firmId
}

async function anyFirm(dice: Parameters<typeof pick>[0], device: Device): Promise<string | undefined> {
  const keys = await device.database.base
    .where('[collection+id]')
    .between(['firm', ''], ['firm', '\uffff'])
    .primaryKeys()
  return pick(dice, keys)?.[1]
}
