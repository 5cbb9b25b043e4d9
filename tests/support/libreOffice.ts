import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A cell as LibreOffice opened it. */
export interface OpenedCell {
  /** `float`, `percentage`, `date`, `string`; undefined of an empty one. */
  readonly kind: string | undefined
  /** As it is shown to a Vietnamese reader. */
  readonly text: string
  readonly formula: string | undefined
  /** Columns and rows that it spans. */
  readonly spans: readonly [number, number]
}

export const hasLibreOffice = spawnSync('soffice', ['--version']).status === 0

/** Opens workbooks in LibreOffice; by name the rows of the first sheet. */
export function openInLibreOffice(
  files: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, readonly (readonly OpenedCell[])[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-cau-libreoffice-'))
  try {
    const profile = join(folder, 'profile')
    mkdirSync(join(profile, 'user'), { recursive: true })
    writeFileSync(join(profile, 'user', 'registrymodifications.xcu'), vietnameseReader)
    const names = [...files.keys()].map((name) => join(folder, `${name}.xlsx`))
    for (const [name, bytes] of files) writeFileSync(join(folder, `${name}.xlsx`), bytes)
    const run = spawnSync(
      'soffice',
      [
        `-env:UserInstallation=file://${profile}`,
        '--headless',
        '--convert-to',
        'fods',
        '--outdir',
        folder,
        ...names,
      ],
      { encoding: 'utf8' },
    )
    if (run.status !== 0) throw new Error(`LibreOffice failed: ${run.stderr}`)
    return new Map(
      [...files.keys()].map((name) => [name, rowsOf(readFileSync(join(folder, `${name}.fods`), 'utf8'))]),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const vietnameseReader = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item>
</oor:items>`

function rowsOf(xml: string): OpenedCell[][] {
  const page = new DOMParser().parseFromString(xml, 'text/xml')
  const table = page.getElementsByTagName('table:table')[0]!
  return [...table.getElementsByTagName('table:table-row')].map((row) =>
    [...row.children].flatMap((cell) => {
      const said = (name: string) => cell.getAttribute(name) ?? undefined
      const count = (name: string) => Number(said(`table:number-${name}`) ?? 1)
      const opened: OpenedCell = {
        kind: said('office:value-type'),
        text: [...cell.getElementsByTagName('text:p')].map((words) => words.textContent).join('\n'),
        formula: said('table:formula'),
        spans: [count('columns-spanned'), count('rows-spanned')],
      }
      // the empty rest of a row is told as one cell a thousand columns wide
      return Array.from({ length: Math.min(count('columns-repeated'), 100) }, () => opened)
    }),
  )
}
