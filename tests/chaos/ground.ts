import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServerProcess, type ServerProcess } from '../support/serverProcess.ts'
import { buildPage } from './build.ts'
import { openFront, type Front } from './front.ts'
import type { ChaosStore } from './store.ts'
import { setUpUnit, type ChaosUnit } from './unit.ts'

/** A unit on the real server with the built app, met through an address that can be made to misbehave. */
export interface Ground {
  readonly server: ServerProcess
  readonly front: Front
  readonly unit: ChaosUnit
  readonly dataDirectory: string
}

export async function withUnitBehindFront<Value>(
  store: ChaosStore,
  work: (ground: Ground) => Promise<Value>,
): Promise<Value> {
  await buildPage()
  const dataDirectory = mkdtempSync(join(tmpdir(), 'nhip-cau-chaos-'))
  const server = await createServerProcess(dataDirectory, [], store.environment)
  await server.start()
  const front = await openFront(server.origin)
  try {
    return await work({ server, front, unit: await setUpUnit(server), dataDirectory })
  } finally {
    await front.close()
    await server.kill()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}
