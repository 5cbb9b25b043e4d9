import type { ListSheet } from '#domain/lists/legacyColumns.ts'
import type { Choices } from '#domain/lists/choices.ts'
import type { Verdict, VerdictKind } from '#domain/lists/verdict.ts'
import { refuse, type Result } from '#domain/result.ts'
import type { Device } from '#device/device.ts'
import { firmViewOf } from '#device/firmView.ts'
import { readFirmViews } from '#device/view.ts'
import { readImports, type Import } from './imports.ts'
import { judgeList, samenessOf, type JudgedList } from './judgedList.ts'
import { readKnownFirms, type KnownFirms } from './knownFirms.ts'
import { importIdOf } from './listIds.ts'
import { summaryOf, type ListSummary } from './listSummary.ts'
import {
  openFile,
  readSheet,
  type FileReader,
  type OpenedFile,
  type ReadSheet,
  type Unreadable,
} from './openedList.ts'
import { chooseRows, differing, takeList, type Taken } from './takeList.ts'

/** A row as the preview shows it. */
export interface ShownRow {
  readonly verdict: Verdict
  /** Of the firm it is, or may be. */
  readonly otherName?: string
  /** What would be set. */
  readonly changes: readonly { readonly key: string; readonly value: string }[]
}

export type Progress = (
  step: 'reading' | 'judging' | 'taking' | 'looking' | 'undoing',
  done: number,
  of: number,
) => void

export type Previewed = ListSummary | Unreadable

/**
 * A file on its way in: read, judged and shown as often as a person says otherwise, and nothing is written before
 * `take`. It lives where the file was opened and is asked from the screen.
 */
export interface ListSession {
  readonly open: (fileName: string, bytes: Uint8Array<ArrayBuffer>) => Promise<Previewed>
  readonly choose: (choices: Choices) => Promise<Previewed>
  readonly rows: (kind: VerdictKind, from: number, count: number) => Promise<readonly ShownRow[]>
  readonly take: () => Promise<Result<Taken>>
}

interface Standing {
  readonly fileName: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly choices: Choices
  readonly opened: OpenedFile
  readonly sheet: ListSheet
  readonly earlier: Import | undefined
  readonly read: ReadSheet
  readonly importId: string
  readonly known: KnownFirms
  readonly judged: JudgedList
}

export function createListSession(device: Device, reader: FileReader, onProgress: Progress): ListSession {
  let standing: Standing | undefined

  async function judge(
    file: Pick<Standing, 'fileName' | 'bytes'>,
    choices: Choices,
    before?: Standing,
  ): Promise<Previewed> {
    const stood = await standOf(device, reader, onProgress, file, choices, before)
    if (typeof stood === 'string') return stood
    standing = stood
    return summaryOf(stood)
  }

  return {
    open: (fileName, bytes) => judge({ fileName, bytes }, {}),
    choose: async (choices) => (standing === undefined ? 'notAList' : judge(standing, choices, standing)),
    rows: async (kind, from, count) => {
      if (standing === undefined) return []
      const ofKind = standing.judged.verdicts.filter((verdict) => verdict.kind === kind)
      return showRows(device, standing, ofKind.slice(from, from + count))
    },
    take: async () => {
      if (standing === undefined) return refuse('notSaved')
      const { judged, choices, importId, fileName } = standing
      const chosen = chooseRows(judged.verdicts, choices)
      const rows = judged.verdicts.length - judged.counts.leftOut
      return takeList(device, { importId, fileName, rows }, chosen, choices.policy ?? 'fill', (done, of) =>
        onProgress('taking', done, of),
      )
    },
  }
}

/** The sheet with the most rows is the list; others hold notes. */
function fullest({ sheets }: OpenedFile): number {
  const lengths = sheets.map(({ rows }) => rows.length)
  return lengths.indexOf(Math.max(...lengths))
}

async function showRows(device: Device, from: Standing, verdicts: readonly Verdict[]): Promise<ShownRow[]> {
  const ids = verdicts.map((verdict) => ('firmId' in verdict ? verdict.firmId : ''))
  const views = await readFirmViews(device, ids)
  return verdicts.map((verdict, index) => {
    const otherId =
      'firmId' in verdict ? verdict.firmId : 'branchOf' in verdict ? verdict.branchOf : undefined
    const view = firmViewOf(ids[index]!, views[index]!, device.identity.personId)
    const isOne = verdict.kind === 'known' || samenessOf(from.choices, verdict.row) === 'same'
    const fields =
      view !== undefined && isOne && 'proposal' in verdict
        ? differing(view, verdict.proposal, from.choices.policy ?? 'fill')
        : []
    return {
      verdict,
      ...(otherId !== undefined && { otherName: from.known.nameOf(otherId) }),
      changes: fields.map(([key, value]) => ({ key, value })),
    }
  })
}

/** Reads and judges a file, or says why it can't. */
async function standOf(
  device: Device,
  reader: FileReader,
  onProgress: Progress,
  { fileName, bytes }: Pick<Standing, 'fileName' | 'bytes'>,
  choices: Choices,
  before?: Standing,
): Promise<Standing | Unreadable> {
  const isSameText =
    before?.choices.encoding === choices.encoding && before?.choices.separator === choices.separator
  onProgress('reading', 0, 1)
  const opened = isSameText && before !== undefined ? before.opened : await openFile(reader, bytes, choices)
  if (typeof opened === 'string') return opened
  const sheet = opened.sheets[choices.sheet ?? fullest(opened)]
  if (sheet === undefined) return 'empty'
  const read = readSheet(sheet, choices)
  const imports = await readImports(device)
  const importId = await importIdOf(device, bytes, opened.sheets.indexOf(sheet), imports)
  const known = before?.known ?? (await readKnownFirms(device))
  const judged = await judgeList(device, read, choices, known, importId, (done, of) =>
    onProgress('judging', done, of),
  )
  const earlier = imports.find((one) => one.importId === importId)
  return { fileName, bytes, choices, opened, sheet, read, importId, known, judged, earlier }
}
