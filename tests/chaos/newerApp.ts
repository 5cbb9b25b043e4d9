import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const built = join(import.meta.dirname, '../../dist')
const hashed = /-([\w-]{8})\.(?:js|css)$/

/** The built app once more as its next version: every hashed file has another name, and none of the old ones is left. */
export function makeNewerApp(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-cau-newer-'))
  cpSync(built, folder, { recursive: true })
  const renamed = readdirSync(join(folder, 'assets')).flatMap((name) => {
    const [, hash] = hashed.exec(name) ?? []
    return hash === undefined ? [] : [[name, name.replace(hash, otherHash(hash))] as const]
  })
  if (renamed.length === 0) throw new Error('the app is not built: node scripts/check.mjs --only build')
  for (const [name, other] of renamed) renameSync(join(folder, 'assets', name), join(folder, 'assets', other))
  for (const name of ['index.html', 'serviceWorker.js', ...renamed.map(([, other]) => `assets/${other}`)]) {
    const path = join(folder, name)
    let text = readFileSync(path, 'utf8')
    for (const [old, other] of renamed) text = text.replaceAll(old, other)
    writeFileSync(path, name === 'serviceWorker.js' ? withOtherRevisions(text) : text)
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function otherHash(hash: string): string {
  return hash.split('').toReversed().join('')
}

/** The page itself has no hash in its name; the list has it beside. */
function withOtherRevisions(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{32}\b/g, (revision) => otherHash(revision))
}
