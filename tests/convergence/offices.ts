import { firmsOfPart, readImports, type Import } from '#device/lists/imports.ts'
import { createListWork, type ListWork } from '#device/lists/listWork.ts'
import type { Device } from '#device/device.ts'
import { correctFirm } from '#device/firms.ts'
import { setOrganisation } from '#device/organisations.ts'
import { setOwnerRequest } from '#device/ownerRequests.ts'
import { assignFirms, pinFirm, setApproachPlan } from '#device/plans.ts'
import { readReorganisations, recordReorganisation, undoReorganisation } from '#device/reorganisations.ts'
import { readRecords } from '#device/view.ts'
import { startVisit } from '#device/visits.ts'
import { organisationKinds, organisationOf } from '#domain/organisation.ts'
import type { OperationContent } from '#domain/operation.ts'
import type { HistoryRecord } from '#domain/records.ts'
import type { UnitChange } from '#domain/reorganisation.ts'
import { succeed, type Result } from '#domain/result.ts'
import type { VisitRecord } from '#domain/visit.ts'
import { fileReader } from '#readWorkbook.ts'
import { makeListFile, type ListFile } from './listFiles.ts'
import { complete, takeForm, tell, type Act } from './people.ts'
import { chance, pick, type SimulatedWorld } from './world.ts'

/** Takes in a new list, or one that has been taken in before, here or elsewhere. */
export const takeIn: Act = (world, tab, device) => {
  const known = chance(world.dice, 0.6) ? pick(world.dice, world.lists!) : undefined
  return takeInFile(known ?? makeListFile(world))(world, tab, device)
}

export function takeInFile(file: ListFile): Act {
  return async (world, tab, device) => {
    const work = workOn(device)
    await work.open(file.name, file.bytes)
    const policy = pick(world.dice, ['fill', 'replace', 'replace', 'leave'] as const)
    const likely = pick(world.dice, ['same', 'same', 'apart', undefined] as const)
    await work.choose({ policy, likely })
    const take = async () => {
      const taken = await work.take()
      return taken.ok ? idsOf(device, 'import.take', taken.value.importId) : taken
    }
    await tell(world, tab, `take in ${file.name}`, take, { idsOf: (ids) => ids })
  }
}

/** Takes a list back that this tablet shows, whoever took it in. */
export const takeBack: Act = async (world, tab, device) => {
  const list = await anyList(world, device)
  if (list === undefined) return
  const { importId, fileName } = list
  const undo = async () => {
    const undone = await workOn(device).undo(importId)
    return undone.ok ? idsOf(device, 'import.undo', importId) : undone
  }
  await tell(world, tab, `take back ${fileName}`, undo, { idsOf: (ids) => ids })
}

function workOn(device: Device): ListWork {
  return createListWork(device, fileReader, () => undefined)
}

/** The deeds of a list that are on this tablet. */
function idsOf(device: Device, kind: 'import.take' | 'import.undo', importId: string) {
  return findDeeds(device, (content) => content.kind === kind && content.body['importId'] === importId)
}

/** Where the page hears of the record alone. */
async function idsAbout(device: Device, result: Result<string>): Promise<Result<readonly string[]>> {
  return result.ok ? findDeeds(device, ({ recordId }) => recordId === result.value) : result
}

async function findDeeds(
  { database: { outbox, acknowledged } }: Device,
  isMeant: (content: OperationContent) => boolean,
): Promise<Result<readonly string[]>> {
  const rows = [...(await outbox.toArray()), ...(await acknowledged.toArray())]
  const meant = rows.filter(({ sealed }) => isMeant(sealed.plain as OperationContent))
  return succeed(meant.map(({ operationId }) => operationId))
}

async function anyList({ dice }: SimulatedWorld, device: Device): Promise<Import | undefined> {
  const lists = await readImports(device)
  const taken = lists.filter(({ state }) => state === 'taken')
  return pick(dice, taken)
}

