import { afterEach, expect, test, vi } from 'vitest'
import { correctFirm } from '#device/firms.ts'
import { pinFirm } from '#device/plans.ts'
import { decideVisit } from '#device/reviews.ts'
import { createTestDevice, type TestDevice } from '../support/testDevice.ts'

afterEach(() => vi.useRealTimers())

/** Holds the server's records, as another page does whose commit takes its time. Returns how to let go. */
async function holdBase({ database }: TestDevice): Promise<() => void> {
  let isHeld = true
  const holding = Promise.withResolvers<void>()
  void database.transaction('rw', database.base, async () => {
    while (isHeld) {
      await database.base.get(['firm', 'none'])
      holding.resolve()
    }
  })
  await holding.promise
  return () => {
    isHeld = false
  }
}

const commands = {
  'a decision': (device: TestDevice) =>
    decideVisit(device, { visitId: 'v1', revisionId: 'r1', kind: 'approve' }),
  'a pin': (device: TestDevice) => pinFirm(device, 'f1', { pinned: true, reason: 'gấp' }),
  'a correction': (device: TestDevice) => correctFirm(device, 'f1', { address: 'Lô 1' }),
}

test.each(Object.entries(commands))(
  '[I22] %s that waits for what it must read is told as not saved within 10 s, and is not recorded later',
  async (_name, command) => {
    const device = await createTestDevice()
    const letGo = await holdBase(device)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const asked = command(device)
    vi.advanceTimersByTime(10_000)
    expect(await asked).toEqual({ ok: false, problem: { code: 'notSaved' } })
    letGo()
    await device.database.transaction('r', device.database.tables, () => undefined)
    expect(await device.database.outbox.count()).toBe(0)
  },
)
