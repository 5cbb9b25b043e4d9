import { foldPlace, placesByName, type Meaning } from '#domain/lists/proposal.ts'
import { cellName } from '#domain/lists/cell.ts'
import type { Choices, Sameness } from '#domain/lists/choices.ts'
import { readRows } from '#domain/lists/listRow.ts'
import { createJudge, verdictKinds, type Verdict, type VerdictKind } from '#domain/lists/verdict.ts'
import type { Device } from '#device/device.ts'
import { readReference } from '#device/people.ts'
import { firmIdOf } from './listIds.ts'
import type { KnownFirms } from './knownFirms.ts'
import type { ReadSheet } from './openedList.ts'

/** A list with a verdict for each row. */
export interface JudgedList {
  readonly verdicts: readonly Verdict[]
  readonly counts: Readonly<Record<VerdictKind, number>>
  /** Names of parks that mean none here, and how many rows say so. */
  readonly unknownParks: readonly { readonly text: string; readonly key: string; readonly rows: number }[]
  readonly shortCodes: number
}

const rowsAtOnce = 500

/** Judges every row, some at a time: `onProgress` hears how many are done. */
export async function judgeList(
  device: Device,
  { sheet, keys, from }: ReadSheet,
  choices: Choices,
  known: KnownFirms,
  importId: string,
  onProgress: (done: number, of: number) => void,
): Promise<JudgedList> {
  const rows = readRows(sheet, from, keys)
  const judge = createJudge({
    meaning: await meaningOf(device, choices),
    findDuplicates: known.findDuplicates,
    hasValidCode: known.hasValidCode,
    cellOf: (row, column) => cellName(row, Math.max(0, keys.indexOf(column))),
  })
  const verdicts: Verdict[] = []
  const parks = new Map<string, { text: string; key: string; rows: number }>()
  for (const [index, row] of rows.entries()) {
    const verdict = judge(row)
    verdicts.push(withOwnRow(verdict, importId, known))
    if (row.kind === 'firm' && 'proposal' in verdict && verdict.proposal.notes.includes('parkUnknown')) {
      const text = row.texts.park ?? ''
      const key = foldPlace(text)
      parks.set(key, { text, key, rows: (parks.get(key)?.rows ?? 0) + 1 })
    }
    if (index % rowsAtOnce === rowsAtOnce - 1) {
      onProgress(index + 1, rows.length)
      await pause()
    }
  }
  const counts = Object.fromEntries(verdictKinds.map((kind) => [kind, 0])) as Record<VerdictKind, number>
  for (const { kind } of verdicts) counts[kind] += 1
  const shortCodes = verdicts.filter((one) => 'proposal' in one && one.proposal.padded !== undefined).length
  return { verdicts, counts, unknownParks: [...parks.values()].slice(0, mostParks), shortCodes }
}

const mostParks = 50

/** A row that was taken in before is that firm, whatever it is called by now. */
function withOwnRow(verdict: Verdict, importId: string, { knownAs }: KnownFirms): Verdict {
  if (verdict.kind !== 'new' && verdict.kind !== 'likely') return verdict
  const firmId = knownAs(firmIdOf(importId, verdict.row))
  return firmId === undefined
    ? verdict
    : { kind: 'known', row: verdict.row, proposal: verdict.proposal, firmId }
}

async function meaningOf(device: Device, choices: Choices): Promise<Meaning> {
  const { parks, communes } = await readReference(device)
  return {
    parks: placesByName(
      [...parks.values()].map(({ id, name, formerNames }) => ({ id, names: [...formerNames, name] })),
    ),
    communes: placesByName(communes.map(({ id, names }) => ({ id, names: names.map(({ name }) => name) }))),
    parkByText: choices.parkByText ?? {},
    parkOfList: choices.parkOfList === '' ? undefined : choices.parkOfList,
    padsCodes: choices.padsCodes ?? false,
  }
}

/** What a person said of a likely double; undefined while nobody has. */
export function samenessOf({ likely, likelyByRow }: Choices, row: number): Sameness | undefined {
  return likelyByRow?.[row] ?? likely
}

/** Lets whatever else this thread has to do come in between. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
