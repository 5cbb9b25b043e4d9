import { expect, test } from 'vitest'
import { completeVisit, type OpenVisit } from '#device/visits.ts'
import { answered } from '#domain/answers.ts'
import { applyAnswer } from '#domain/applyAnswer.ts'
import type { OperationContent } from '#domain/operation.ts'
import { must } from '../support/participant.ts'
import { createTestDevice, type TestDevice } from '../support/testDevice.ts'
import { fillVisit, shortVisit } from '../support/visitForm.ts'

const firmId = '019aa000-0000-7000-8000-00000000000a'

/** Completes a visit of which the page does not hear, as if its commit had come after 10 s. */
async function completedUnheard() {
  const device = await createTestDevice()
  const open = await fillVisit({ device } as never, firmId, shortVisit)
  must(await completeVisit(device, open.draft, open.context))
  device.world.advance(11_000)
  return { device, open }
}

function withHeadcount({ draft, context }: OpenVisit, count: number) {
  const answers = applyAnswer(draft.form.answers, 'headcountTotal', answered(count), context)
  return { ...draft, form: { ...draft.form, answers } }
}

async function recorded({ database }: TestDevice): Promise<OperationContent[]> {
  const rows = await database.outbox.orderBy('deviceSeq').toArray()
  return rows.map(({ sealed }) => sealed.plain as OperationContent)
}

test('[I4] a visit that is completed again unchanged, because the page never heard, is recorded once', async () => {
  const { device, open } = await completedUnheard()
  expect(must(await completeVisit(device, open.draft, open.context))).toEqual([open.draft.revisionId])
  expect(await recorded(device)).toHaveLength(1)
})

test('[I1] what was changed after a save that came through unheard is recorded as the next revision, once', async () => {
  const { device, open } = await completedUnheard()
  const changed = withHeadcount(open, 2222)
  const [id] = must(await completeVisit(device, changed, open.context))
  device.world.advance(11_000)
  expect(must(await completeVisit(device, changed, open.context))).toEqual([id])
  const { revisionId, visitId } = open.draft
  const [first, second, ...more] = await recorded(device)
  expect(more).toEqual([])
  expect(first).toMatchObject({ id: revisionId, body: { answers: { headcountTotal: { value: 1250 } } } })
  expect(second).toMatchObject({
    id,
    recordId: visitId,
    baseRevisionId: revisionId,
    body: { answers: { headcountTotal: { value: 2222 } } },
  })
})
