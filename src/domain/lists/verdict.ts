import type { Duplicate, DuplicateReason, FirmInQuestion } from '#domain/duplicates.ts'
import { foldFirmName } from '#domain/fold.ts'
import type { ListRow, LeftOut, RowFault } from './listRow.ts'
import { proposalOf, type Meaning, type Proposal } from './proposal.ts'

/** What is to become of a row, and why. Nothing is written before a person has looked. */
export type Verdict =
  | { readonly kind: 'new'; readonly row: number; readonly proposal: Proposal; readonly branchOf?: string }
  /** The same tax code. */
  | { readonly kind: 'known'; readonly row: number; readonly proposal: Proposal; readonly firmId: string }
  /** A person says whether it is that firm or another. */
  | {
      readonly kind: 'likely'
      readonly row: number
      readonly proposal: Proposal
      readonly firmId: string
      readonly why: DuplicateReason
    }
  | { readonly kind: 'again'; readonly row: number; readonly proposal: Proposal; readonly earlierRow: number }
  | {
      readonly kind: 'wrong'
      readonly row: number
      readonly name: string
      readonly faults: readonly RowFault[]
    }
  | { readonly kind: 'leftOut'; readonly row: number; readonly why: LeftOut }

export const verdictKinds = ['new', 'known', 'likely', 'again', 'wrong', 'leftOut'] as const
export type VerdictKind = (typeof verdictKinds)[number]

export interface Judging {
  readonly meaning: Meaning
  readonly findDuplicates: (firm: FirmInQuestion) => readonly Duplicate[]
  /** Of a firm that is there: whether it has a tax code of its own that is right. */
  readonly hasValidCode: (firmId: string) => boolean
  /** Where a column stands in a row: «D12». */
  readonly cellOf: (row: number, column: RowFault['column']) => string
}

/** Judges rows one after another; each call goes on where the last one stopped. */
export function createJudge({ meaning, findDuplicates, hasValidCode, cellOf }: Judging) {
  const rowByKey = new Map<string, number>()

  function judge(row: ListRow): Verdict {
    if (row.kind === 'leftOut') return row
    const proposal = proposalOf(row, meaning, (column) => cellOf(row.row, column))
    if (!('fields' in proposal))
      return { kind: 'wrong', row: row.row, name: row.texts.name ?? '', faults: proposal }
    const earlierRow = takeKey(proposal, row.row)
    if (earlierRow !== undefined) return { kind: 'again', row: row.row, proposal, earlierRow }
    return judgeAgainstKnown(row.row, proposal)
  }

  function judgeAgainstKnown(row: number, proposal: Proposal): Verdict {
    const { name, parkId, code, isCodeValid } = proposal
    const taxCode = code === undefined ? undefined : code.normal + (code.branchSuffix ?? '')
    const [first] = findDuplicates({ name, parkId, taxCode }).filter(
      // two right codes are two firms, whatever they are called
      ({ id, why }) => why === 'taxCode' || why === 'branch' || !(isCodeValid && hasValidCode(id)),
    )
    if (first === undefined) return { kind: 'new', row, proposal }
    if (first.why === 'taxCode') return { kind: 'known', row, proposal, firmId: first.id }
    if (first.why === 'branch') return { kind: 'new', row, proposal, branchOf: first.id }
    return { kind: 'likely', row, proposal, firmId: first.id, why: first.why }
  }

  /** The row that gave the same firm before. */
  function takeKey({ name, parkId, code }: Proposal, row: number): number | undefined {
    const key =
      code === undefined
        ? `${foldFirmName(name)}|${parkId ?? ''}`
        : `${code.normal}-${code.branchSuffix ?? ''}`
    const earlier = rowByKey.get(key)
    if (earlier === undefined) rowByKey.set(key, row)
    return earlier
  }

  return judge
}
