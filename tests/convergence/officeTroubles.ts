import type { AcknowledgedRow, OutboxRow } from '#device/database.ts'
import type { OperationContent } from '#domain/operation.ts'
import { end, openPages } from './deviceTroubles.ts'
import { makeListFile } from './listFiles.ts'
import { takeIn, takeInFile } from './offices.ts'
import { act } from './people.ts'
import type { Place, Tab } from './phones.ts'
import { chance, idlePages, pick, type SimulatedWorld } from './world.ts'

export function isSurveyor({ place }: Tab): boolean {
  return place.enrolment.roles.every((role) => role === 'surveyor')
}

/** The same list reaches everybody who may take it in, and they do. */
export function takeTogether(world: SimulatedWorld): void {
  const file = pick(world.dice, world.lists!) ?? makeListFile(world)
  const tabs = officePages(world)
  if (tabs.length < 2) openPages(world)
  for (const tab of tabs) act(world, tab, `take in ${file.name} too`, takeInFile(file))
}

/** A page ends in the middle of a list, after some of its parts if it can be. */
export async function dieInList(world: SimulatedWorld): Promise<void> {
  const tab = pick(world.dice, officePages(world))
  if (tab === undefined) return openPages(world)
  const { disk } = tab.place.phone
  const many = chance(world.dice, 0.7) ? takeInFile(makeListFile(world)) : takeIn
  act(world, tab, 'take in a list', many)
  for (let writes = Math.floor(world.dice.random() * 3); writes >= 0; writes -= 1) {
    await world.time.run(2_000, (turns) => turns > 600 || disk.isMidWrite(tab.thread, 'uncommitted'))
    if (writes > 0) await world.time.run(2_000, () => !disk.isMidWrite(tab.thread, 'uncommitted'))
  }
  if (!tab.thread.alive) return
  const { undone } = end(world, tab)
  if (undone > 0) world.hit('tabKilledMidTransaction')
  if (isCut(tab.place)) world.hit('listCut')
}

/** Some parts of a list are there, and some are not. */
function isCut({ phone, database }: Place): boolean {
  const rows = ['outbox', 'acknowledged'].flatMap(
    (store) => phone.disk.rows<OutboxRow | AcknowledgedRow>(database, store) ?? [],
  )
  const taken = rows
    .filter(({ kind }) => kind === 'import.take')
    .map(({ sealed }) => (sealed.plain as OperationContent).body)
  return [...Map.groupBy(taken, (body) => body['importId']).values()].some(
    (parts) => parts.length < Number(parts[0]!['parts']),
  )
}

/** The disk fills up in the middle of a list. */
export async function fillDiskInList(world: SimulatedWorld): Promise<void> {
  const tab = pick(world.dice, officePages(world))
  if (tab === undefined) return openPages(world)
  const { disk, name } = tab.place.phone
  act(world, tab, 'take in a list', takeIn)
  await world.time.run(2_000, (turns) => turns > 600 || disk.isMidWrite(tab.thread, 'uncommitted'))
  world.trace(`the disk of ${name} is full`)
  disk.weather.full = pick(world.dice, ['put', 'commit'] as const)
  world.time.later(world.system, () => (disk.weather.full = undefined), 1_000 + world.dice.random() * 20_000)
}

function officePages(world: SimulatedWorld): Tab[] {
  return idlePages(world).filter((tab) => !isSurveyor(tab))
}
