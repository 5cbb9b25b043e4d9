import { expect, test } from 'vitest'
import { createDraftSaver } from '#device/draftSaver.ts'
import {
  createDraft,
  discardDraft,
  forgetOldDiscards,
  readDraft,
  readDrafts,
  restoreDraft,
} from '#device/drafts.ts'
import { createTestDevice } from '../support/testDevice.ts'

async function draftOn(device: Awaited<ReturnType<typeof createTestDevice>>) {
  const made = await createDraft(device, { firmId: 'f1', form: { typed: '' } })
  if (!made.ok) throw new Error('no draft')
  return made.value
}

test('a draft reopens with what was typed last', async () => {
  const device = await createTestDevice()
  const draft = await draftOn(device)
  const saver = createDraftSaver(device, draft)
  for (const typed of ['1', '12', '120']) saver.save({ typed })
  const state = await saver.flush()
  const reopened = await readDraft<{ typed: string }>(device, draft.visitId)
  expect(reopened?.form).toEqual({ typed: '120' })
  expect(reopened?.revision).toBe(state.savedRevision)
})

test('many keystrokes while one write runs go to disk together', async () => {
  const device = await createTestDevice()
  const draft = await draftOn(device)
  const saver = createDraftSaver(device, draft)
  const seen = new Set<number>()
  saver.subscribe(() => seen.add(saver.state().savedRevision))
  for (let key = 1; key <= 50; key += 1) saver.save({ typed: String(key) })
  await saver.flush()
  expect(saver.state()).toMatchObject({ savedRevision: 51, saving: false })
  expect(seen.size).toBeLessThan(6)
})

test('a write that fails is told, and the next keystroke tries again with everything typed', async () => {
  const device = await createTestDevice()
  const draft = await draftOn(device)
  const saver = createDraftSaver(device, draft)
  device.database.close()
  saver.save({ typed: 'a' })
  expect((await saver.flush()).refused?.code).toBe('notSaved')
  await device.database.open()
  saver.save({ typed: 'ab' })
  expect((await saver.flush()).refused).toBeUndefined()
  expect((await readDraft<{ typed: string }>(device, draft.visitId))?.form.typed).toBe('ab')
})

test('a draft thrown away can be taken back for 30 days and is then forgotten', async () => {
  const device = await createTestDevice()
  const draft = await draftOn(device)
  await discardDraft(device, draft.visitId)
  expect(await readDrafts(device)).toEqual([])
  await restoreDraft(device, draft.visitId)
  expect(await readDrafts(device)).toHaveLength(1)
  await discardDraft(device, draft.visitId)
  device.world.advance(29 * 86_400_000)
  await forgetOldDiscards(device)
  expect(await readDrafts(device, { discarded: true })).toHaveLength(1)
  device.world.advance(2 * 86_400_000)
  await forgetOldDiscards(device)
  expect(await readDrafts(device, { discarded: true })).toEqual([])
})
