import * as z from 'zod/mini'
import { isDay } from './day.ts'
import { foldVietnamese } from './fold.ts'
import type { Reorganisation, UnitChange, UnitThing } from './reorganisation.ts'
import { indexUnits, nameOn, withChanges, type Units } from './units.ts'

/** What such a file calls itself; its shape is told in `docs/files.md`. */
const format = 'nhip-cau/reorganisation'
const version = 1

// without the signs that part a line of changes
const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(250), z.regex(/^[^;|=\t\r\n]*$/))
const thing = z.enum(['province', 'commune', 'park', 'organisation'])
const after = z
  .strictObject({ unit: z.optional(words), name: z.optional(words) })
  .check(z.refine(({ unit, name }) => unit !== undefined || name !== undefined))
const about = { thing, note: z.optional(z.string()) }

const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rename'), ...about, unit: words, name: words }),
  z.strictObject({
    kind: z.literal('merge'),
    ...about,
    units: z.array(words).check(z.minLength(1)),
    into: after,
  }),
  z.strictObject({
    kind: z.literal('split'),
    ...about,
    unit: words,
    into: z.array(after).check(z.minLength(2)),
  }),
  z.strictObject({ kind: z.literal('reparent'), ...about, unit: words, parents: z.array(words) }),
])

/** A change as a person writes it: units by code or name. */
export type WrittenChange = z.infer<typeof changeSchema>

const fileSchema = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  on: z.string().check(z.refine(isDay, { abort: true })),
  instrument: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
  changes: z.array(changeSchema).check(z.minLength(1), z.maxLength(2000)),
})
export type ReorganisationFile = z.infer<typeof fileSchema>

export type FileWrong =
  | 'notJson'
  | 'notThisKind'
  | 'newer'
  | 'missing'
  | 'noName'
  | 'extra'
  | 'tooFew'
  | 'notOneOf'
  | 'notADay'
  | 'sign'
  | 'notThisValue'

/** What is wrong in a file, and where: `changes 2 into 1 name`, counted from 1. */
export interface FileMistake {
  readonly at: string
  readonly wrong: FileWrong
  /** What there should be, or should not. */
  readonly about: string
}

/** Reads a file, or names every mistake in it. What its units are is seen when its changes are read. */
export function readReorganisationFile(
  text: string,
): { readonly file: ReorganisationFile } | { readonly mistakes: readonly FileMistake[] } {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, '').normalize('NFC'))
  } catch (error) {
    const [, line = ''] = /line (\d+)/.exec(String(error)) ?? []
    return { mistakes: [{ at: '', wrong: 'notJson', about: line }] }
  }
  const head = json as { readonly format?: unknown; readonly version?: unknown } | null
  if (head?.format !== format) return { mistakes: [{ at: 'format', wrong: 'notThisKind', about: format }] }
  if (typeof head.version === 'number' && head.version > version)
    return { mistakes: [{ at: 'version', wrong: 'newer', about: String(head.version) }] }
  const read = fileSchema.safeParse(json)
  return read.success
    ? { file: read.data }
    : { mistakes: read.error.issues.map((issue) => mistakeOf(issue, json)) }
}

function mistakeOf(issue: z.core.$ZodIssue, json: unknown): FileMistake {
  const { path } = issue
  const at = path.map((step) => (typeof step === 'number' ? step + 1 : String(step))).join(' ')
  const value = path.reduce<unknown>((held, step) => (held as Record<PropertyKey, unknown>)[step], json)
  if (issue.code === 'unrecognized_keys') return { at, wrong: 'extra', about: issue.keys.join(', ') }
  if (issue.code === 'custom' && at !== 'on') return { at, wrong: 'noName', about: '' }
  if (issue.code === 'invalid_union') return { at, wrong: 'notOneOf', about: kinds.join(', ') }
  if (value === undefined) return { at, wrong: 'missing', about: '' }
  if (issue.code === 'invalid_value') return { at, wrong: 'notOneOf', about: issue.values.join(', ') }
  if (issue.code === 'too_small') return { at, wrong: 'tooFew', about: String(issue.minimum) }
  if (at === 'on' && typeof value === 'string') return { at, wrong: 'notADay', about: shown(value) }
  return { at, wrong: issue.code === 'invalid_format' ? 'sign' : 'notThisValue', about: shown(value) }
}

const kinds = ['rename', 'merge', 'split', 'reparent']
const shownLetters = 60

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text
}

/** A reorganisation as a file that reads the same where its units are known: communes by code, others by name. */
export function reorganisationToFile(
  { id, on, instrument, changes }: Reorganisation,
  units: Units,
  noteOf: (change: UnitChange) => string,
): string {
  const others = units.reorganisations.filter((one) => one.id !== id)
  const without = indexUnits(units.known, others)
  const written = changes.map((change, index): WrittenChange => ({
    ...writtenOf(change, callingIn(withChanges(without, on, changes.slice(0, index)), on)),
    note: noteOf(change),
  }))
  const file: ReorganisationFile = { format, version, on, instrument, changes: written }
  return `${JSON.stringify(file, undefined, 2)}\n`
}

type Calling = (thing: UnitThing, id: string) => string

/** What a unit is called by in a file: its code, or its name where no other has the same. */
function callingIn(units: Units, on: string): Calling {
  return (kind, id) => {
    const name = nameOn(units, { thing: kind, id }, on)
    if (kind === 'commune' || kind === 'province' || name === undefined) return id
    const prefix = `${kind}/`
    const same = [...units.traces.keys()].filter(
      (key) =>
        key.startsWith(prefix) &&
        foldVietnamese(nameOn(units, { thing: kind, id: key.slice(prefix.length) }, on) ?? '') ===
          foldVietnamese(name),
    )
    return same.length > 1 || !words.safeParse(name).success ? id : name
  }
}

const parentThings = {
  commune: 'province',
  park: 'commune',
  organisation: 'organisation',
  province: 'province',
} as const satisfies Record<UnitThing, UnitThing>

function writtenOf(change: UnitChange, call: Calling): WrittenChange {
  const { kind, thing: about } = change
  const unitAfter = ({ id, name, begins }: Extract<UnitChange, { kind: 'merge' }>['into']) => {
    const isNamedAlone = begins === true && about !== 'commune' && about !== 'province'
    return isNamedAlone
      ? { name: name ?? id }
      : { unit: call(about, id), ...(name !== undefined && { name }) }
  }
  switch (kind) {
    case 'rename':
      return { kind, thing: about, unit: call(about, change.id), name: change.name }
    case 'merge':
      return {
        kind,
        thing: about,
        units: change.from.map((id) => call(about, id)),
        into: unitAfter(change.into),
      }
    case 'split':
      return { kind, thing: about, unit: call(about, change.from), into: change.into.map(unitAfter) }
    case 'reparent': {
      const parents = change.parentIds.map((id) => call(parentThings[about], id))
      return { kind, thing: about, unit: call(about, change.id), parents }
    }
  }
}
