import { createHash } from 'node:crypto'
import { Dexie } from 'dexie'
import { IDBKeyRange } from 'fake-indexeddb'
import { listLimits } from '#device/lists/listLimits.ts'
import { makeId } from '#domain/ids.ts'
import { photoLimits } from '#domain/photo.ts'
import { pullLimits, pushLimits } from '#protocol/sync.ts'
import { createTestWorld, type TestWorld } from '../support/testWorld.ts'
import { createDisk } from './disk.ts'
import { takeOverTransactions } from './diskEngine.ts'
import { createHostedServer } from './hostedServer.ts'
import { createAnswerWatch } from './invariants/answerWatch.ts'
import { createDeviceWatch, type DeviceWatch } from './invariants/deviceWatch.ts'
import { createServerWatch, type ServerWatch } from './invariants/serverWatch.ts'
import { createLocks, noLocks } from './locks.ts'
import { createNetwork, type Exchange } from './network.ts'
import { createCaches } from './caches.ts'
import { pieceBytes } from './photographers.ts'
import { cachesOf, createPlace, diskOf, locksOf, type Phone } from './phones.ts'
import { forgetLost } from './storage.ts'
import { comeBack } from './serverTroubles.ts'
import { count, createTally } from './tally.ts'
import { morning, type Template, type Username } from './template.ts'
import { createVirtualTime, takeOverTimers, type VirtualTime } from './virtualTime.ts'
import { chance, pick, type SimulatedWorld } from './world.ts'

let time: VirtualTime

/** Once in a process: timers, turns and disks are virtual from here on. */
export function beginSimulating(): void {
  takeOverTimers(() => time)
  takeOverTransactions()
  Object.defineProperty(globalThis, 'caches', { get: () => cachesOf(time.current()) })
  Object.defineProperty(globalThis, 'indexedDB', { get: () => diskOf(time.current())?.indexedDB })
  Object.defineProperty(navigator, 'locks', { get: () => locksOf(time.current()) })
  Dexie.dependencies.IDBKeyRange = IDBKeyRange
  Object.defineProperty(Dexie.dependencies, 'indexedDB', { get: () => diskOf(time.current())?.indexedDB })
  console.warn = () => undefined
  // errors are ordinary here, and their stacks dear
  Error.stackTraceLimit = 4
}

/** Who is there, and with how many devices. */
const casts: readonly (readonly (readonly Username[])[])[] = [
  [['binh'], ['chi'], ['minh']],
  [['binh'], ['binh'], ['minh']],
  [['binh', 'an'], ['minh'], ['quantri']],
  [['binh'], ['an'], ['minh'], ['minh']],
]

const deathWays = {
  beforeCommit: 'serverDiedBefore',
  afterCommit: 'serverDiedAfter',
  amidPhoto: 'serverDiedAmidPhoto',
} as const

/** In every fifth seed an office takes in lists, and what it does falls between what befalls everybody. */
const hasOffice = (seed: number) => seed % 5 === 0

interface Created {
  readonly world: SimulatedWorld
  readonly watch: ServerWatch
  readonly fingerprint: () => string
}

export function createWorld(seed: number, template: Template, onTrace: (words: string) => void): Created {
  const dice = createTestWorld({ seed: seed * 2_654_435_761 })
  const hash = createHash('sha256')
  time = createVirtualTime(morning, dice.random)
  const isLocked = chance(dice, 0.7)
  Object.assign(pullLimits, { records: pick(dice, [6, 1000, 1000, 1000, 1000]) })
  Object.assign(pushLimits, { operations: pick(dice, [2, 100]) })
  Object.assign(photoLimits, { chunkBytes: pieceBytes })
  if (hasOffice(seed))
    Object.assign(listLimits, { firmsPerPart: pick(dice, [2, 5, 100]), deedsAtOnce: pick(dice, [1, 1, 50]) })
  const watches: { server?: ServerWatch; device?: DeviceWatch } = {}
  const world = assemble({ seed, template, dice, isLocked, watches }, (words) => {
    const line = `${((time.now() - morning) / 1000).toFixed(3)} ${words}`
    hash.update(line)
    onTrace(line)
  })
  watches.server = createServerWatch(world)
  watches.device = createDeviceWatch(world, watches.server)
  givePhones(world)
  return {
    world,
    watch: watches.server,
    fingerprint: () => `${hash.digest('hex').slice(0, 16)}-${time.turns()}`,
  }
}

interface Beginning {
  readonly seed: number
  readonly template: Template
  readonly dice: TestWorld
  readonly isLocked: boolean
  readonly watches: { readonly server?: ServerWatch; readonly device?: DeviceWatch }
}

