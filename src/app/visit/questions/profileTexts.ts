import { answered, type Answer, type Answers } from '#domain/answers.ts'
import { valueIn, type DraftAnswers } from '#domain/draft.ts'
import type { Profile } from '#domain/profile.ts'
import { checkTaxCode } from '#domain/taxCode.ts'

/** Stands for «Chưa rõ» among the codes of a list. */
export const unknown = '?'

/** What the sheet of the firm's profile holds, by field. */
export type ProfileTexts = Readonly<Record<string, string>>

const keys = [
  'name',
  'taxCode',
  'unitKind',
  'legalForm',
  'ownershipGroup',
  'stateShare',
  'address',
  'parkId',
  'siteCommuneId',
  'hqCommuneId',
] as const

/** The profile as it is shown: the firm's own record with what was corrected in this form. */
export function textsNow(answers: DraftAnswers, profile: Profile): ProfileTexts {
  const textOf = (key: (typeof keys)[number] | 'branchSuffix') => {
    if (answers[key]?.answer.kind === 'unknown') return unknown
    const value = valueIn(answers, key) ?? profile[key]
    return typeof value === 'string' ? value : ''
  }
  const texts = Object.fromEntries(keys.map((key) => [key, textOf(key)]))
  const [code, suffix] = [textOf('taxCode'), textOf('branchSuffix')].map((text) =>
    text === unknown ? '' : text,
  )
  return { ...texts, taxCode: suffix === '' ? code! : `${code}-${suffix}` }
}

/** Answers for what differs; a tax code is kept as its ten digits, with a branch's three apart. */
export function corrections(before: ProfileTexts, now: ProfileTexts): Answers {
  const changed = keys.filter((key) => now[key] !== before[key])
  const said = changed.map((key): [string, Answer] => [key, answerOf(now[key] ?? '')])
  const code = changed.includes('taxCode') ? codeOf(before['taxCode'] ?? '', now['taxCode'] ?? '') : {}
  return { ...Object.fromEntries(said), ...code }
}

function codeOf(before: string, now: string): Answers {
  const code = checkTaxCode(now)
  if (!('normal' in code)) return {}
  const hadBranch = 'branchSuffix' in checkTaxCode(before)
  return {
    taxCode: answered(code.normal),
    ...((hadBranch || code.branchSuffix !== undefined) && {
      branchSuffix: answered(code.branchSuffix ?? ''),
    }),
  }
}

function answerOf(text: string): Answer {
  if (text === unknown || text.trim() === '') return { kind: 'unknown', reason: 'doesNotKnow' }
  return answered(text.trim())
}
