import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createHandler, type HandlerParts } from './handler.ts'
import type { Log } from './parts.ts'
import { loadSample } from './sample.ts'
import type { Store } from './store/contract.ts'
import { openStore } from './store/open.ts'

/**
 * The sample's own database, filled on first use. It is filled under another name, so that one that broke off
 * half-way is never taken for the sample.
 */
export async function openDemoStore(
  demoDir: string,
  seedsDir: string,
  parts: Omit<HandlerParts, 'store'>,
): Promise<Store> {
  const path = join(demoDir, 'nhip-cau.sqlite')
  if (!existsSync(path)) {
    const loading = join(demoDir, 'loading.sqlite')
    mkdirSync(demoDir, { recursive: true })
    for (const ending of ['', '-wal', '-shm']) rmSync(`${loading}${ending}`, { force: true })
    await fill(loading, seedsDir, parts)
    renameSync(loading, path)
  }
  return openStore({ path, durability: 'full' })
}

async function fill(path: string, seedsDir: string, parts: Omit<HandlerParts, 'store'>): Promise<void> {
  const store = await openStore({ path, durability: 'off' })
  try {
    const handler = createHandler({ ...parts, store })
    noteHeld(parts.log, await loadSample(handler.parts, seedsDir))
  } finally {
    await store.close()
  }
}

function noteHeld(log: Log, held: readonly string[]): void {
  if (held.length > 0) log.warn({ held }, 'some deeds of the sample do not count')
}
