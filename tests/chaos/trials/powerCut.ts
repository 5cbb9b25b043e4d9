import { rmSync } from 'node:fs'
import { basename } from 'node:path'
import { startChromium, type Profile, type RunningChromium } from '../../support/chromium.ts'
import { createDisk, type DiskRules } from '../disk/disk.ts'
import { differences, readFolder, writeFolder } from '../disk/folders.ts'
import { readJournal, unfinishedNames } from '../disk/journal.ts'
import { everythingSurvives, nothingSurvives, type Survivors } from '../disk/nodes.ts'
import { recorderTo, requireStrace } from '../disk/strace.ts'
import type { Front } from '../front.ts'
import { withUnitBehindFront } from '../ground.ts'
import type { Report } from '../pages/page.ts'
import {
  compareWithFound,
  copyProfile,
  indexedDbOf,
  openSavingPage,
  phone,
  prepareProfile,
  setDurability,
  type Durability,
} from '../phone.ts'
import type { Outcome, Setting, Trial } from '../trial.ts'

interface Cut {
  readonly durability: Durability
  readonly names: DiskRules['names']
  readonly survivors: Survivors
  /** Goes on working after the cut, and looks again after another kill. */
  readonly goesOn?: true
}

const some: Survivors = (changes) => Math.floor(Math.random() * (changes + 1))
const mostReports = 150

/** The power goes while a phone saves: whatever Chromium had not synced is gone. */
export const powerCut: Trial = {
  what: 'phone: power cut, only what was synced survives',
  usualRuns: 5,
  fullRuns: 20,
  run: (setting) =>
    cutPower(setting, { durability: 'strict', names: 'withTheirFolder', survivors: nothingSurvives }),
}

/**
 * A kinder and messier disk: some of what was not synced survives too, up to the middle of a record. A browser goes
 * on behind such a half record and stumbles over it at the start after the next.
 */
export const tornCut: Trial = {
  what: 'phone: power cut, half a record survives, work goes on',
  usualRuns: 3,
  fullRuns: 10,
  run: (setting) =>
    cutPower(setting, { durability: 'strict', names: 'withAnySync', survivors: some, goesOn: true }),
}

/** Without strict durability saves must be missing, else the trial could not see a loss. */
export const relaxedCut: Trial = {
  what: 'phone: the same cut with relaxed durability',
  usualRuns: 1,
  fullRuns: 3,
  mustLose: true,
  run: (setting) =>
    cutPower(setting, { durability: 'relaxed', names: 'withTheirFolder', survivors: nothingSurvives }),
}

async function cutPower(setting: Setting, cut: Cut): Promise<Outcome> {
  requireStrace()
  const sum = { reported: 0, missing: 0, doubled: 0 }
  await withUnitBehindFront(setting.store, async ({ front }) => {
    const usual = await prepareProfile(front, 'binh')
    front.meets({ kind: 'nobody' })
    try {
      for (let run = 1; run <= setting.runs; run += 1) {
        const { reported, missing, doubled } = await cutOnce(front, usual, cut)
        setting.say(`${run}: ${reported} reported, ${missing} missing, ${doubled} doubled`)
        sum.reported += reported
        sum.missing += missing
        sum.doubled += doubled
      }
    } finally {
      usual.remove()
    }
  })
  return { runs: setting.runs, ...sum }
}

async function cutOnce(front: Front, usual: Profile, cut: Cut) {
  const profile = copyProfile(usual)
  const traceFile = `${profile.directory}.trace`
  try {
    const before = readFolder(indexedDbOf(profile))
    const recorded = await startChromium(profile, phone, recorderTo(traceFile))
    const reports = await saveUntilKilled(recorded, front, cut)
    const disk = createDisk(indexedDbOf(profile), before, cut)
    const calls = readJournal(traceFile, indexedDbOf(profile))
    for (const call of calls) disk.apply(call)
    // a kill alone loses nothing that was written: what the record says must be what lies there
    const unsure = unfinishedNames(calls)
    const unlike = differences(disk.root, readFolder(indexedDbOf(profile)), everythingSurvives)
    const wrong = unlike.filter((path) => !unsure.includes(basename(path)))
    if (wrong.length > 0) throw new Error(`the record is not what happened to ${wrong.join(', ')}`)
    writeFolder(indexedDbOf(profile), disk.root, cut.survivors)
    if (cut.goesOn === true)
      reports.push(...(await saveUntilKilled(await startChromium(profile, phone), front, cut)))
    return compareWithFound(reports, await findIn(front, profile))
  } finally {
    profile.remove()
    rmSync(traceFile, { force: true })
  }
}

/** Everything the page had said was saved when the browser ended. */
async function saveUntilKilled(
  browser: RunningChromium,
  front: Front,
  { durability }: Cut,
): Promise<Report[]> {
  try {
    const context = browser.page.context()
    await setDurability(context, durability)
    const saving = await openSavingPage(context, front)
    await saving.saveWithoutEnd()
    await saving.reported(1 + Math.floor(Math.random() * mostReports))
    await browser.kill()
    return [...saving.reports]
  } finally {
    await browser.kill()
  }
}

async function findIn(front: Front, profile: Profile) {
  const browser = await startChromium(profile, phone)
  try {
    return await (await openSavingPage(browser.page.context(), front)).find()
  } finally {
    await browser.kill()
  }
}
