import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checks } from '#domain/checks.ts'
import { fieldKeys, fields } from '#domain/fields.ts'
import { otherSources, respondentRoles, unitKinds } from '#domain/fields/codes.ts'
import { placeKeys } from '#domain/fields/hanging.ts'
import { questions } from '#domain/questionnaire.ts'
import { folds } from '#domain/questionnaire/question.ts'

const messagesIn = (language: string) =>
  JSON.parse(readFileSync(`src/app/messages/questionnaire.${language}.json`, 'utf8')) as Record<
    string,
    string
  >
const words = { vi: messagesIn('vi'), en: messagesIn('en') }
/** Fields whose codes are those of another field, with the same words. */
const sharedCodes = ['ownerConcernsSettled', 'actionsDone']

const wanted = [
  ...questions.map((question) => `question_${question.id}`),
  ...fieldKeys.map((key) => `field_${key}`),
  ...fieldKeys
    .filter((key) => !sharedCodes.includes(key))
    .flatMap((key) => (fields[key].codes ?? []).map((code) => `option_${key}_${code}`)),
  ...questions.flatMap(({ control }) =>
    control.kind === 'bigButtons' ? control.groups.map(({ id }) => `group_${id}`) : [],
  ),
  ...questions.flatMap(({ id, control }) =>
    control.kind === 'yesNoUnknown' ? [`option_${id}_yes`, `option_${id}_no`] : [],
  ),
  ...checks.map((check) => `check_${check.key}`),
  ...unitKinds.flatMap((kind) => [`owner_${kind}`, `ownerFirst_${kind}`]),
  ...[...respondentRoles, ...otherSources, 'surveyor'].map((source) => `source_${source}`),
  ...placeKeys.map((key) => `place_${key}`),
  ...folds.filter((fold) => fold !== 'ownerOpinion').map((fold) => `fold_${fold}`),
  ...['doesNotKnow', 'declined', 'notAsked'].map((reason) => `unknown_${reason}`),
]

describe.each(['vi', 'en'] as const)('the words of the questionnaire in %s', (language) => {
  test('are there for every question, field, code, check and source', () => {
    expect(wanted.filter((key) => (words[language][key] ?? '').trim() === '')).toEqual([])
  })

  test('are written in NFC', () => {
    for (const text of Object.values(words[language])) expect(text).toBe(text.normalize('NFC'))
  })
})

test('both languages have the same messages with the same parameters', () => {
  const shape = (messages: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(messages).map(([key, text]) => [
        key,
        [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort(compareText),
      ]),
    )
  expect(shape(words.en)).toEqual(shape(words.vi))
})

test('no text addresses the user, except what is read aloud', () => {
  const addressing = Object.entries(words.vi).filter(
    ([key, text]) => !key.startsWith('notice_') && /(^|\s)(bạn|anh|chị)(\s|$)/i.test(text),
  )
  expect(addressing).toEqual([])
})

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
