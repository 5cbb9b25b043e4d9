import { readReorganisationFile, type FileMistake } from '#domain/reorganisationFile.ts'
import { changeLine } from './changeLine.ts'

/** What a file brings into the form; lines of text bring changes alone. */
type Opened =
  | { readonly text: string; readonly on?: string; readonly instrument?: string }
  | { readonly mistakes: readonly FileMistake[] | 'notText' }

const mostBytes = 1_000_000

/** Opens a file of lines or of JSON; one that is not understood brings nothing. */
export async function openChangesFile(file: File): Promise<Opened> {
  const content = file.size > mostBytes ? undefined : textOf(await file.arrayBuffer())
  if (content === undefined) return { mistakes: 'notText' }
  if (!content.trimStart().startsWith('{') && !/\.json$/i.test(file.name)) return { text: content }
  const read = readReorganisationFile(content)
  if ('mistakes' in read) return read
  const { on, instrument, changes } = read.file
  return { on, instrument, text: changes.map(changeLine).join('\n') }
}

function textOf(bytes: ArrayBuffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
