import { checkWords } from '#app/messages/checkLabels.ts'
import { m } from '#app/messages/compiled/messages.js'
import { getLocale } from '#app/messages/compiled/runtime.js'
import { sourceLabel } from '#app/messages/labels.ts'
import type { Tone } from '#app/ui/Badge.tsx'
import { formatDate, formatNumber, formatPercent } from '#app/ui/format.ts'
import { personName } from '#device/people.ts'
import type { Finding } from '#domain/checks.ts'
import type { Contradiction } from '#domain/compareVisits.ts'
import type { ReviewFlag } from '#domain/reviewFlags.ts'
import { fieldLabel } from '#app/messages/fieldLabels.ts'
import type { Around } from './valueWords.ts'

/** A flag in a sentence, for the visit. */
export function flagWords(flag: ReviewFlag, around: Around): string {
  if (flag.kind === 'finding') return findingWords(flag.finding, around)
  if (flag.kind === 'contradiction') return contradictionWords(flag.contradiction, around)
  return flag.kind === 'unlikePeers' ? m.flag_unlikePeers(peerWords(flag)) : simpleWords[flag.kind]()
}

/** The same in two or three words, for the list. */
export function shortFlagWords(flag: ReviewFlag): string {
  if (flag.kind !== 'finding') return shortWords[flag.kind]()
  const { check, at, parameters = {} } = flag.finding
  return shortFindings[check]?.(shown(parameters)) ?? m.flagShort_other({ field: fieldLabel(at) })
}

/** What a new firm, another assignment or a refusal tells is information, not a doubt. */
export function flagTone(flag: ReviewFlag): Tone {
  if (flag.kind === 'newFirm' || flag.kind === 'reassigned') return 'info'
  return flag.kind === 'refused' ? 'neutral' : 'warn'
}

/** Fields that flags are about, for the table and the return. */
export function flaggedFields(flags: readonly ReviewFlag[]): ReadonlySet<string> {
  return new Set(
    flags.flatMap((flag) => {
      if (flag.kind === 'finding') return [flag.finding.at]
      if (flag.kind === 'unlikePeers') return ['membersOfficial']
      return flag.kind === 'contradiction' ? [flag.contradiction.key] : []
    }),
  )
}

/** As told to the reviewer: the form's own words ask the surveyor back. */
function findingWords(finding: Finding, { unitKind }: Around): string {
  const { check, at, parameters = {} } = finding
  const words = shown(parameters)
  switch (check) {
    case 'headcountUp':
      return m.flag_headcountUp(words as never)
    case 'headcountDown':
      return m.flag_headcountDown(words as never)
    case 'headcountFromNone':
      return m.flag_headcountFromNone(words as never)
    case 'timeInFuture':
      return m.flag_timeInFuture()
    case 'membersChangedByLesser': {
      const source = (name: string) => sourceLabel(String(parameters[name] ?? ''), unitKind)
      const who = {
        saidBy: source('saidBy'),
        saidBefore: source('saidBefore'),
        field: fieldLabel(at, unitKind),
      }
      return m.flag_membersChangedByLesser({ ...words, ...who } as never)
    }
    default:
      return checkWords(finding)
  }
}

function contradictionWords({ key, day, said }: Contradiction, { reference, unitKind }: Around): string {
  const each = said.map(({ personId, value }) =>
    m.flag_saidOne({
      person: reference === undefined ? '—' : personName(reference, personId),
      value: formatNumber(value, getLocale()),
    }),
  )
  return m.flag_contradiction({
    field: fieldLabel(key, unitKind),
    date: formatDate(day, getLocale()),
    said: each.join(', '),
  })
}

function peerWords({ share, usual }: { readonly share: number; readonly usual: number }) {
  return { share: formatPercent(share, getLocale()), usual: formatPercent(usual, getLocale()) }
}

type Shown = Readonly<Record<string, string>>

function shown(parameters: Readonly<Record<string, string | number>>): Shown {
  const word = (name: string, value: string | number): string => {
    if (name === 'percent') return formatPercent(Number(value) / 100, getLocale())
    if (typeof value === 'number') return formatNumber(value, getLocale())
    return name === 'on' ? formatDate(value, getLocale()) : value
  }
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, word(name, value)]))
}

const simpleWords = {
  clockFarOff: m.flag_clockFarOff,
  tooFast: m.flag_tooFast,
  diverged: m.flag_diverged,
  reassigned: m.flag_reassigned,
  newFirm: m.flag_newFirm,
  refused: m.flag_refused,
} as const

const shortWords = {
  contradiction: m.flagShort_contradiction,
  unlikePeers: m.flagShort_unlikePeers,
  clockFarOff: m.flagShort_time,
  tooFast: m.flagShort_tooFast,
  diverged: m.flagShort_diverged,
  reassigned: m.flagShort_reassigned,
  newFirm: m.flagShort_newFirm,
  refused: m.flagShort_refused,
} as const

const shortFindings: Readonly<Record<string, (words: Shown) => string>> = {
  headcountUp: (words) => m.flagShort_headcountUp(words as never),
  headcountDown: (words) => m.flagShort_headcountDown(words as never),
  headcountFromNone: (words) => m.flagShort_headcount(words as never),
  membersChangedByLesser: (words) => m.flagShort_members(words as never),
  cellTooSmall: (words) => m.flagShort_cellTooSmall(words as never),
  noteNames: () => m.flagShort_noteNames(),
  timeInFuture: () => m.flagShort_time(),
}
