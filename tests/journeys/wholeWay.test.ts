import { expect, test } from 'vitest'
import { addFirm } from '#device/firms.ts'
import { openFirm } from '#device/firmView.ts'
import { readPlan } from '#device/planList.ts'
import { assignFirms } from '#device/plans.ts'
import { decideVisit } from '#device/reviews.ts'
import { readReviewQueue } from '#device/reviewQueue.ts'
import { readToday } from '#device/today.ts'
import { completeVisit, startCorrection } from '#device/visits.ts'
import { createParticipant, must } from '../support/participant.ts'
import { startServer } from '../support/serverForTests.ts'
import { fillDraft, recordVisit, seenVisit } from '../support/visitForm.ts'

test('a visit goes from a phone without signal to approval, and the firm changes for everyone', async () => {
  const server = await startServer({ now: () => Date.parse('2026-11-21T12:00:00+07:00') })
  const minh = await createParticipant(server, 'minh')
  const firmId = must(
    await addFirm(minh.device, { name: 'Công ty TNHH Mẫu Dệt Sao 3', parkId: server.parkIds[0] }),
  )
  await minh.sync()
  must(await assignFirms(minh.device, [firmId], { personId: server.people['binh']!.id, dueOn: '2026-11-25' }))
  await minh.sync()

  const binh = await createParticipant(server, 'binh')
  await binh.sync()
  expect((await readToday(binh.device)).toVisit.map(({ card }) => card.id)).toEqual([firmId])

  binh.goOffline()
  const visitId = await recordVisit(binh, firmId)
  expect((await binh.sync()).failure?.kind).toBe('offline')
  expect((await seenVisit(binh, firmId, visitId))?.state).toBe('submitted')
  expect((await readPlan(binh.device)).order[0]?.card.ownAdvice?.key.surveyed).toBe(true)

  binh.goOnline()
  binh.world.advance(300_000)
  expect(await binh.sync()).toMatchObject({ sent: 1, failure: undefined })
  expect(await binh.sync()).toMatchObject({ sent: 0, failure: undefined })

  await minh.sync()
  const [waiting] = await readReviewQueue(minh.device)
  expect(waiting?.visit.id).toBe(visitId)
  const revisionId = waiting!.visit.headRevisionId
  must(
    await decideVisit(minh.device, {
      visitId,
      revisionId,
      kind: 'return',
      reason: 'Hỏi lại phòng nhân sự.',
      fields: ['headcountTotal'],
    }),
  )
  await minh.sync()
  await binh.sync()
  const [toCorrect] = (await readToday(binh.device)).toCorrect
  expect(toCorrect?.decision).toMatchObject({ reason: 'Hỏi lại phòng nhân sự.', fields: ['headcountTotal'] })

  must(await startCorrection(binh.device, firmId, visitId))
  const corrected = await fillDraft(binh, visitId, { headcountTotal: 1200 })
  // a word beside a value reaches the reviewer, also where nobody said how it was looked into again
  const kept = { unionMembers: 'công đoàn xác nhận' }
  const replied = { ...corrected.draft, form: { ...corrected.draft.form, reply: { kept } } }
  must(await completeVisit(binh.device, replied, corrected.context))
  await binh.sync()
  await minh.sync()
  const again = await seenVisit(minh, firmId, visitId)
  expect(again).toMatchObject({ state: 'submitted', revisions: [{}, { body: { reply: { kept } } }] })
  must(await decideVisit(minh.device, { visitId, revisionId: again!.headRevisionId, kind: 'approve' }))
  await minh.sync()
  await binh.sync()
  for (const who of [minh, binh]) {
    const firm = await openFirm(who.device, firmId)
    expect(firm?.approved['headcountTotal']).toMatchObject({ value: 1200, visitId, provisional: false })
    expect(await who.device.database.meta.get('repairs')).toBeUndefined()
  }
  await server.close()
})
