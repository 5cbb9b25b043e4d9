import { DeviceDatabase } from '#device/database.ts'
import { recordOperation } from '#device/recordOperation.ts'
import { act, complete, tell } from './people.ts'
import { killTab, openTab, setDisk, type Phone, type Tab } from './phones.ts'
import type { Thread } from './virtualTime.ts'
import { allTabs, chance, idlePages, pick, type SimulatedWorld } from './world.ts'

const year = 365 * 86_400_000

/** A tab ends, in the middle of writing if it can be. */
export async function killOne(world: SimulatedWorld): Promise<void> {
  const tab = await catchWriting(world)
  if (tab === undefined) return
  const { undone, untold } = end(world, tab)
  if (undone > 0) world.hit('tabKilledMidTransaction')
  if (untold > 0) world.hit('killedUntold')
}

/** The app is killed, or the battery is taken out; the person opens it again. */
export async function killPhone(world: SimulatedWorld): Promise<void> {
  const phone = (await catchWriting(world))?.place.phone ?? pick(world.dice, world.phones)!
  const casualties = [...phone.tabs].map((tab) => end(world, tab))
  if (casualties.some(({ undone }) => undone > 0)) world.hit('phoneDiedMidTransaction')
  if (casualties.some(({ untold }) => untold > 0)) world.hit('killedUntold')
  if (chance(world.dice, 0.6)) {
    world.hit('powerCut')
    world.trace(`${phone.name} loses power and ${phone.disk.cutPower()} transactions with it`)
    world.forget(phone)
  }
}

/** Lets somebody go on until their page has written what is not on disk, or is and they have not heard. */
async function catchWriting(world: SimulatedWorld): Promise<Tab | undefined> {
  const tab = pick(world.dice, allTabs(world))
  if (tab === undefined) return undefined
  const { disk } = tab.place.phone
  if (tab.form !== undefined && !tab.isBusy && chance(world.dice, 0.7)) act(world, tab, 'complete', complete)
  else syncNow(world, tab)
  const which = chance(world.dice, 0.5) ? 'uncommitted' : 'untold'
  await world.time.run(2_000, (turns) => turns > 300 || disk.isMidWrite(tab.thread, which))
  return tab.thread.alive ? tab : undefined
}

/** In a turn of its own: what is begun outside of it would outlive the tab. */
export function syncNow({ time }: SimulatedWorld, { thread, schedule }: Tab): void {
  time.soon(thread, () => schedule?.now())
}

/** Everything is closed for the night. */
export function passNight(world: SimulatedWorld): Promise<void> {
  return pass(world, 9 * 3_600_000)
}

export async function pass(world: SimulatedWorld, forMs: number): Promise<void> {
  for (const tab of allTabs(world)) end(world, tab)
  await world.time.run(forMs)
}

export function end(world: SimulatedWorld, tab: Tab) {
  world.trace(`${tab.name} ends`)
  return killTab(world.time, tab)
}

/** Somebody looks at the phone again: every place has a page, at least. */
export function openPages(world: SimulatedWorld): void {
  for (const place of world.phones.flatMap(({ places }) => places)) {
    const isOpen = [...place.phone.tabs].some((tab) => tab.place === place && tab.kind === 'page')
    if (!isOpen) openTab(world.tabParts, place, 'page')
  }
}

export function openMore(world: SimulatedWorld): void {
  for (const place of world.phones.flatMap(({ places }) => places)) {
    openTab(world.tabParts, place, 'page')
    if (chance(world.dice, 0.5)) openTab(world.tabParts, place, 'serviceWorker')
  }
}

export function openAnother(world: SimulatedWorld): void {
  const place = pick(world.dice, pick(world.dice, world.phones)!.places)!
  if (place.phone.tabs.size < 4)
    openTab(world.tabParts, place, chance(world.dice, 0.6) ? 'page' : 'serviceWorker')
}

export function freezeOne(world: SimulatedWorld): void {
  const tab = pick(world.dice, allTabs(world))
  if (tab !== undefined) freeze(world, tab, world.dice.random() * 60_000)
}

/** A page is frozen in the middle of its round, for longer than others wait for it. */
export async function freezeHolder(world: SimulatedWorld): Promise<void> {
  const tab = pick(world.dice, idlePages(world))
  if (tab === undefined) return
  const other = openTab(world.tabParts, tab.place, 'serviceWorker')
  syncNow(world, tab)
  await world.time.run(3_000, () => tab.inRound)
  freeze(world, tab, 150_000)
  await world.time.run(5_000)
  syncNow(world, other)
  await world.time.run(130_000)
}

function freeze(world: SimulatedWorld, tab: Tab, forMs: number): void {
  if (tab.thread.frozen) return
  tab.thread.frozen = true
  tab.wasFrozen = true
  world.hit('tabFrozen')
  world.trace(`${tab.name} is frozen`)
  world.time.later(world.system, () => (tab.thread.frozen = false), forMs)
}

export function moveClock(world: SimulatedWorld): void {
  const { clock, name } = pick(world.dice, world.phones)!
  const kind = pick(world.dice, ['clockAhead', 'clockBack', 'clockStopped', 'right'] as const)!
  world.trace(`the clock of ${name}: ${kind}`)
  clock.stoppedAt = kind === 'clockStopped' ? world.time.now() + clock.skewMs : undefined
  if (kind === 'clockAhead') clock.skewMs = 10 * year
  if (kind === 'clockBack') clock.skewMs = chance(world.dice, 0.5) ? -10 * year : -3_600_000
  if (kind === 'right') clock.skewMs = 0
  if (kind !== 'right') world.hit(kind)
}

