import { expect, it } from 'vitest'
import type { Answer } from '#domain/answers.ts'
import { barringFindings, checkAnswers } from '#domain/checks.ts'
import { conflictingSameDay } from '#domain/compareVisits.ts'
import { answersToDraft } from '#domain/draft.ts'
import { findDuplicates, indexDirectory } from '#domain/duplicates.ts'
import { foldFacts } from '#domain/facts.ts'
import { fitsField } from '#domain/facts/fitsField.ts'
import { fieldOf, isFieldKey } from '#domain/fields.ts'
import { firmStateOf } from '#domain/firmState.ts'
import { guessLegalForm } from '#domain/legalForm.ts'
import { findPersonalData } from '#domain/personalData.ts'
import { missingQuestions } from '#domain/questionnaire.ts'
import type { QuestionnaireContext } from '#domain/questionnaire/question.ts'
import type { DirectoryRecord } from '#domain/records.ts'
import { builtInRuleSet, surveyLimitsOf } from '#domain/ruleSet.ts'
import { checkTaxCode } from '#domain/taxCode.ts'
import { decideTrack } from '#domain/track.ts'
import { firmNamed, personNamed, sample, type SampleRevision, type SampleVisit } from './sample.ts'
import { sampleRecords, statuses, visitsOf } from './sampleRecords.ts'
import { firmViews, today } from './sampleFirms.ts'

const limits = surveyLimitsOf(builtInRuleSet)
const parkOf = (firmId: string) => {
  const firm = sample.firms.find(({ id }) => id === firmId)!
  return { firm, park: sample.parks.find(({ id }) => id === firm.fields['parkId'])! }
}
const revisions = sample.visits.flatMap((visit) => visit.revisions.map((revision) => ({ visit, revision })))

function contextOf({ firmId, occurredAt }: SampleVisit): QuestionnaireContext {
  const before = visitsOf(firmId).filter((other) => other.revisions[0]!.body.occurredAt < occurredAt)
  const { firm, park } = parkOf(firmId)
  return {
    firstVisit: !before.some(({ revisions: [first] }) => textOf(first!.body.answers['outcome']).startsWith('met')),
    day: occurredAt.slice(0, 10),
    facts: foldFacts(before, { include: 'approved' }),
    profile: { ownershipGroup: firm.fields['ownershipGroup'] as never, unitKind: firm.fields['unitKind'] as never },
    park: { isKey: park['isKey'] === true },
    unit: sample.unit,
    limits,
    shortForm: false,
  }
}

function textOf(answer: Answer | undefined): string {
  return answer?.kind === 'value' && typeof answer.value === 'string' ? answer.value : ''
}

it('every deed of the sample applies, none is held or merged', () => {
  expect(statuses.filter((status) => status !== 'applied')).toEqual([])
})

it('every id is a version 7 UUID of a past day, and no two deeds share one', () => {
  const text = JSON.stringify(sample)
  const deeds = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id!)
  expect(new Set(deeds).size).toBe(deeds.length)
  for (const [id] of text.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}/g)) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBeLessThan(Date.parse(`${today}T23:59:59+07:00`))
  }
})

it('whoever and whatever is named exists', () => {
  const people = new Set(sample.people.map(({ id }) => id))
  const firms = new Set(sample.firms.map(({ id }) => id))
  const communes = new Set(sample.communes.map(({ id }) => id))
  const text = JSON.stringify(sample)
  for (const [, id] of text.matchAll(/"(?:by|author|assignee|personId)":"([^"]+)"/g)) expect(people).toContain(id)
  for (const [, id] of text.matchAll(/"firmId":"([^"]+)"/g)) expect(firms).toContain(id)
  for (const [, id] of text.matchAll(/"(?:siteCommuneId|hqCommuneId)":"([^"]+)"/g)) expect(communes).toContain(id)
  for (const { fields } of sample.firms) expect(sample.parks.map(({ id }) => id)).toContain(fields['parkId'])
  for (const { firmIds } of sample.organisations) for (const id of firmIds) expect(firms).toContain(id)
})

it('every answer and every field of a firm is one of the data dictionary, with a value that fits', () => {
  const said = [
    ...revisions.flatMap(({ revision }) => Object.entries(revision.answers)),
    ...sample.firms.flatMap(({ fields }) =>
      Object.entries(fields).map(([key, value]) => [key, { kind: 'value', value } as Answer] as const),
    ),
  ]
  for (const [key, answer] of said) {
    expect(isFieldKey(key) && fitsField(key, answer), `${key}: ${JSON.stringify(answer)}`).toBe(true)
    const codes = fieldOf(key)!.codes
    if (codes === undefined || answer.kind !== 'value') continue
    const value = answer.value
    const used = typeof value === 'string' ? [value] : Array.isArray(value) ? value : Object.keys(value)
    for (const code of used) expect(codes, key).toContain(code)
  }
})

it('every visit is complete by the form, and nothing bars it', () => {
  for (const { visit, revision } of revisions) {
    const context = contextOf(visit)
    const missing = missingQuestions(answersToDraft(revision.answers), context).map(({ id }) => id)
    expect(missing, visit.occurredAt).toEqual([])
    expect(barring(visit, revision, context), visit.occurredAt).toEqual([])
  }
})

function barring(visit: SampleVisit, revision: SampleRevision, { facts }: QuestionnaireContext) {
  const nowMs = Date.parse(revision.submittedAt)
  const input = { answers: revision.answers, before: facts, occurredAt: visit.occurredAt, nowMs, limits }
  return barringFindings(checkAnswers(input), revision.explanations ?? {})
}

