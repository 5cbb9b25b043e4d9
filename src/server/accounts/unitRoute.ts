import * as z from 'zod/mini'
import { unitSetRequestSchema } from '#protocol/session.ts'
import { answerJson } from '#server/answers.ts'
import { defineRoute } from '#server/route.ts'
import { setUnit } from './unit.ts'

export const unitRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/unit',
  summary: 'Switches on or off what the unit decides for itself.',
  who: 'session',
  action: 'unit.manage',
  request: unitSetRequestSchema,
  answer: z.looseObject({}),
  problems: [],
  handle: async ({ parts, body, caller }) => answerJson(await setUnit(parts, caller.unitId, body)),
})
