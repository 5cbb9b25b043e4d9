import 'fake-indexeddb/auto'
import { act, configure, render } from '@testing-library/preact'
import { vi } from 'vitest'
import { App } from '#app/App.tsx'
import type { Ports } from '#app/ports.tsx'
import { createSessionStore, type SessionStore } from '#app/sessionStore.ts'
import { useSyncStatus } from '#app/syncStatus.ts'
import { openDevice, type Device } from '#device/device.ts'
import { applyPage } from '#device/inbox.ts'
import { makeId } from '#domain/ids.ts'
import { listsHere } from '../../support/lists.ts'
import { createTestWorld } from '../../support/testWorld.ts'
import { allRecords, people as members, unitId } from './smallUnit.ts'

// jsdom takes its time over roles on a full page
configure({ asyncUtilTimeout: 8_000 })
vi.setConfig({ testTimeout: 20_000 })

let opened = 0

/** A device of somebody of the small unit on 21/11/2026, which holds all that the server would have sent. */
export async function openDeviceOf(
  username: keyof typeof members,
  { received = true }: { readonly received?: boolean } = {},
): Promise<Device> {
  opened += 1
  const world = createTestWorld({ seed: 500 + opened })
  const { id, displayName, roles } = members[username]
  const newId = () => makeId(world.now(), world.randomBytes)
  const device = await openDevice(
    {
      enrolmentId: newId(),
      deviceId: newId(),
      unitId,
      unitName: 'Đơn vị thử',
      personId: id,
      username,
      displayName,
      roles: [...roles],
      pushToken: 'push',
      readToken: 'read',
    },
    world,
  )
  if (received)
    await applyPage(device, undefined, { changes: allRecords(), meta: { cursor: 'c', upTo: 100_000 } })
  return device
}

export interface OpenApp {
  readonly ports: Ports
  readonly people: SessionStore
  /** Goes to an address as a tap on a link would. */
  readonly goTo: (path: string) => Promise<void>
}

/** The whole app in the page, at an address; nobody is signed in without a device. */
export async function openApp(
  path: string,
  { device, ports = {} }: { device?: Device; ports?: Partial<Ports> } = {},
): Promise<OpenApp> {
  history.replaceState(null, '', path)
  useSyncStatus.setState({ running: false, sent: 0, total: 0, failure: undefined, updateReady: false })
  const people = createSessionStore()
  people.set(device)
  const all = { ...quietPorts(device), ...ports }
  await act(async () => void render(<App ports={all} people={people} />))
  return {
    ports: all,
    people,
    goTo: (to) => act(async () => history.pushState(null, '', to)),
  }
}

function quietPorts(device: Device | undefined): Ports {
  const nothing = async () => ({ ok: true, value: undefined }) as const
  return {
    readStatus: async () => ({ ok: true, value: { setUp: true, unitName: 'Đơn vị thử' } }),
    signIn: nothing,
    signOut: async () => undefined,
    setUp: nothing,
    setPerson: nothing,
    setWorkingGroup: nothing,
    readDevices: async () => ({ ok: true, value: [] }),
    revokeDevice: nothing,
    setUnit: nothing,
    readPhoto: async () => ({ ok: false, failure: 'offline' }),
    openLists: listsHere(device),
    syncNow: vi.fn(),
    syncSoon: vi.fn(),
    updateApp: vi.fn(async () => 'updating' as const),
  }
}
