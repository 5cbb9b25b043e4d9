import { currentDevice, enrolled, heldUp, world } from './currentDevice.ts'
import { createRoot, type Root } from 'react-dom/client'
import { openDevice, type Device } from '#device/device.ts'
import { keepReserve } from '#device/reserve.ts'
import { databaseOf, knownEnrolment, noteSignIn, noteSignOut } from '#device/session.ts'
import { makeId } from '#domain/ids.ts'
import type { SyncStatus } from '#sync/schedule.ts'
import type { Answered, Road } from '#sync/transport.ts'
import { backgroundSyncTag } from '#backgroundSyncTag.ts'
import type { FromWorker, ToWorker } from '#syncWorker.ts'
import { App } from './App.tsx'
import { updateApp, watchForUpdates } from './appUpdates.ts'
import type { Asked, KnownDevice, Ports } from './ports.tsx'
import { createSessionStore } from './sessionStore.ts'
import { mayOpen } from './session/places.ts'
import { useSyncStatus } from './syncStatus.ts'
import { loadFonts } from './ui/fonts.ts'
import { whenIdle } from './ui/whenIdle.ts'
import { openFirstVisit } from './visit/firstVisit.ts'

// The one place where screens, device and road meet.

const road: Road = {
  fetch: (url, init) => fetch(url, init),
  now: world.now,
  random: () => Math.random(),
  makeRequestId: () => makeId(world.now(), world.randomBytes),
  origin: '',
}
/** Fetched when somebody asks the server for something: the form opens without it. */
const session = () => import('#sync/session.ts')
const people = createSessionStore()
const afterFirstPaintMs = 2_000
let worker: Worker | undefined

const ports: Ports = {
  readStatus: async () => toAsked(await (await session()).readStatus(road)),
  signIn,
  signOut,
  setUp: async (how) => toAsked(await (await session()).setUp(road, how)),
  setPerson: async (person) => toAsked(await (await session()).setPerson(road, person)),
  setWorkingGroup: async (group) => toAsked(await (await session()).setWorkingGroup(road, group)),
  setUnit: async (unit) => toAsked(await (await session()).setUnit(road, unit)),
  readPhoto,
  readDevices,
  revokeDevice: async (enrolmentId, how) =>
    toAsked(await (await session()).revokeDevice(road, { enrolmentId, how })),
  openLists: async (databaseName, onProgress) =>
    (await import('./lists/openListWork.ts')).openListWorker(databaseName)(onProgress),
  syncNow: () => tell({ kind: 'now' }),
  syncSoon() {
    tell({ kind: 'wake' })
    void askBackgroundSync().catch(() => undefined)
  },
  updateApp,
}

void start()

async function start(): Promise<void> {
  const visitOpened = openFirstVisit(location.pathname, currentDevice)
  const root = document.querySelector('#root')
  if (root === null) throw new Error('the page has no #root')
  const screen = createRoot(root)
  const enrolment = await enrolled
  if (enrolment !== undefined) {
    const name = databaseOf(enrolment)
    void heldUp.then(() => showRescue(screen, name, true))
    try {
      await visitOpened
      people.set(await currentDevice)
    } catch {
      return showRescue(screen, name, false)
    }
  }
  screen.render(<App ports={ports} people={people} />)
  whenIdle(() => {
    loadFonts()
    linkManifest()
    void keepReserve()
  })
  // neither sending nor updating may delay the form
  setTimeout(() => {
    const device = people.get()
    if (device !== undefined) openWorker(device)
    if (device !== undefined && mayOpen(device.identity.roles, 'admin')) void keepListWorker(device)
    void watchForUpdates()
  }, afterFirstPaintMs)
}

/** What the browser needs to install the app: asked for when nobody waits for a screen. */
function linkManifest(): void {
  const link = document.createElement('link')
  link.rel = 'manifest'
  link.href = '/manifest.webmanifest'
  document.head.append(link)
}

/** Lists of firms are read without a network too: the office's device fetches what that takes while it has one. */
async function keepListWorker({ database }: Device): Promise<void> {
  const work = await ports.openLists(database.name, () => undefined)
  await work.rows('new', 0, 0).catch(() => undefined)
  work.close()
}

/** The data of whoever works here cannot be opened, or not yet. */
async function showRescue(screen: Root, name: string, heldUp: boolean): Promise<void> {
  const { RescuePage } = await import('./session/RescuePage.tsx')
  const { openForRescue } = await import('#device/rescue.ts')
  // behind an upgrade that is held up nothing else can be opened either
  const device = heldUp ? undefined : await openForRescue(name, world)
  if (people.get() === undefined)
    screen.render(<RescuePage heldUp={heldUp} device={device} send={sendWaiting} />)
}

async function sendWaiting(device: Device): Promise<number> {
  const [{ push }, { retryAtOnce }] = await Promise.all([
    import('#sync/push.ts'),
    import('#device/outbox.ts'),
  ])
  await retryAtOnce(device)
  await push(device, road)
  return device.database.outbox.count()
}

async function signIn(username: string, password: string): Promise<Asked<unknown>> {
  const known = await knownEnrolment(username)
  const deviceName = navigator.userAgent.slice(0, 200)
  const { signIn: askSignIn } = await session()
  const answered = await askSignIn(
    road,
    { username, password },
    { deviceName, enrolmentId: known?.enrolmentId },
  )
  if (!answered.ok) return toAsked(answered)
  const device = await openDevice(answered.value, world)
  await noteSignIn(device.identity, world.now())
  people.set(device)
  openWorker(device)
  return { ok: true, value: undefined }
}

async function readDevices(): Promise<Asked<readonly KnownDevice[]>> {
  const device = people.get()
  if (device === undefined) return { ok: false, failure: 'sessionEnded' }
  const asked = await (await session()).readDevices(road, device.identity.readToken)
  return toAsked(asked.ok ? { ok: true, value: asked.value.devices } : asked)
}

async function readPhoto(visitId: string, hash: string): Promise<Asked<Blob>> {
  const device = people.get()
  if (device === undefined) return { ok: false, failure: 'sessionEnded' }
  return toAsked(await (await session()).readPhoto(road, device.identity.readToken, visitId, hash))
}

async function signOut(): Promise<void> {
  const device = people.get()
  if (device === undefined) return
  await noteSignOut(device.identity.enrolmentId)
  people.set(undefined)
  tell({ kind: 'close' })
  await (await session()).signOut(road, device.identity.enrolmentId)
}

function openWorker(device: Device): void {
  if (worker === undefined) {
    worker = new Worker(new URL('../syncWorker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => showStatus(data.status))
    document.addEventListener('visibilitychange', () => {
      tell({ kind: 'visible', visible: document.visibilityState === 'visible' })
    })
  }
  tell({ kind: 'open', databaseName: device.database.name })
}

/** What was recorded goes out by itself even when the app is closed before there is a connection, where browsers can. */
async function askBackgroundSync(): Promise<void> {
  const registration: ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } } =
    await navigator.serviceWorker.ready
  await registration.sync?.register(backgroundSyncTag)
}

function tell(message: ToWorker): void {
  worker?.postMessage(message)
}

function showStatus({ phase, sent, total, outcome }: SyncStatus): void {
  useSyncStatus.setState(
    phase === 'running'
      ? { running: true, sent, total }
      : { running: false, sent: 0, total: 0, failure: outcome?.failure?.kind },
  )
}

function toAsked<Value>(answered: Answered<Value>): Asked<Value> {
  if (answered.ok) return answered
  const { kind, problem } = answered.failure
  return { ok: false, failure: kind, problem: problem as Extract<Asked<Value>, { ok: false }>['problem'] }
}
