import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/sources.md'), 'utf8')
const rows = [...page.matchAll(/^\| (\d{3}-\d+) \| (.+?) \| (.+?) \| ?(.*?) ?\|$/gm)].map(
  ([, id = '', quote = '', inApp = '', shownBy = '']) => ({ id, quote, inApp, shownBy }),
)
/** How many lines of each source ask something of a system. */
const counts = { '000': 22, '001': 22, '002': 15, '003': 30, '004': 15 }

test('every line of the sources stands there once', () => {
  const expected = Object.entries(counts).flatMap(([source, count]) =>
    Array.from({ length: count }, (_, index) => `${source}-${index + 1}`),
  )
  expect(rows.map(({ id }) => id)).toEqual(expected)
})

test.each(rows)('$id points to a test that is there, or says why it is out of scope', ({ inApp, shownBy }) => {
  if (/^Out of scope: .{20,}/.test(inApp)) return expect(shownBy).toBe('')
  const [, name, title] = /^`([^`]+)`: (.+)$/.exec(shownBy) ?? []
  const file = ['ts', 'tsx'].map((ending) => join(root, `tests/${name}.test.${ending}`)).find(existsSync)
  expect(file, shownBy).toBeDefined()
  expect(readFileSync(file!, 'utf8')).toContain(title)
})
