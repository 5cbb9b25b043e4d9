import { foldVietnamese } from './fold.ts'
import type { UnitChange, UnitThing } from './reorganisation.ts'
import { nameOn, unitsOn, type Units } from './units.ts'
import { isLivingOn } from './unitTraces.ts'

/** A line of a list of changes, and what is meant by it or why nothing can be. */
export type ReadLine = { readonly line: number; readonly text: string } & Found

export type LineProblem =
  | 'verb'
  | 'thing'
  | 'unitUnknown'
  | 'unitTwice'
  | 'unitEnded'
  | 'nameMissing'
  | 'resultMissing'
  | 'partsMissing'

/** What a line is read against. */
export interface LineGround {
  /** Units as they are once changes are added to all there are. */
  readonly unitsWith: (changes: readonly UnitChange[]) => Units
  /** The day of the changes, yyyy-mm-dd. */
  readonly on: string
  readonly makeId: () => string
}

/**
 * Reads lines such as `nhập; xã; 99104 | 99105; 99104; Xã Vịnh Lúa`: what is done, to what kind of unit, which units,
 * what comes of it, the new name. Units are named by code or name; several stand between bars; a part of a split may
 * be followed by `= its name`. A line sees what the lines above it did.
 */
export function readLines(text: string, ground: LineGround): readonly ReadLine[] {
  const read: ReadLine[] = []
  const changes: UnitChange[] = []
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.normalize('NFC').trim()
    if (line === '' || line.startsWith('#')) continue
    const found = readLine(line, ground, ground.unitsWith(changes))
    if ('change' in found) changes.push(found.change)
    read.push({ line: index + 1, text: line, ...found })
  }
  return read
}

interface Wrong {
  readonly wrong: LineProblem
  readonly about: string
}

type Found = { readonly change: UnitChange } | Wrong

const verbs = byFolded<UnitChange['kind']>({
  'doi ten': 'rename',
  rename: 'rename',
  nhap: 'merge',
  'nhap vao': 'merge',
  'merge into': 'merge',
  'sap nhap': 'merge',
  'hop nhat': 'merge',
  merge: 'merge',
  tach: 'split',
  'tach ra': 'split',
  chia: 'split',
  split: 'split',
  'chuyen cap tren': 'reparent',
  chuyen: 'reparent',
  reparent: 'reparent',
  'move under another': 'reparent',
})

const things = byFolded<UnitThing>({
  xa: 'commune',
  phuong: 'commune',
  'xa phuong': 'commune',
  commune: 'commune',
  'commune ward': 'commune',
  tinh: 'province',
  'tinh thanh pho': 'province',
  province: 'province',
  'province city': 'province',
  khu: 'park',
  cum: 'park',
  'khu cum': 'park',
  park: 'park',
  'park cluster': 'park',
  'to chuc': 'organisation',
  organisation: 'organisation',
})

function byFolded<Meant>(words: Readonly<Record<string, Meant>>): ReadonlyMap<string, Meant> {
  return new Map(Object.entries(words).map(([word, meant]) => [foldVietnamese(word), meant]))
}

const parentThings: Readonly<Record<UnitThing, UnitThing>> = {
  commune: 'province',
  park: 'commune',
  organisation: 'organisation',
  province: 'province',
}

function readLine(line: string, ground: LineGround, units: Units): Found {
  const [verb = '', thingText = '', fromText = '', intoText = '', name = ''] = line
    .split(/[;\t]/)
    .map((cell) => cell.trim())
  const kind = verbs.get(foldVietnamese(verb))
  const thing = things.get(foldVietnamese(thingText))
  if (kind === undefined) return wrong('verb', verb)
  if (thing === undefined) return wrong('thing', thingText)
  const find = (text: string) => findUnit(units, thing, text, ground.on)
  const from = allFound(parts(fromText).map(find))
  if ('wrong' in from) return from
  const [id] = from.ids
  if (id === undefined) return wrong('unitUnknown', fromText)
  if (kind === 'rename')
    return name === '' ? wrong('nameMissing', fromText) : { change: { kind, thing, id, name } }
  if (kind === 'reparent') {
    const above = parentThings[thing]
    const parents = allFound(parts(intoText).map((text) => findUnit(units, above, text, ground.on)))
    return 'wrong' in parents ? parents : { change: { kind, thing, id, parentIds: [...parents.ids] } }
  }
  const into: UnitAfter[] = []
  for (const text of parts(intoText)) {
    const read = readAfter(text, kind === 'merge' ? name : '', { find, thing, ground })
    if ('wrong' in read) return read
    into.push(read.after)
  }
  const [only] = into
  if (only === undefined) return wrong('resultMissing', fromText)
  if (kind === 'merge') return { change: { kind, thing, from: [...from.ids], into: only } }
  return into.length < 2 ? wrong('partsMissing', intoText) : { change: { kind, thing, from: id, into } }
}

function wrong(problem: LineProblem, about: string): Wrong {
  return { wrong: problem, about }
}

type UnitAfter = Extract<UnitChange, { kind: 'merge' }>['into']

interface Around {
  readonly find: (text: string) => FoundUnit
  readonly thing: UnitThing
  readonly ground: LineGround
}

/** One that is there goes on; another begins, and needs a name. */
function readAfter(
  text: string,
  nameBeside: string,
  { find, thing, ground }: Around,
): { readonly after: UnitAfter } | Wrong {
  const [code = '', ...rest] = text.split('=').map((one) => one.trim())
  const name = rest.join('=') || nameBeside
  const found = find(code)
  if ('id' in found) return { after: { id: found.id, ...(name !== '' && { name }) } }
  if (found.wrong === 'unitTwice') return found
  // communes and provinces have official codes, other units are known by their names
  if (thing === 'commune' || thing === 'province') {
    const isGood = /^\d{2,5}$/.test(code) && name !== ''
    return isGood ? { after: { id: code, name, begins: true } } : wrong('nameMissing', code)
  }
  return { after: { id: ground.makeId(), name: name || code, begins: true } }
}

type FoundUnit = { readonly id: string } | Wrong

function findUnit(units: Units, thing: UnitThing, text: string, on: string): FoundUnit {
  if (units.traces.has(`${thing}/${text}`))
    return isLivingOn(units.traces, thing, text, on) ? { id: text } : wrong('unitEnded', text)
  const wanted = foldVietnamese(text)
  const found = unitsOn(units, thing, on).filter(
    (id) => wanted !== '' && foldVietnamese(nameOn(units, { thing, id }, on) ?? '') === wanted,
  )
  const [id] = found
  if (id === undefined) return wrong('unitUnknown', text)
  return found.length > 1 ? wrong('unitTwice', text) : { id }
}

function allFound(found: readonly FoundUnit[]): { readonly ids: readonly string[] } | Wrong {
  const lost = found.find((one) => 'wrong' in one)
  return lost ?? { ids: found.flatMap((one) => ('id' in one ? one.id : [])) }
}

/** Between bars; codes also between commas. */
function parts(text: string): readonly string[] {
  const separator = /^[\d\s,]+$/.test(text) ? ',' : '|'
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
