import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answers } from '#domain/answers.ts'

const bodyBytes = 700
const aroundAnswers = 190

interface SeedVisit {
  readonly revisions: readonly { readonly answers: Answers }[]
}

/** Answers of the sample's visits, each cut to what makes a body of about 700 bytes. */
export function readAnswerTemplates(seedsDir: string): Answers[] {
  return readAll(seedsDir)
    .filter((answers) => sizeOf(answers) >= bodyBytes - aroundAnswers)
    .map(cut)
}

function cut(answers: Answers): Answers {
  let rest = Object.entries(answers)
  while (rest.length > 1 && sizeOf(Object.fromEntries(rest)) > bodyBytes - aroundAnswers)
    rest = rest.slice(0, -1)
  return Object.fromEntries(rest)
}

function sizeOf(answers: Answers): number {
  return Buffer.byteLength(JSON.stringify(answers))
}

/** One visit in which as much was said as in any. */
export function readFullAnswers(seedsDir: string): Answers {
  return readAll(seedsDir).reduce((most, answers) => (sizeOf(answers) > sizeOf(most) ? answers : most))
}

function readAll(seedsDir: string): Answers[] {
  const folder = join(seedsDir, 'visits')
  const visits = readdirSync(folder)
    .sort()
    .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as SeedVisit[])
  return visits.flatMap(({ revisions }) => revisions.map(({ answers }) => answers))
}
