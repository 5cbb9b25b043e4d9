import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { funnelAsides, funnelStages } from '#domain/funnel.ts'
import type { Message } from '#domain/message.ts'
import { overlayIds, overlays } from '#domain/overlays.ts'
import { priorityKey, reasonOf } from '#domain/priority.ts'
import { builtInRuleSet, thresholdNames } from '#domain/ruleSet.ts'
import { decideTrack } from '#domain/track.ts'
import { trackRowIds } from '#domain/track/table.ts'
import type { FirmState } from '#domain/firmState.ts'
import { makeSituation, makeState, visitsOn } from '../support/rules.ts'
import { makeFacts } from '../support/survey.ts'

const read = (locale: string) =>
  JSON.parse(readFileSync(`src/app/messages/rules.${locale}.json`, 'utf8')) as Record<string, string>
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = { vi: read('vi'), en: read('en') }
const parametersIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
/** Words for whoever leads the place are filled in by the screens. */
const fromScreens = ['owner', 'Owner']

const unknown = 'unknown' as const
const notKnown = {
  official: unknown,
  stableOfficial: unknown,
  tenureKnown: false,
  shortTenureOfficial: unknown,
} as const

/** States that between them give every sentence. */
const states: readonly Partial<FirmState>[] = [
  ...(['closed', 'moved', 'duplicate'] as const).map((outOfScope) => ({ outOfScope })),
  { surveyed: false },
  { org: unknown },
  ...(['own', 'joint'] as const).flatMap((org) => [
    { org, official: 30 },
    { org, official: 2 },
    { org, official: unknown },
  ]),
  { org: 'joint', official: 3, officialIsAtLeast: true },
  { ...notKnown },
  ...[1, 3].flatMap((official) => [{ official }, { ...notKnown, official }]),
  ...([true, unknown] as const).map((allInPool) => ({ official: 1, allInPool })),
  ...(['no', unknown] as const).map((businessStable) => ({ official: 3, businessStable })),
  { official: 3, stableOfficial: 0, shortTenureOfficial: 3, probationary: 1 },
  { probationary: unknown },
  { union: 'yes' },
  { union: 'yes', unionDormant: true },
  { union: unknown },
  { youth: 'yes' },
  { youth: unknown, headcount: 4 },
  { headcount: unknown },
  {},
]

function everyMessage(): readonly Message[] {
  const decisions = states.map((state) => decideTrack(makeState(state), builtInRuleSet))
  const situation = makeSituation(makeFacts({ membersResidence: 1, headcountYouth: 1 }), {
    visits: visitsOn(['2026-11-01', { outcome: 'refused' }]),
  })
  const added = overlayIds.map((id) => ({
    key: `overlay_${id}`,
    parameters: overlays[id].parameters?.(situation) ?? {},
  }))
  const reasons = (['easy', 'medium', 'hard', unknown] as const).flatMap((access) =>
    [{ headcount: 1 }, { headcount: unknown, surveyed: false, union: 'yes' }, { union: unknown }].flatMap(
      (state) => {
        const about = { firmId: 'a', foldedName: 'a', access, asOf: '2026-11-21' }
        return reasonOf(priorityKey({ ...about, state: makeState(state as Partial<FirmState>) }))
      },
    ),
  )
  return [...decisions.flatMap(({ reason, notes }) => [...reason, ...notes]), ...added, ...reasons]
}

describe.each(['vi', 'en'])('words of the rules, %s', (locale) => {
  const texts = words[locale]!

  test('every sentence the rules name is there, and asks for nothing they do not give', () => {
    for (const { key, parameters } of everyMessage()) {
      expect(texts, key).toHaveProperty(key)
      const given = [...Object.keys(parameters), ...fromScreens]
      for (const name of parametersIn(texts[key]!)) expect(given, `${key}: {${name}}`).toContain(name)
    }
  })

  test('every row, step, document and threshold has its word', () => {
    const keys = [
      ...trackRowIds.map((row) => `track_${row}`),
      ...funnelStages.map((stage) => `funnel_${stage}`),
      ...funnelAsides.map((aside) => `funnel_aside_${aside}`),
      ...Object.keys(builtInRuleSet.references).map((id) => `basis_${id}`),
      ...thresholdNames.map((name) => `threshold_${name}`),
    ]
    for (const key of keys) expect(texts, key).toHaveProperty(key)
  })

  test('no sentence about a firm is left that the rules never say', () => {
    const said = new Set(everyMessage().map(({ key }) => key))
    const written = Object.keys(texts).filter((key) => /^(trackWhy|trackNote|overlay)_/.test(key))
    expect(written.filter((key) => !said.has(key))).toEqual([])
  })
})

test('both languages use the same values', () => {
  for (const [key, text] of Object.entries(words['vi']!)) {
    const values = (locale: string) =>
      new Set(parametersIn(words[locale]![key] ?? '').map((name) => name.toLowerCase()))
    expect(values('en'), key).toEqual(values('vi'))
    expect(text).toBe(text.normalize('NFC'))
  }
})
