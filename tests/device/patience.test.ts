import { afterEach, expect, test, vi } from 'vitest'
import { createDraft } from '#device/drafts.ts'
import { correctFirm } from '#device/firms.ts'
import { addPhoto } from '#device/photos.ts'
import { pinFirm } from '#device/plans.ts'
import { decideVisit } from '#device/reviews.ts'
import { must } from '../support/participant.ts'
import { createTestDevice, type TestDevice } from '../support/testDevice.ts'

afterEach(() => vi.useRealTimers())

/** Holds some rows, as another page does whose commit takes its time. Returns how to let go. */
async function hold({ database }: TestDevice, store: 'base' | 'photos'): Promise<() => void> {
  let isHeld = true
  const holding = Promise.withResolvers<void>()
  void database.transaction('rw', store, async () => {
    while (isHeld) {
      await database.table(store).get(['none', 'none'])
      // outside of the transaction, which would take part in what follows
      setTimeout(holding.resolve)
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
    const letGo = await hold(device, 'base')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const asked = command(device)
    vi.advanceTimersByTime(10_000)
    expect(await asked).toEqual({ ok: false, problem: { code: 'notSaved' } })
    letGo()
    await device.database.transaction('r', device.database.tables, () => undefined)
    expect(await device.database.outbox.count()).toBe(0)
  },
)

test('[I1] a photo that came to disk too late to be told is kept with its pieces: a visit may name it by then', async () => {
  const device = await createTestDevice()
  const { photos, photoChunks } = device.database
  const draft = must(await createDraft(device, { firmId: 'f1', form: {} }))
  const letGo = await hold(device, 'photos')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const asked = addPhoto(device, draft, new Uint8Array([1, 2, 3]))
  while ((await photoChunks.count()) === 0);
  // until the row itself is asked for, and waits
  for (let turns = 0; turns < 50; turns += 1) await device.database.meta.get('upTo')
  vi.advanceTimersByTime(10_000)
  letGo()
  expect(await asked).toEqual({ ok: false, problem: { code: 'notSaved' } })
  expect([await photos.count(), await photoChunks.count()]).toEqual([1, 1])
})