it('no text of a visit names a person or a number of one', () => {
  for (const { revision } of revisions) {
    const texts = [textOf(revision.answers['notes']), textOf(revision.answers['request'])]
    for (const text of [...texts, revision.decision?.reason ?? '']) expect(findPersonalData(text)).toEqual([])
  }
})

it('every tax code begins with 99, is valid and belongs to one firm; one firm has none', () => {
  const codes = sample.firms.flatMap(({ fields }) => (fields['taxCode'] === undefined ? [] : [String(fields['taxCode'])]))
  for (const code of codes) {
    expect(code).toMatch(/^99/)
    expect(checkTaxCode(code).kind).toBe('valid')
  }
  expect([codes.length, new Set(codes).size]).toEqual([39, 39])
})

it('no firm is taken for a double of another', () => {
  const directory = sample.firms.map(
    ({ id, fields }): DirectoryRecord => ({
      id,
      name: String(fields['name']),
      formerNames: (fields['formerNames'] as string[] | undefined) ?? [],
      parkId: String(fields['parkId']),
      ...(fields['taxCode'] !== undefined && { taxCode: String(fields['taxCode']) }),
    }),
  )
  const index = indexDirectory(directory)
  expect(directory.flatMap((firm) => findDuplicates(firm, index))).toEqual([])
})

it('every legal form is the one that the name speaks of', () => {
  for (const { fields } of sample.firms) expect(guessLegalForm(String(fields['name']))).toBe(fields['legalForm'])
})

it('5 communes lie in one province, one became a ward in 2026 under its code, one park lies in two', () => {
  expect(new Set(sample.communes.map(({ provinceCode }) => provinceCode)).size).toBe(1)
  expect(sample.communes).toHaveLength(5)
  const changed = sample.communes.find(({ names }) => names.at(-1)?.from.startsWith('2026'))
  expect(changed?.names.map(({ name }) => name)).toEqual(['Xã Bến Sương (mẫu)', 'Phường Bến Sương (mẫu)'])
  expect(sample.parks.filter((park) => (park['communeIds'] as string[]).length === 2)).toHaveLength(1)
})

it('a group of four has a leader, and a supervisor and an administrator stand outside it', () => {
  const group = sample.people.filter(({ workingGroupId }) => workingGroupId === sample.workingGroup.id)
  expect(group.map(({ username }) => username)).toEqual(['an', 'binh', 'chi', 'dung'])
  expect(sample.people.filter(({ leads }) => leads !== undefined).map(({ username }) => username)).toEqual(['an'])
  expect(personNamed('chi').displayName).toBe('Chi (Trần Lan Chi)')
  expect([personNamed('minh').roles, personNamed('quantri').roles]).toEqual([['supervisor'], ['administrator']])
})

it('every author was assigned to the firm, or a helper there, before the visit', () => {
  for (const visit of sample.visits) {
    const before = sample.assignments.filter(({ firmId, at }) => firmId === visit.firmId && at < visit.occurredAt)
    const allowed = before.flatMap((row) => [row['personId'], ...((row['helperIds'] as string[] | undefined) ?? [])])
    expect(allowed, visit.id).toContain(visit.author)
  }
})

it('binh has the 12 firms of KCN Sông Xanh with a day for each, and two firms wait for somebody', () => {
  const standing = sampleRecords.assignments.map(({ firmId, entries }) => ({ firmId, body: entries.at(-1)!.body }))
  const binh = standing.filter(({ body }) => body['personId'] === personNamed('binh').id)
  expect(binh).toHaveLength(12)
  expect(new Set(binh.map(({ firmId }) => parkOf(firmId!).park['name']))).toEqual(new Set(['KCN Sông Xanh (mẫu)']))
  expect(binh.every(({ body }) => typeof body['dueOn'] === 'string')).toBe(true)
  expect(standing.filter(({ body }) => body['personId'] === null)).toHaveLength(2)
})

it('13 visits wait for review, one is returned to binh with a sentence and marked fields, one is void', () => {
  const inState = (state: string) => sampleRecords.visits.filter((visit) => visit.state === state)
  expect([inState('approved').length, inState('submitted').length, inState('void').length]).toEqual([93, 13, 1])
  const [returned, ...others] = inState('returned')
  expect(others).toEqual([])
  expect(returned?.personId).toBe(personNamed('binh').id)
  expect(returned?.decisions.at(-1)?.fields).toEqual(['unionMembers', 'membersOfficial', 'membersProbationary'])
  expect(returned?.decisions.at(-1)?.reason).not.toBe('')
})

it('two people saw one firm on the same day and heard different numbers', () => {
  const shoes = firmNamed('Giày Sen 5').id
  const contradictions = sample.firms.flatMap(({ id }) => conflictingSameDay(visitsOf(id)))
  expect(new Set(contradictions.map(({ firmId }) => firmId))).toEqual(new Set([shoes]))
  const workers = contradictions.find(({ key }) => key === 'headcountTotal')
  expect(workers?.said.map(({ value }) => value)).toEqual([1250, 1180])
})

it('a visit that waits would make a firm ready for a cell', () => {
  const firm = firmViews.find((view) => view.firm.id === firmNamed('Giấy Lau 5').id)!
  const facts = foldFacts(visitsOf(firm.firm.id), { include: { approvedAndOwnOf: personNamed('dung').id } })
  const input = { firm: firm.firm, facts, surveyed: true, ruleSet: builtInRuleSet, organisations: [] }
  expect([firm.row, decideTrack(firmStateOf(input), builtInRuleSet).row]).toEqual(['D6p', 'D4'])
})
