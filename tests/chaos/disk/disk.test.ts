import { describe, expect, test } from 'vitest'
import { createDisk, type DiskRules } from './disk.ts'
import { journalOf } from './journal.ts'
import { createFile, createFolder, everythingSurvives, nothingSurvives, type Folder } from './nodes.ts'

// What a power cut leaves is worked out, not observed, so the rules themselves are held to what fsync promises.

const at = (path: string) => `"${hex(path)}"`
const fd = (number: number, path: string) => `${number}<${hex(path)}>`

function hex(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
}

function line(text: string, thread = 7): string {
  return `${thread} 1795250230.877315 ${text}`
}

function open(number: number, path: string, flags: string): string {
  return line(`openat(AT_FDCWD<${hex('/')}>, ${at(path)}, ${flags}, 0600) = ${fd(number, path)}`)
}

function write(number: number, path: string, text: string): string {
  return line(`write(${fd(number, path)}, "${hex(text)}", ${text.length}) = ${text.length}`)
}

function sync(number: number, path: string): string {
  return line(`fdatasync(${fd(number, path)}) = 0`)
}

/** The folder /db with the file `log`, in which `old` is on disk. */
function after(lines: readonly string[], names: DiskRules['names'] = 'withTheirFolder'): Folder {
  const root = createFolder(new Map([['log', createFile(Buffer.from('old'))]]))
  const disk = createDisk('/db', root, { names })
  for (const call of journalOf(lines, '/db')) disk.apply(call)
  return root
}

function contents(folder: Folder, survivors = nothingSurvives): Record<string, string> {
  const files = [...folder.read(survivors)].flatMap(([name, node]) =>
    node.kind === 'file' ? [[name, node.read(survivors).toString()] as const] : [],
  )
  return Object.fromEntries(files)
}

describe('what a power cut leaves', () => {
  test('a write lasts from the sync after it, and not before', () => {
    const log = '/db/log'
    const lines = [open(3, log, 'O_WRONLY|O_APPEND'), write(3, log, '+1'), sync(3, log), write(3, log, '+2')]
    expect(contents(after(lines))).toEqual({ log: 'old+1' })
    expect(contents(after(lines), everythingSurvives)).toEqual({ log: 'old+1+2' })
  })

  test('a sync that was not done when the power went has made nothing last', () => {
    const log = '/db/log'
    const begun = [
      open(3, log, 'O_WRONLY|O_APPEND'),
      write(3, log, '+1'),
      line(`fdatasync(${fd(3, log)} <unfinished ...>`),
    ]
    expect(contents(after(begun))).toEqual({ log: 'old' })
    expect(contents(after([...begun, line('<... fdatasync resumed>) = ?')]))).toEqual({ log: 'old' })
    expect(contents(after([...begun, line('<... fdatasync resumed>) = 0')]))).toEqual({ log: 'old+1' })
  })

  test('what another thread writes while a sync runs does not last by it', () => {
    const log = '/db/log'
    const lines = [
      open(3, log, 'O_WRONLY|O_APPEND'),
      line(`fdatasync(${fd(3, log)} <unfinished ...>`),
      line(`write(${fd(3, log)}, "${hex('+1')}", 2) = 2`, 8),
      line('<... fdatasync resumed>) = 0'),
    ]
    expect(contents(after(lines))).toEqual({ log: 'old' })
  })

  test('a new file lasts by name only when its folder was synced', () => {
    const lines = [open(3, '/db/new', 'O_WRONLY|O_CREAT'), write(3, '/db/new', 'x'), sync(3, '/db/new')]
    expect(contents(after(lines))).toEqual({ log: 'old' })
    expect(contents(after(lines, 'withAnySync'))).toEqual({ log: 'old', new: 'x' })
    expect(contents(after([...lines, open(4, '/db', 'O_RDONLY'), sync(4, '/db')]))).toEqual({
      log: 'old',
      new: 'x',
    })
  })

  test('a rename and a removal that were not synced are undone', () => {
    const lines = [
      open(3, '/db/new', 'O_WRONLY|O_CREAT|O_TRUNC'),
      write(3, '/db/new', 'x'),
      sync(3, '/db/new'),
      line(`rename(${at('/db/new')}, ${at('/db/log')}) = 0`),
    ]
    expect(contents(after(lines))).toEqual({ log: 'old' })
    expect(contents(after(lines), everythingSurvives)).toEqual({ log: 'x' })
    expect(contents(after([line(`unlink(${at('/db/log')}) = 0`)]))).toEqual({ log: 'old' })
  })

  test('emptying a file on opening it is undone until it is synced', () => {
    const opened = open(3, '/db/log', 'O_WRONLY|O_CREAT|O_TRUNC')
    expect(contents(after([opened]))).toEqual({ log: 'old' })
    expect(contents(after([opened, sync(3, '/db/log')]))).toEqual({ log: '' })
  })

  test('some more than what was synced may survive, in the order it was written', () => {
    const log = '/db/log'
    const lines = [open(3, log, 'O_WRONLY|O_APPEND'), write(3, log, '+1'), write(3, log, '+2')]
    expect(contents(after(lines), () => 1)).toEqual({ log: 'old+1' })
  })

  test('calls on other folders are not looked at, and one without a rule is an error', () => {
    expect(contents(after([open(3, '/else/log', 'O_WRONLY|O_TRUNC')]), everythingSurvives)).toEqual({
      log: 'old',
    })
    expect(() => after([line(`link(${at('/db/log')}, ${at('/db/two')}) = 0`)])).toThrow('no rule for link')
  })
})
