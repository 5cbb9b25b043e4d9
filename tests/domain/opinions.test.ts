import { expect, test } from 'vitest'
import { countedVisits } from '#domain/countedVisits.ts'
import { foldFacts } from '#domain/facts.ts'
import { opinionsOf, voiceOn } from '#domain/opinions.ts'
import { openConcerns } from '#domain/overlays.ts'
import { visitsOn } from '../support/rules.ts'

const visits = visitsOn(
  ['2026-05-14', { outcome: 'metOwner', ownerStance: 'hesitant', ownerConcerns: ['burden', 'production'] }],
  ['2026-06-10', { outcome: 'metStaff', ownerStance: 'notAgreed' }],
  [
    '2026-07-20',
    {
      outcome: 'metOwner',
      ownerStance: 'hesitant',
      ownerConcerns: ['production'],
      ownerConcernsSettled: ['burden'],
    },
  ],
  ['2026-09-15', { outcome: 'metOwner', ownerStance: 'support', ownerAgreedTo: ['cell'] }],
)
const opinions = opinionsOf(countedVisits(visits, 'approved'))

test('what whoever leads the firm says holds from its day on; staff say nothing of it', () => {
  expect(voiceOn(opinions, '2026-05-13')).toEqual({ stance: undefined, open: [], settled: [] })
  expect(voiceOn(opinions, '2026-06-30')).toMatchObject({
    stance: 'hesitant',
    open: ['burden', 'production'],
  })
  expect(voiceOn(opinions, '2026-07-20')).toMatchObject({ open: ['production'], settled: ['burden'] })
})

test('whoever is in favour has nothing left to hesitate about, and what was felt counts as settled', () => {
  expect(voiceOn(opinions, '2026-11-21')).toEqual({
    stance: 'support',
    open: [],
    settled: ['burden', 'production'],
  })
})

test('after each visit it says of the present what the facts say', () => {
  for (const [index, visit] of visits.entries()) {
    const facts = foldFacts(visits.slice(0, index + 1), { include: 'approved' })
    const voice = voiceOn(opinions, visit.revisions[0]!.body.occurredAt.slice(0, 10))
    expect(voice.open).toEqual(openConcerns(facts))
    expect(voice.stance).toBe(facts['ownerStance']?.value)
  }
})