function assemble(
  { seed, template, dice, isLocked, watches }: Beginning,
  trace: (words: string) => void,
): SimulatedWorld {
  const tally = createTally()
  const system = time.startThread('system')
  let numbers = 0
  const server = createHostedServer({
    time,
    random: dice.random,
    randomBytes: dice.randomBytes,
    image: template.image,
    onCommit: () => watches.server?.look(),
    onDeath: (point) => {
      trace(`the server died ${point}`)
      world.hit(deathWays[point])
      world.network.hangUp()
      comeBack(world)
    },
    onAnew: () => {
      watches.server?.beginAnew()
      forgetLost(world)
    },
    onBug: (words) => {
      world.violation ??= { invariant: 'harness', words: `the server says: ${words}` }
    },
  })
  const world: SimulatedWorld = {
    seed,
    template,
    time,
    dice,
    server,
    system,
    phones: [],
    saves: [],
    drafts: new Map(),
    photos: { promised: [], bytes: new Map(), areLost: false },
    recorded: new Map(),
    stored: new Set(),
    backups: [],
    durableSeq: 0,
    restores: 0,
    bentPulls: new Set(),
    poison: new Set(),
    bentDeeds: new Set(),
    bentDrafts: new WeakSet(),
    copies: new Map(),
    lists: hasOffice(seed) ? [] : undefined,
    addPhone: () => {
      const phone = createPhone(world, `phone ${world.phones.length + 1}`, watches.device!)
      world.phones.push(phone)
      return phone
    },
    isLocked,
    tally,
    violation: undefined,
    newId: () => makeId(Math.floor(time.now()), dice.randomBytes),
    forget: (phone) => phone.places.forEach((place) => watches.device?.forget(place)),
    hit: (way) => {
      trace(`fault: ${way}`)
      count(tally.hits, way)
    },
    trace,
    check(id, holds, words) {
      count(tally.checks, id)
      if (!isLocked && id !== 'I18') count(tally.checks, 'I18')
      if (holds || world.violation !== undefined) return
      world.violation = { invariant: id, words: words() }
      time.stop()
      trace(`${id} does not hold: ${words()}`)
    },
    isMidPage: () => answers.isMidPage(),
    network: undefined as never,
    tabParts: undefined as never,
  }
  const answers = createAnswerWatch(world, () => watches.server!)
  const network = createNetwork({
    time,
    random: dice.random,
    server,
    onHit: world.hit,
    trace,
    onBent: noteBent,
    onEscape: (words) => {
      world.violation ??= { invariant: 'harness', words }
    },
    ...answers,
  })
  const tabParts = {
    time,
    dice,
    network,
    nextNumber: () => (numbers += 1),
    onRound: noteRound,
    onDowngrade: () => world.hit('appDowngraded'),
    onTrouble: (tab: { readonly name: string }, error: unknown) =>
      trace(`${tab.name} does not open: ${String(error)}`),
  }
  return Object.assign(world, { network, tabParts })

  function noteBent({ path, caller }: Exchange): void {
    if (path.endsWith('/pull')) world.bentPulls.add(caller.personId)
  }

  function noteRound(tab: Phone['tabs'] extends Set<infer Tab> ? Tab : never): void {
    trace(`${tab.name} begins a round`)
    const others = [...tab.place.phone.tabs].filter((other) => other !== tab && other.place === tab.place)
    if (others.some(({ inRound }) => inRound)) world.hit('roundsTogether')
  }
}

function givePhones(world: SimulatedWorld): void {
  const cast = pick(world.dice, casts)!
  const used = new Map<Username, number>()
  for (const names of cast) {
    const phone = world.addPhone()
    for (const name of names) {
      const enrolment = world.template.enrolments[name][used.get(name) ?? 0]!
      used.set(name, (used.get(name) ?? 0) + 1)
      createPlace(phone, enrolment)
    }
  }
}

function createPhone(world: SimulatedWorld, name: string, watch: DeviceWatch): Phone {
  const { dice } = world
  const disk = createDisk({
    time,
    random: dice.random,
    onHit: world.hit,
    onCommit: (database, stores) => {
      const place = phone.places.find((one) => one.database === database)
      if (place !== undefined) watch.onCommit(place, stores)
    },
  })
  const phone: Phone = {
    name,
    places: [],
    tabs: new Set(),
    caches: createCaches(disk.weather),
    clock: { skewMs: Math.floor((dice.random() - 0.5) * 600_000) },
    locks: world.isLocked ? createLocks(time, () => world.hit('lockStolen')) : noLocks,
    disk,
  }
  return phone
}
