import { expect, test } from 'vitest'
import { readPlan } from '#device/planList.ts'
import { overrideTrack } from '#device/plans.ts'
import { must } from '../support/participant.ts'
import { addFirms, advise, settle, startTeam } from './team.ts'

test('a leader decides without a signal; later everybody sees it with who and why, until somebody takes it back', async () => {
  const team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const [an, binh] = [await team.join('an'), await team.join('binh')]
  an.goOffline()
  must(await overrideTrack(an.device, firmId!, { track: 'D4', reason: 'Đủ 12 tháng vào tháng sau' }))
  expect((await advise(an, firmId!)).track.row).toBe('D4')

  an.goOnline()
  team.later(300_000)
  await settle(an, binh, team.minh)
  const override = {
    track: 'D4',
    reason: 'Đủ 12 tháng vào tháng sau',
    personId: team.server.people['an']!.id,
    on: '2026-11-21',
  }
  for (const who of [an, binh, team.minh]) {
    expect((await advise(who, firmId!)).track).toMatchObject({ row: 'D4', decided: { row: 'D1' }, override })
    const { order } = await readPlan(who.device)
    expect(order.map(({ row, advice }) => [row, advice.override])).toEqual([['D4', override]])
  }

  must(await overrideTrack(team.minh.device, firmId!, { track: null, reason: 'Chủ đổi ý' }))
  await settle(team.minh, binh)
  expect((await advise(binh, firmId!)).track).toMatchObject({ row: 'D1' })
  expect((await advise(binh, firmId!)).track.override).toBeUndefined()
  await team.close()
})

test('nobody decides without a reason, without the role, or for another group', async () => {
  const team = await startTeam()
  const [firmId] = await addFirms(team, 1, { to: 'binh' })
  const [elsewhere] = await addFirms(team, 1, { to: 'an', park: 2 })
  const [an, binh] = [await team.join('an'), await team.join('binh')]
  const to = { track: 'D4', reason: 'vì thế' } as const
  expect(await overrideTrack(an.device, firmId!, { ...to, reason: ' ' })).toMatchObject({
    problem: { code: 'reasonMissing', at: 'reason' },
  })
  for (const [who, firm] of [
    [binh, firmId],
    [an, elsewhere],
  ] as const) {
    expect(await overrideTrack(who.device, firm!, to)).toMatchObject({ problem: { code: 'notAllowed' } })
  }
  expect(await overrideTrack(binh.device, elsewhere!, to)).toMatchObject({ problem: { code: 'firmUnknown' } })
  await team.close()
})
