import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { concernsToDiscuss, dialogue, practiceSources } from '#domain/dialogue.ts'
import { ownerConcerns } from '#domain/fields/codes.ts'
import { builtInRuleSet } from '#domain/ruleSet.ts'
import { dialogueWords } from '#app/messages/dialogueWords.ts'
import { makeFacts } from '../support/survey.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(`src/app/messages/${name}.json`, 'utf8')) as Record<string, string>

const everyArgument = ownerConcerns.flatMap((concern) => dialogue[concern])

test('each concern has arguments, each with words', () => {
  for (const concern of ownerConcerns) expect(dialogue[concern].length, concern).toBeGreaterThan(1)
  expect(Object.keys(dialogueWords).toSorted()).toEqual(
    [...new Set(everyArgument.map(({ key }) => key))].toSorted(),
  )
})

test('whatever an argument rests on is a document of the rule set or a known practice, and has a name', () => {
  const known = [...Object.keys(builtInRuleSet.references), ...practiceSources]
  const named = new Set(everyArgument.flatMap(({ basis }) => basis.map(({ reference }) => reference)))
  for (const reference of named) {
    expect(known).toContain(reference)
    for (const locale of ['vi', 'en']) expect(read(`rules.${locale}`)[`basis_${reference}`]).toBeTruthy()
  }
})

test('the tone is voluntary: no fines, no duty, and it is said to be no condition for a licence', () => {
  const words = [read('dialogue.vi'), read('dialogue.en')].flatMap((texts) => Object.values(texts)).join('\n')
  expect(words).not.toMatch(/phạt|xử lý|bắt buộc|cưỡng chế|\bfine[sd]?\b|penalt|\bmust\b|obliged|compulsory/i)
  expect(read('dialogue.vi')['dialogue_voluntary']).toContain('không phải điều kiện cấp phép')
})

test('before the next talk: what is still felt, and what is known to weigh', () => {
  expect(concernsToDiscuss({})).toEqual([])
  const facts = makeFacts({
    ownerConcerns: ['burden', 'ownerNotMember'],
    ownerConcernsSettled: ['burden'],
    ownerIsPartyMember: false,
    businessStability: 'difficult',
  })
  expect(concernsToDiscuss(facts)).toEqual(['ownerNotMember', 'businessDifficulty'])
})