export function troubleDisk(world: SimulatedWorld): void {
  const { disk, name, tabs, places } = pick(world.dice, world.phones)!
  const { weather } = disk
  const kind = pick(world.dice, ['put', 'commit', 'open', 'aborts', 'stalls'] as const)!
  world.trace(`the disk of ${name}: ${kind}`)
  if (kind === 'aborts') weather.aborts = 0.3
  else if (kind === 'stalls') weather.stalls = 0.7
  else weather.full = kind
  const calm = () => Object.assign(weather, { full: undefined, aborts: 0, stalls: 0 })
  world.time.later(world.system, calm, 1_000 + world.dice.random() * 40_000)
  if (kind === 'open') openTab(world.tabParts, pick(world.dice, places)!, 'page')
  for (const tab of idlePages(world).filter((page) => tabs.has(page))) act(world, tab, 'complete', complete)
}

export function loseConnection(world: SimulatedWorld): void {
  const tab = pick(world.dice, allTabs(world))
  if (tab === undefined) return
  world.hit('connectionLost')
  world.trace(`${tab.name} loses its database`)
  tab.place.phone.disk.loseConnections(tab.thread)
}

/** A row of the server's records vanishes from a disk. */
export function vanishRow(world: SimulatedWorld): void {
  const place = pick(world.dice, pick(world.dice, world.phones)!.places)!
  const rows = place.phone.disk.rows<{ collection: string; id: string }>(place.database, 'base')
  const row = pick(world.dice, rows ?? [])
  if (row === undefined) return
  world.hit('rowVanished')
  world.trace(`${place.phone.name} loses ${row.collection}/${row.id}`)
  place.damaged.add(`${row.collection}/${row.id}`)
  place.phone.disk.dropRow(place.database, 'base', [row.collection, row.id])
  world.forget(place.phone)
}

/** The next version of the app opens the database, over the heads of pages of this one. */
export function upgradeApp(world: SimulatedWorld): void {
  const { time, dice } = world
  const place = pick(dice, pick(dice, world.phones)!.places)!
  const { phone, database } = place
  const thread = time.startThread(`next app on ${phone.name}`)
  setDisk(thread, phone.disk)
  let isOver = false
  const interrupt = chance(dice, 0.6)
  const isDone = () => {
    isOver = true
    const isOldAlive = [...phone.tabs].some((tab) => tab.place === place)
    if (isOldAlive) world.hit('upgradedUnderOldTab')
    time.later(world.system, () => leave(), 1_000 + dice.random() * 30_000)
  }
  const leave = () => {
    time.kill(thread)
    phone.disk.release(thread)
  }
  world.trace(`the next app opens ${database}`)
  time.soon(thread, () => {
    const next = new DeviceDatabase(database)
    next.version(next.verno + 1).stores({ laterIdeas: 'id' })
    void next.open().then(isDone, () => undefined)
  })
  if (!interrupt) return
  time.later(
    world.system,
    () => {
      if (isOver) return
      world.hit('upgradeInterrupted')
      world.trace(`the next app dies while opening ${database}`)
      leave()
    },
    dice.random() * 1.5,
  )
}

/** A new service worker takes over: the old one ends and every page is loaded anew, in mid-save if it can be. */
export async function updateServiceWorker(world: SimulatedWorld): Promise<void> {
  const tab = await catchWriting(world)
  const phone = tab?.place.phone ?? pick(world.dice, world.phones)!
  if ([...phone.tabs].some(({ thread }) => isWriting(phone, thread))) world.hit('updatedMidSave')
  world.trace(`the app on ${phone.name} is updated`)
  for (const one of phone.tabs) end(world, one)
  openPages(world)
  openTab(world.tabParts, pick(world.dice, phone.places)!, 'serviceWorker')
}

function isWriting({ disk }: Phone, thread: Thread): boolean {
  return disk.isMidWrite(thread, 'uncommitted') || disk.isMidWrite(thread, 'untold')
}

/** Something that no server takes as it is comes into an outbox, from a build with a mistake. */
export function poison(world: SimulatedWorld): void {
  const tab = pick(world.dice, idlePages(world))
  if (tab === undefined) return
  const kind = pick(world.dice, ['poisonTooDeep', 'poisonTooLarge', 'poisonBadBody', 'newer'] as const)!
  act(world, tab, kind, async (_world, _tab, device) => {
    const [id, recordId] = [world.newId(), world.newId()]
    const deed = { id, kind: 'visit.submit', recordId, body: bodies[kind]!(world) } as const
    if (kind === 'poisonTooDeep' || kind === 'poisonTooLarge') world.poison.add(id)
    const done = await tell(
      world,
      tab,
      kind,
      () => recordOperation(device, kind === 'newer' ? { ...deed, kind: 'visit.annotate' as never } : deed),
      { idsOf: (one) => [one] },
    )
    if (done?.ok === true && kind !== 'newer') world.hit(kind)
  })
}

const bodies: Readonly<Record<string, (world: SimulatedWorld) => object & { [field: string]: unknown }>> = {
  poisonTooDeep: () => ({ firmId: 'x', deep: nested(40) }),
  poisonTooLarge: ({ dice }) => ({
    firmId: 'x',
    words: Buffer.from(dice.randomBytes(60_000)).toString('base64'),
  }),
  poisonBadBody: () => ({ firmId: 7 }),
  newer: () => ({ fromTomorrow: true, __proto: [1, 2, { three: 'ba' }] }),
}

function nested(levels: number): unknown {
  return levels === 0 ? 0 : [nested(levels - 1)]
}
