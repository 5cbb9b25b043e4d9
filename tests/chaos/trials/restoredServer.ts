import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Participant } from '../../support/participant.ts'
import { createServerProcess } from '../../support/serverProcess.ts'
import { recordVisit } from '../../support/visitForm.ts'
import { compareWithServer } from '../crowd.ts'
import { readServerTruth, type ChaosStore } from '../store.ts'
import type { Outcome, Setting, Trial } from '../trial.ts'
import { setUpUnit, settle, type ChaosUnit, type Surveyor } from '../unit.ts'

const visitsBetweenRounds = 8

/**
 * The server's machine is lost. A backup from before so many acknowledged visits is restored elsewhere, a device that
 * knows none of them writes to it first, and then every device has one round: all are back, once each.
 */
export const restoredServer: Trial = {
  what: 'server: restored from a backup older than so many visits of five devices',
  usualRuns: 40,
  fullRuns: 200,
  run,
}

interface Surveying {
  readonly who: Participant
  readonly firmIds: readonly string[]
}

async function run({ runs, store, newStore, say }: Setting): Promise<Outcome> {
  const directory = mkdtempSync(join(tmpdir(), 'nhip-cau-restored-'))
  const [before, after] = [join(directory, 'before'), join(directory, 'after')]
  const secret = { SECRET: 'the secret that an operator keeps beside the backup' }
  const lost = await createServerProcess(before, [], { ...store.environment, ...secret })
  const elsewhere = await newStore()
  const restored = await createServerProcess(after, [], {
    ...elsewhere.environment,
    ...secret,
    PORT: new URL(lost.origin).port,
  })
  try {
    await lost.start()
    const unit = await setUpUnit(lost)
    const five = await joinFive(unit)
    const saved = await visitAll(five, five.length)
    const backup = join(directory, 'backup.sqlite')
    await command('backup', backup, before, store)
    saved.push(...(await visitAll(five, runs)))
    say(`${runs} visits are acknowledged that the backup does not have`)
    await lost.kill()
    await command('restore', backup, after, elsewhere)
    const { seqByVisit } = await readServerTruth(elsewhere, after)
    const gone = saved.filter((id) => !seqByVisit.has(id)).length
    if (gone !== runs) throw new Error(`${gone} visits are gone, it should be ${runs}`)
    await restored.start()
    const late = { who: await unit.join('dung'), firmIds: unit.firmIds.dung }
    await settle(late.who)
    saved.push(...(await visitAll([late], visitsBetweenRounds)))
    for (const { who } of five) await settle(who)
    await restored.stop()
    const devices = [...five, late].map(({ who }) => who)
    const compared = await compareWithServer({ saved, devices }, await readServerTruth(elsewhere, after))
    return { runs, ...compared, note: 'runs are visits after the backup; one round a device' }
  } finally {
    await lost.kill()
    await restored.kill()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function joinFive(unit: ChaosUnit): Promise<readonly Surveying[]> {
  const five: Surveying[] = []
  for (const username of ['binh', 'chi', 'dung', 'giang', 'binh'] satisfies Surveyor[]) {
    const who = await unit.join(username)
    await settle(who)
    five.push({ who, firmIds: unit.firmIds[username] })
  }
  return five
}

/** So many visits in all, each acknowledged. Returns their ids. */
async function visitAll(people: readonly Surveying[], count: number): Promise<string[]> {
  const saved: string[] = []
  for (const [index, { who, firmIds }] of people.entries()) {
    const own = Math.ceil((count - index) / people.length)
    for (let number = 1; number <= own; number += 1) {
      saved.push(await recordVisit(who, firmIds[number % firmIds.length]!))
      if (number % visitsBetweenRounds === 0 || number === own) await settle(who)
    }
    if ((await who.device.database.outbox.count()) > 0) throw new Error('a visit was not acknowledged')
  }
  return saved
}

/** The command as an operator gives it. */
async function command(
  name: 'backup' | 'restore',
  file: string,
  dataDirectory: string,
  { environment }: ChaosStore,
): Promise<void> {
  const child = spawn(process.execPath, ['src/server/backup/main.ts', name, file], {
    env: { ...process.env, DATA_DIR: dataDirectory, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${name} ended with ${code}`)
}
