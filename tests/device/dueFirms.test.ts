import { expect, test } from 'vitest'
import { dueThings, firmsDue, isVisited } from '#device/dueFirms.ts'
import type { CardAdvice, FirmCard } from '#device/firmCard.ts'
import type { PlannedFirm } from '#device/planList.ts'

function firm(id: string, card: Partial<FirmCard>, advice: Partial<CardAdvice> = {}): PlannedFirm {
  return { card: { id, ...card } as FirmCard, advice: advice as CardAdvice } as PlannedFirm
}

test('a visit somebody was sent for is no longer due once anybody went there after that', () => {
  const sent = { assignedOn: '2026-11-10', dueOn: '2026-11-20' }
  expect(isVisited({ ...sent, lastVisitOn: '2026-11-09' } as FirmCard)).toBe(false)
  const [before, after] = [
    firm('a', { ...sent, lastVisitOn: '2026-11-09' }),
    firm('b', { ...sent, lastVisitOn: '2026-11-12' }),
  ]
  expect(firmsDue([before, after], '2026-11-21').map(({ card }) => card.id)).toEqual(['a'])
})

test('a re-check is told where no step and no appointment falls on its day', () => {
  const recheck = firm('a', {}, { followUpOn: '2026-11-22' })
  expect(dueThings(recheck, '2026-11-28')).toEqual([{ what: 'recheck', on: '2026-11-22' }])
  const step = firm(
    'b',
    {},
    { followUpOn: '2026-11-22', nextStep: { action: 'meetOwner', dueOn: '2026-11-22' } },
  )
  expect(dueThings(step, '2026-11-28')).toEqual([{ what: 'step', on: '2026-11-22' }])
})

test('what lies more than a week ahead is not due yet; the longest overdue is first', () => {
  const at = (id: string, on: string) =>
    firm(id, {}, { followUpOn: on, nextStep: { action: 'dialogue', dueOn: on } })
  const firms = [at('later', '2026-11-29'), at('soon', '2026-11-28'), at('over', '2026-10-01')]
  expect(firmsDue(firms, '2026-11-21').map(({ card }) => card.id)).toEqual(['over', 'soon'])
})