/** Does something with a firm that a list brought or changed. */
export const touchListed: Act = async (world, tab, device) => {
  const { dice, template } = world
  const list = await anyList(world, device)
  const part = pick(dice, list?.parts ?? [])
  const { created = [], changed = [] } = part === undefined ? {} : firmsOfPart(part)
  const firmId = pick(dice, [...created, ...changed])
  if (firmId === undefined) return
  const { an, binh, chi } = template.people
  const address = { address: `Lô ${Math.floor(dice.random() * 1000)}` }
  const personId = pick(dice, [binh.id, chi.id, an.id, null])!
  const work: Readonly<Record<string, () => Promise<Result<string | readonly string[]>>>> = {
    correct: () => correctFirm(device, firmId, address),
    assign: () => assignFirms(device, [firmId], { personId }),
    pin: () => pinFirm(device, firmId, { pinned: true, reason: 'việc gấp' }),
    plan: () => setApproachPlan(device, [firmId], true),
  }
  const what = pick(dice, ['correct', 'correct', 'assign', 'assign', 'pin', 'plan'])!
  await tell(world, tab, `${what} listed ${firmId}`, work[what]!, { idsOf: (ids) => [ids].flat() })
}

/** Goes to a firm that came with a list: one of their own, or the one next door. */
export const visitListed: Act = async (world, tab, device) => {
  if (tab.form === undefined) {
    const lists = ['firm', 'directory'].map((collection) =>
      device.database.base
        .where('[collection+id]')
        .between([collection, ''], [collection, '\uffff'])
        .primaryKeys(),
    )
    const firmIds = new Set((await Promise.all(lists)).flat().map(([, id]) => id))
    const listed = [...firmIds].filter((id) => world.template.firmIds.every((known) => known !== id))
    const firmId = pick(world.dice, listed)
    if (firmId === undefined) return
    const started = await startVisit(device, firmId)
    if (started.ok) await takeForm(world, tab, device, started.value)
  }
  if (chance(world.dice, 0.7)) await complete(world, tab, device)
}

/** Sees to what an owner asked for on a visit. */
export const answerOwner: Act = async (world, tab, device) => {
  const visit = pick(world.dice, await readRecords<VisitRecord>(device, 'visit'))
  if (visit === undefined) return
  const state = pick(world.dice, ['open', 'settled', 'declined'] as const)!
  const said = { visitId: visit.id, state, inCharge: 'Ban quản lý', answer: 'đã xem' }
  const work = () => setOwnerRequest(device, visit.firmId, said)
  await tell(world, tab, `${state} for ${visit.firmId}`, work, { idsOf: (id) => [id] })
}

/** Founds an organisation of several firms, or says what changed of one. */
export const organise: Act = async (world, tab, device) => {
  const { dice, template } = world
  const known = await readRecords<HistoryRecord>(device, 'organisation')
  const one = chance(dice, 0.6) ? pick(dice, known.map(organisationOf)) : undefined
  const kind = pick(dice, organisationKinds)!
  const edit = {
    name: `Tổ chức ${Math.floor(dice.random() * 1000)}`,
    firmIds: template.firmIds.filter(() => chance(dice, 0.4)),
    ...(chance(dice, 0.5) && { from: '2026-11-01' }),
    ...(chance(dice, 0.3) && { parentId: pick(dice, known)?.id ?? null }),
  }
  const about = one === undefined ? { kind } : { id: one.id }
  const work = async () => idsAbout(device, await setOrganisation(device, about, edit))
  await tell(world, tab, 'organise', work, { idsOf: (ids) => ids })
}

/** Records what became of a park, or takes that back. */
export const reorganise: Act = async (world, tab, device) => {
  const { dice, template } = world
  const known = pick(dice, await readReorganisations(device))
  if (known !== undefined && chance(dice, 0.6)) {
    const work = () => undoReorganisation(device, known.id, !known.isUndone)
    await tell(world, tab, `undo reorganisation ${known.id}`, work, { idsOf: (id) => [id] })
    return
  }
  const [from, into] = [pick(dice, template.parkIds)!, pick(dice, template.parkIds)!]
  const renamed = `Khu đổi tên ${Math.floor(dice.random() * 99)}`
  const change: UnitChange = chance(dice, 0.5)
    ? { kind: 'rename', thing: 'park', id: from, name: renamed }
    : { kind: 'merge', thing: 'park', from: [from], into: { id: into } }
  const said = { on: '2026-11-01', instrument: 'Nghị quyết thử', changes: [change] }
  const work = async () => idsAbout(device, await recordReorganisation(device, said))
  await tell(world, tab, 'reorganise', work, { idsOf: (ids) => ids })
}
