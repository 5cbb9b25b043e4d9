import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'

/** One system call on the followed folder, at the moment it began or at the moment it was done. */
export interface Call {
  readonly moment: 'begun' | 'done'
  readonly thread: string
  readonly name: string
  readonly parameters: readonly string[]
  /** What it gave back; undefined at its beginning. */
  readonly result: number | undefined
}

/** What the recorder is asked to note: everything that can change a file, and everything that makes it last. */
export const followedCalls = [
  'open',
  'openat',
  'creat',
  'close',
  'lseek',
  'mkdir',
  'mkdirat',
  'rmdir',
  'write',
  'writev',
  'pwrite64',
  'pwritev',
  'pwritev2',
  'sendfile',
  'copy_file_range',
  'truncate',
  'ftruncate',
  'fallocate',
  'link',
  'linkat',
  'symlink',
  'symlinkat',
  'rename',
  'renameat',
  'renameat2',
  'unlink',
  'unlinkat',
  'fsync',
  'fdatasync',
]

/** Strings are recorded as `\x2f\x74`: nothing in them can be mistaken for what stands around them. */
const hexText = /(?:\\x[0-9a-f]{2})+/g
const line = /^(?<thread>\d+) +[\d.]+ (?<rest>.*)$/s
const whole = /^(?<name>\w+)\((?<inside>.*)\) += (?<result>-?\d+)?/s
const begun = /^(?<name>\w+)\((?<inside>.*?),? ?<unfinished \.\.\.>$/s
const resumed = /^<\.\.\. (?<name>\w+) resumed>(?<inside>.*)\) += (?<result>-?\d+)?/s

/** The calls on files of a folder, in the order in which they were seen, from what strace wrote. */
export function readJournal(traceFile: string, folder: string): Call[] {
  return journalOf(readFileSync(traceFile, 'latin1').split('\n'), folder)
}

export function journalOf(lines: readonly string[], folder: string): Call[] {
  const mark = toHexText(folder)
  const open = new Map<string, { readonly name: string; readonly inside: string }>()
  const calls: Call[] = []
  for (const text of lines) {
    const { thread, rest } = line.exec(text)?.groups ?? {}
    if (thread === undefined || rest === undefined) continue
    if (rest.startsWith('<... ')) {
      const before = open.get(thread)
      const after = resumed.exec(rest)?.groups
      // one that was killed gave nothing back
      if (before === undefined || after?.['result'] === undefined) continue
      open.delete(thread)
      calls.push(callOf('done', thread, before.name, before.inside + after['inside'], after['result']))
    } else if (rest.includes(mark)) {
      const all = whole.exec(rest)?.groups
      const part = begun.exec(rest)?.groups
      const { name, inside } = all ?? part ?? {}
      if (name === undefined || inside === undefined) continue
      calls.push(callOf('begun', thread, name, inside, undefined))
      if (all?.['result'] !== undefined) calls.push(callOf('done', thread, name, inside, all['result']))
      else open.set(thread, { name, inside })
    }
  }
  return calls
}

/** Names of the files of which nobody can say whether the last call did its work: the kill came in its middle. */
export function unfinishedNames(calls: readonly Call[]): string[] {
  const open = new Map<string, Call>()
  for (const call of calls) {
    if (call.moment === 'begun') open.set(call.thread, call)
    else open.delete(call.thread)
  }
  return [...open.values()].flatMap(({ parameters }) =>
    parameters.map((parameter) => basename(bytesIn(parameter).toString())).filter((name) => name !== ''),
  )
}

function callOf(
  moment: Call['moment'],
  thread: string,
  name: string,
  inside: string,
  result: string | undefined,
): Call {
  if (inside.includes('"...')) throw new Error(`the record of a ${name} was cut off`)
  const parameters = inside.split(', ').map((text) => text.trim())
  return { moment, thread, name, parameters, result: result === undefined ? undefined : Number(result) }
}

function toHexText(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
}

/** The bytes of a parameter like `"\x2f\x74"`. */
export function bytesIn(parameter: string): Buffer {
  return Buffer.concat(
    Array.from(parameter.matchAll(hexText), ([text]) => Buffer.from(text.replaceAll('\\x', ''), 'hex')),
  )
}

/** The number of a descriptor like `12<\x2f\x74>`. */
export function descriptorIn(parameter: string): number {
  return Number.parseInt(parameter, 10)
}

/** The path of a parameter, which may stand relative to the folder of the one before it. */
export function pathIn(parameter: string, relativeTo = '/'): string {
  return resolve(bytesIn(relativeTo).toString(), bytesIn(parameter).toString())
}
