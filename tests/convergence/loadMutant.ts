import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { mutants, type Mutant } from './mutants.ts'

const source = join(import.meta.dirname, '../../src')

/** From here on the source is loaded with the mistake in it; the files stay as they are. */
export function applyMutant(name: string): void {
  const mutant: Mutant | undefined = mutants[name as keyof typeof mutants]
  if (mutant === undefined)
    throw new Error(`no mutant is called ${name}; there are ${Object.keys(mutants).join(', ')}`)
  const changesByUrl = new Map<string, Mutant['changes'][number][]>()
  for (const change of mutant.changes) {
    const { href } = pathToFileURL(join(source, change.file))
    changesByUrl.set(href, [...(changesByUrl.get(href) ?? []), change])
  }
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      const changes = changesByUrl.get(url)
      if (changes === undefined) return loaded
      return {
        ...loaded,
        source: changes.reduce(mutate, Buffer.from(loaded.source as Uint8Array).toString()),
      }
    },
  })
}

/** The text must be there, and only once: else the mutant is out of date. */
function mutate(text: string, { file, from, to }: Mutant['changes'][number]): string {
  const times = text.split(from).length - 1
  if (times !== 1) throw new Error(`${file} has ${times} times: ${from}`)
  return text.replace(from, () => to)
}
