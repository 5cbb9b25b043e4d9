import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { createSecrets } from '#server/accounts/secrets.ts'
import { createHandler, type Handler } from '#server/handler.ts'
import { openStore } from '#server/store/open.ts'
import { fillUnit, type FilledUnit, type UnitSize } from './fillUnit.ts'
import { readAnswerTemplates } from './visitTexts.ts'

const root = join(import.meta.dirname, '../../..')
const quiet = () => undefined

export interface BenchUnit {
  readonly handler: Handler
  readonly unit: FilledUnit
}

/** The real server over a database of its own on disk, as durable as in use. */
export async function openBenchUnit(dataDir: string, size: UnitSize, origin: string): Promise<BenchUnit> {
  mkdirSync(dataDir, { recursive: true })
  const store = await openStore({ path: join(dataDir, 'bench.sqlite'), durability: 'full' })
  const handler = createHandler({
    store,
    clock: Date.now,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    secrets: createSecrets('a secret for figures, long enough to be one'),
    log: {
      info: quiet,
      warn: quiet,
      error: (details, words) => process.stderr.write(`${words} ${inspect(details)}\n`),
    },
    settings: {
      publicUrl: origin,
      trustedProxies: [],
      appDir: join(root, '.cache/bench/app'),
      loopbackOnly: true,
      photosDir: join(root, '.cache/bench/photos'),
    },
  })
  const unit = await fillUnit(handler.parts, readAnswerTemplates(join(root, 'seeds')), size)
  return { handler, unit }
}
